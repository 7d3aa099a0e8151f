package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The users file is missing or malformed. */
@Singleton
class UnusableUsersFile implements StartUpCheck {

    private final AuthConfig auth;
    private final StaticUsers users;

    UnusableUsersFile(AuthConfig auth, StaticUsers users) {
        this.auth = auth;
        this.users = users;
    }

    @Override
    public String name() {
        return "unusable-users-file";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        List<String> faults = users.file().faults();
        if (!auth.enabled() || faults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "muster.auth.users-file " + auth.usersFile().orElseThrow() + " " + String.join("; ", faults),
                "correct the file: a line for each user is name:bcrypt hash:role:accounts"));
    }
}
