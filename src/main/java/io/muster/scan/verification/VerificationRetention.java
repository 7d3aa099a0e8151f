package io.muster.scan.verification;

import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** Deletes old verifications, but for the last answer to a question where that contradicts: a finding rests on it. */
@ApplicationScoped
class VerificationRetention {

    private static final StructuredLog LOG = StructuredLog.of(VerificationRetention.class);

    private static final String DELETE = """
            delete from verification v where v.asked_at < $1 and (v.outcome is distinct from 'DISAGREES' or exists (
                select 1 from verification later
                where (later.account_id, later.role_arn, later.action, later.resource) = (v.account_id, v.role_arn, v.action, v.resource)
                  and later.id > v.id and later.outcome in ('AGREES', 'DISAGREES', 'UNDECIDED')))
            """;

    private final Pool pool;
    private final VerificationConfig config;
    private final Clock clock;

    VerificationRetention(Pool pool, VerificationConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "verifications",
            every = "{muster.verification.tick}",
            delayed = "6m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC).minusDays(config.keepDays())))
                .invoke(deleted -> {
                    if (deleted.rowCount() > 0) {
                        LOG.with("verifications", deleted.rowCount()).info("Old verifications deleted");
                    }
                })
                .replaceWithVoid();
    }
}
