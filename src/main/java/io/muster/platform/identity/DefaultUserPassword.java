package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A static user has a password that attackers try first. The check takes some tenths of a second for each user. */
@Singleton
class DefaultUserPassword implements StartUpCheck {

    private static final List<String> TRIED_FIRST = List.of("admin", "password", "changeme", "muster", "grafana");

    private final AuthConfig auth;
    private final StaticUsers users;

    DefaultUserPassword(AuthConfig auth, StaticUsers users) {
        this.auth = auth;
        this.users = users;
    }

    @Override
    public String name() {
        return "default-user-password";
    }

    @Override
    public Optional<Fault> find() {
        if (!auth.enabled()) {
            return Optional.empty();
        }
        List<String> guessed = users.file().users().entrySet().parallelStream()
                .filter(DefaultUserPassword::isGuessed)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return guessed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        "the password of " + String.join(", ", guessed) + " is the user's name or one as well known",
                        "put the hash of another password into muster.auth.users-file"));
    }

    private static boolean isGuessed(Map.Entry<String, StaticUser> user) {
        return Stream.concat(TRIED_FIRST.stream(), Stream.of(user.getKey()))
                .distinct()
                .anyMatch(password -> Bcrypt.matches(password, user.getValue().hash()));
    }
}
