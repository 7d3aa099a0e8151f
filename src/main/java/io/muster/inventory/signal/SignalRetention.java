package io.muster.inventory.signal;

import io.muster.inventory.Retention;
import io.muster.platform.BoundedSteps;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Deletes signals that their sources have not sent for too long. */
@ApplicationScoped
public class SignalRetention {

    private static final int DELETED_AT_A_TIME = 2_000;

    private final Signals signals;

    SignalRetention(Signals signals) {
        this.signals = signals;
    }

    /** Deletes the signals that are too old by now. */
    @Scheduled(
            identity = "signals",
            every = "{muster.signals.tick}",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> tick() {
        return Retention.run("signals", signals.oldest().atOffset(ZoneOffset.UTC), this::deleteBefore);
    }

    private Uni<Integer> deleteBefore(OffsetDateTime end) {
        return BoundedSteps.whileAtLeast(1, () -> signals.alone(connection -> deleteSome(connection, end)));
    }

    private static Uni<Integer> deleteSome(SqlConnection connection, OffsetDateTime end) {
        return connection
                .preparedQuery(SignalChanges.DELETE_OLD)
                .execute(Tuple.of(end, DELETED_AT_A_TIME))
                .map(rows -> rows.iterator().next().getInteger("gone"));
    }
}
