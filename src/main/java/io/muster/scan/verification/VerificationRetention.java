package io.muster.scan.verification;

import io.muster.inventory.Retention;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Deletes old verifications. The last answer to a question is kept where it contradicts Muster, which opens a finding, or could
 * not be compared, which leaves a finding open.
 */
@ApplicationScoped
class VerificationRetention {

    private static final int DELETED_AT_A_TIME = 2_000;

    private static final String DELETE = """
            delete from verification where ctid = any (array(
                select v.ctid from verification v
                where v.asked_at < $1 and (v.outcome is null or v.outcome not in ('DISAGREES', 'UNDECIDED') or exists (
                    select 1 from verification later
                    where (later.account_id, later.role_arn, later.action, later.resource)
                              = (v.account_id, v.role_arn, v.action, v.resource)
                      and later.id > v.id and later.outcome in ('AGREES', 'DISAGREES', 'UNDECIDED')))
                order by v.asked_at limit $2 for update of v skip locked))
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
            every = "1h",
            delayed = "6m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        OffsetDateTime end = clock.instant().atOffset(ZoneOffset.UTC).minusDays(config.keepDays());
        return Retention.inSteps("verifications", end, pool, DELETE, DELETED_AT_A_TIME);
    }
}
