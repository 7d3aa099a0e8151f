package io.muster.finding.exemption;

import io.muster.platform.BoundedSteps;
import io.muster.platform.StructuredLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Runs once in the cluster: ends exemptions that have expired, logs those that end soon, and completes interrupted settlements. */
@ApplicationScoped
class ExemptionJob {

    private static final StructuredLog LOG = StructuredLog.of(ExemptionJob.class);

    private static final int AT_A_TIME = 200;

    private static final String DUE =
            "from ExemptionEntity where state in (:standing) and endsAt <= :now order by endsAt, id";

    private static final String NEAR =
            "from ExemptionEntity where state = :active and endsAt <= :soon and noticedAt is null order by endsAt, id";

    private static final String UNSETTLED = "select id from exemption where not settled order by id limit " + AT_A_TIME;

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final ExemptionSettlement settlement;
    private final ExemptionsConfig config;
    private final Clock clock;

    ExemptionJob(
            Mutiny.SessionFactory sessions,
            Pool pool,
            ExemptionSettlement settlement,
            ExemptionsConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.pool = pool;
        this.settlement = settlement;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(identity = "exemptions", every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        Instant now = clock.instant();
        return expire(now).chain(() -> notice(now)).chain(this::settle);
    }

    private Uni<Void> expire(Instant now) {
        return BoundedSteps.whileAtLeast(
                        AT_A_TIME,
                        () -> sessions.withStatelessTransaction((session, transaction) -> session.createSelectionQuery(
                                        DUE, ExemptionEntity.class)
                                .setParameter("standing", List.of(ExemptionState.REQUESTED, ExemptionState.ACTIVE))
                                .setParameter("now", now)
                                .setMaxResults(AT_A_TIME)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getResultList()
                                .call(due -> each(due, exemption -> expire(session, exemption, now)))
                                .map(List::size)))
                .replaceWithVoid();
    }

    private static Uni<Void> expire(Mutiny.StatelessSession session, ExemptionEntity exemption, Instant now) {
        exemption.end(ExemptionState.EXPIRED, null, now);
        LOG.with("exemptionId", exemption.id).with("owner", exemption.owner).info("An exemption has ended");
        return session.update(exemption)
                .chain(() -> session.insert(
                        ExemptionEventEntity.of(exemption, ExemptionEventType.EXPIRED, now, null, null)));
    }

    private Uni<Void> notice(Instant now) {
        return BoundedSteps.whileAtLeast(
                        AT_A_TIME,
                        () -> sessions.withStatelessTransaction((session, transaction) -> session.createSelectionQuery(
                                        NEAR, ExemptionEntity.class)
                                .setParameter("active", ExemptionState.ACTIVE)
                                .setParameter("soon", now.plus(config.notice()))
                                .setMaxResults(AT_A_TIME)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getResultList()
                                .call(near -> each(near, exemption -> notice(session, exemption, now)))
                                .map(List::size)))
                .replaceWithVoid();
    }

    private static Uni<Void> notice(Mutiny.StatelessSession session, ExemptionEntity exemption, Instant now) {
        exemption.noticedAt = now;
        LOG.with("exemptionId", exemption.id)
                .with("owner", exemption.owner)
                .with("until", exemption.endsAt)
                .info("An exemption ends soon: its findings will be open again");
        return session.update(exemption)
                .chain(() -> session.insert(ExemptionEventEntity.of(
                        exemption, ExemptionEventType.ENDS_SOON, now, null, "until " + exemption.endsAt)));
    }

    /** Settles exemptions; one that fails is tried again at the next tick, and does not block the others. */
    private Uni<Void> settle() {
        return pool.query(UNSETTLED)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> settlement
                        .settle(row.getLong("id"))
                        .onFailure()
                        .invoke(failure -> LOG.with("exemptionId", row.getLong("id"))
                                .warn("Findings are not in line with an exemption yet", failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> each(List<ExemptionEntity> exemptions, Function<ExemptionEntity, Uni<Void>> work) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (ExemptionEntity exemption : exemptions) {
            done = done.chain(() -> work.apply(exemption));
        }
        return done;
    }
}
