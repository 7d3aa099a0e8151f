package io.muster.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.DatabaseOutage;
import io.muster.platform.OneAtATime;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.Liveness;

/** After a failure, checks the database until it answers, and exports how many operations failed because it was unreachable. */
@ApplicationScoped
class DatabaseWatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Pool pool;
    private final MeterRegistry registry;
    private final LoginAccepted login;
    private final OneAtATime looks = new OneAtATime();
    private long timer;

    DatabaseWatch(Vertx vertx, Pool pool, MeterRegistry registry, @Liveness LoginAccepted login) {
        this.vertx = vertx;
        this.pool = pool;
        this.registry = registry;
        this.login = login;
    }

    void start(@Observes StartupEvent event) {
        FunctionCounter.builder("muster.database.failures", this, watch -> DatabaseOutage.failures())
                .description("Calls that failed because the database could not be reached")
                .register(registry);
        timer = vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), id -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (DatabaseOutage.isSuspected()) {
            looks.run(
                    () -> pool.query("select 1")
                            .execute()
                            .ifNoItem()
                            .after(LIMIT)
                            .fail(),
                    answer -> answered(),
                    this::failed);
        }
    }

    private void answered() {
        DatabaseOutage.over();
        login.answered();
    }

    private void failed(Throwable failure) {
        DatabaseOutage.confirmed();
        login.failed(failure);
    }
}
