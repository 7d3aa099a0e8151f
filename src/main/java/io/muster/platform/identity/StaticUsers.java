package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.FairQueue;
import io.muster.platform.MusterException;
import io.muster.platform.RemoteAddress;
import io.muster.platform.Slots;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The users of the users file. Passwords are compared on separate threads, so that no other work waits for it. Calls wait in turn
 * by the network that they come from; a user who was authenticated recently does not wait behind guesses.
 */
@ApplicationScoped
class StaticUsers {

    private static final int THREADS = 2;
    private static final int MOST_OF_A_NETWORK = 100;
    private static final int MOST_OF_A_NAME = 150;
    private static final int MOST_WAITING = 400;
    private static final String NO_USER = "";

    private final UsersFile file;
    private final ProvenPasswords proven;
    private final RefusedIdentities refused;
    private final ExecutorService comparing;
    private final FairQueue<String> comparisons = new FairQueue<>(THREADS, MOST_OF_A_NETWORK, MOST_WAITING);
    private final Slots<String> names = new Slots<>();

    StaticUsers(AuthConfig config, Clock clock, RefusedIdentities refused) {
        this.file = config.usersFile().map(UsersFile::read).orElse(UsersFile.NONE);
        this.proven = new ProvenPasswords(clock);
        this.refused = refused;
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), command -> {
                    Thread thread = new Thread(command, "muster-passwords");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.comparing = threads;
    }

    UsersFile file() {
        return file;
    }

    /**
     * The caller, if the password is the user's. It fails with {@code TOO_MANY_REQUESTS} where too many passwords from the
     * caller's network, for the name, or in all wait to be compared.
     */
    Uni<Optional<Caller>> authenticate(String name, String password) {
        StaticUser user = file.users().get(name);
        if (user != null
                && (proven.isProven(name, password) || (comparisons.isBusy() && proven.wasProven(name, password)))) {
            return Uni.createFrom().item(Optional.of(user.caller()));
        }
        // passwords are compared on threads that do not know it
        String from = RemoteAddress.current().orElse("unknown");
        return inTurn(user == null ? NO_USER : name, Networks.of(from), () -> compare(user, name, password))
                .onFailure(MusterException.class)
                .invoke(refused::tooManyPasswords)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        refused.password(user == null ? null : name, from);
                    }
                });
    }

    private Uni<Optional<Caller>> inTurn(String name, String network, Supplier<Optional<Caller>> comparison) {
        return Uni.createFrom().deferred(() -> {
            if (names.take(name, MOST_OF_A_NAME, Integer.MAX_VALUE) != Slots.Claim.GRANTED) {
                return Uni.createFrom()
                        .failure(new MusterException(
                                ErrorCode.TOO_MANY_REQUESTS,
                                "Too many passwords of this user are being checked: try again in a moment"));
            }
            return comparisons
                    .<Optional<Caller>>submit(
                            network, () -> Uni.createFrom().item(comparison).runSubscriptionOn(comparing))
                    .onTermination()
                    .invoke(() -> names.giveBack(name));
        });
    }

    private Optional<Caller> compare(@Nullable StaticUser user, String name, String password) {
        if (user == null) {
            Bcrypt.matches(password, file.costliestHash());
            return Optional.empty();
        }
        // it may have been proven while this one waited
        if (!proven.isProven(name, password)) {
            if (!Bcrypt.matches(password, user.hash())) {
                return Optional.empty();
            }
            proven.remember(name, password);
        }
        return Optional.of(user.caller());
    }

    @PreDestroy
    void stop() {
        comparing.shutdownNow();
    }
}
