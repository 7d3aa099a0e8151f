package io.muster.ops;

import io.muster.platform.DatabaseOutage;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive after five minutes in which PostgreSQL has refused each login, as after a change of the password: a container takes
 * the Secret of now only at its start. A database that is away, or answers only now and then, leaves Muster alive.
 */
@Liveness
@ApplicationScoped
class LoginAccepted implements AsyncHealthCheck {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clock clock;
    private final AtomicReference<Instant> refusedSince = new AtomicReference<>();

    LoginAccepted(Clock clock) {
        this.clock = clock;
    }

    /** A check of the database has succeeded. */
    void answered() {
        refusedSince.set(null);
    }

    /** A check of the database has failed. */
    void failed(Throwable failure) {
        if (DatabaseOutage.isRefusedLogin(failure)) {
            refusedSince.compareAndSet(null, clock.instant());
        } else {
            refusedSince.set(null);
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        Instant since = refusedSince.get();
        if (since == null || clock.instant().isBefore(since.plus(PATIENCE))) {
            return HealthCheckResponse.up("database login");
        }
        return HealthCheckResponse.named("database login")
                .down()
                .withData("reason", "PostgreSQL refuses the user or the password")
                .build();
    }
}
