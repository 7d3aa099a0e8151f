package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The users of the users file. Their passwords are compared on threads of their own, so that nothing else waits for it. */
@ApplicationScoped
class StaticUsers {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 200;

    /** The hash of nobody's password: an unknown name takes as long to refuse as a wrong password. */
    private static final String NOBODYS = "$2y$10$wGbHCqGJzTbTNPc3pRdvqOGjIdM//.dXkTAlBdobsRk8EW7yRzR42";

    private final UsersFile file;
    private final ProvenPasswords proven;
    private final ThreadPoolExecutor comparing;

    StaticUsers(AuthConfig config, Clock clock) {
        this.file = config.usersFile().map(UsersFile::read).orElse(UsersFile.NONE);
        this.proven = new ProvenPasswords(clock);
        this.comparing = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), command -> {
                    Thread thread = new Thread(command, "muster-passwords");
                    thread.setDaemon(true);
                    return thread;
                });
        comparing.allowCoreThreadTimeOut(true);
    }

    UsersFile file() {
        return file;
    }

    /**
     * The caller, if the password is the user's. It fails with {@code UNAVAILABLE} where too many wait for an answer
     * already.
     */
    Uni<Optional<Caller>> authenticate(String name, String password) {
        StaticUser user = file.users().get(name);
        if (user != null && proven.isProven(name, password)) {
            return Uni.createFrom().item(Optional.of(user.caller()));
        }
        return Uni.createFrom()
                .item(() -> compare(user, name, password))
                .runSubscriptionOn(comparing)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new MusterException(
                        ErrorCode.UNAVAILABLE, "Too many passwords are being checked at the moment"));
    }

    private Optional<Caller> compare(StaticUser user, String name, String password) {
        if (user == null) {
            Bcrypt.matches(password, NOBODYS);
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
