package io.muster.finding.exemption;

import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.hibernate.StaleStateException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Requests, approves, changes and lifts suppressions and attestations. A change takes effect at once, without a scan. */
@ApplicationScoped
public class Exemptions {

    private final Mutiny.SessionFactory sessions;
    private final ExemptionTarget target;
    private final ExemptionSettlement settlement;
    private final ExemptionReads reads;
    private final ExemptionsConfig config;
    private final Clock clock;

    Exemptions(
            Mutiny.SessionFactory sessions,
            ExemptionTarget target,
            ExemptionSettlement settlement,
            ExemptionReads reads,
            ExemptionsConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.target = target;
        this.settlement = settlement;
        this.reads = reads;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Makes an exemption: in force at once, or once a second person approved it.
     *
     * @return fails as a bad request that names every field at fault, and as forbidden where it reaches beyond the caller's accounts
     */
    public Uni<ExemptionView> request(ExemptionDraft draft, Caller caller) {
        Instant now = clock.instant();
        ExemptionForm.check(draft, now);
        boolean approval = draft.needsApproval() || config.approvalRequired();
        return target.resolve(draft, caller.accounts())
                .map(scope -> ExemptionEntity.of(
                        draft.of(scope, approval), caller.id().key(), caller.name(), now))
                .call(entity -> sessions.withStatelessTransaction((session, transaction) -> session.insert(entity)
                        .chain(() -> note(
                                session,
                                entity,
                                approval ? ExemptionEventType.REQUESTED : ExemptionEventType.CREATED,
                                caller.name(),
                                null))))
                .chain(this::settled);
    }

    /**
     * Changes the terms.
     *
     * @param precondition gets the version; its exception is the failure of this call
     * @return fails as not found, as a bad request, and as a conflict where the exemption has ended, or where the change is of what a second
     * person approved: its reason, its evidence or a later end
     */
    public Uni<ExemptionView> change(
            ExemptionType type,
            String id,
            Caller caller,
            IntConsumer precondition,
            UnaryOperator<ExemptionTerms> change) {
        return update(type, id, caller.accounts(), precondition, (session, entity) -> {
            ExemptionTerms before = entity.terms();
            ExemptionTerms after = change.apply(before);
            ExemptionForm.check(type, after, clock.instant());
            if (entity.needsApproval && entity.state == ExemptionState.ACTIVE) {
                requireApproved(before, after);
            }
            if (entity.state == ExemptionState.REQUESTED && !before.equals(after)) {
                entity.rewordedBy(caller.id().key());
            }
            entity.agree(after);
            return note(session, entity, ExemptionEventType.CHANGED, caller.name(), ExemptionNotes.of(before, after));
        });
    }

    /** What a second person approved stays, but for its owner and an earlier end. */
    private static void requireApproved(ExemptionTerms before, ExemptionTerms after) {
        if (lasts(after, before)) {
            throw new MusterException(
                    ErrorCode.CONFLICT, "A second person approved its end: ask for another one that lasts longer");
        }
        if (!Objects.equals(before.reason(), after.reason()) || !Objects.equals(before.evidence(), after.evidence())) {
            throw new MusterException(
                    ErrorCode.CONFLICT, "A second person approved its reason and evidence: ask for another one");
        }
    }

    private static boolean lasts(ExemptionTerms after, ExemptionTerms before) {
        return before.until() != null && (after.until() == null || after.until().isAfter(before.until()));
    }

    /**
     * Approves a request.
     *
     * @return fails as forbidden for the caller who made the request and for all who changed its terms, and as a conflict where there is nothing to decide
     */
    public Uni<ExemptionView> approve(
            ExemptionType type, String id, Caller caller, IntConsumer precondition, @Nullable String note) {
        return update(type, id, caller.accounts(), precondition, (session, entity) -> {
            requireDecider(entity, caller);
            entity.approve(caller.name(), clock.instant());
            return note(session, entity, ExemptionEventType.APPROVED, caller.name(), note);
        });
    }

    /** Refuses a request; fails as an approval does. */
    public Uni<ExemptionView> refuse(
            ExemptionType type, String id, Caller caller, IntConsumer precondition, @Nullable String note) {
        return update(type, id, caller.accounts(), precondition, (session, entity) -> {
            requireDecider(entity, caller);
            entity.refuse(caller.name(), clock.instant());
            return note(session, entity, ExemptionEventType.REFUSED, caller.name(), note);
        });
    }

    private static void requireDecider(ExemptionEntity entity, Caller caller) {
        if (entity.state != ExemptionState.REQUESTED) {
            throw new MusterException(ErrorCode.CONFLICT, "It is not waiting for approval, but " + entity.state);
        }
        if (entity.isOf(caller.id().key())) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "A second person decides on a request, not its requester and nobody who changed its terms");
        }
    }

    /** Ends it: its findings are open again, as they are now. Fails as a conflict where it has ended. */
    public Uni<ExemptionView> lift(ExemptionType type, String id, Caller caller, IntConsumer precondition) {
        return update(type, id, caller.accounts(), precondition, (session, entity) -> {
            entity.end(ExemptionState.LIFTED, caller.name(), clock.instant());
            return note(session, entity, ExemptionEventType.LIFTED, caller.name(), null);
        });
    }

    private interface Update {
        Uni<Void> of(Mutiny.StatelessSession session, ExemptionEntity entity);
    }

    private Uni<ExemptionView> update(
            ExemptionType type, String id, AccountScope accounts, IntConsumer precondition, Update update) {
        return reads.find(accounts, type, id)
                .map(found -> found.orElseThrow(() -> notFound(type, id)))
                .chain(seen -> sessions.withStatelessTransaction((session, transaction) -> session.get(
                                ExemptionEntity.class, Long.valueOf(id), LockModeType.PESSIMISTIC_WRITE)
                        .invoke(entity -> {
                            precondition.accept(entity.version);
                            requireStanding(entity);
                        })
                        .call(entity -> update.of(session, entity))
                        .call(session::update)))
                .onFailure(Exemptions::outrun)
                .transform(failure ->
                        new MusterException(ErrorCode.CONFLICT, "Another caller has just changed it: read it again"))
                .chain(this::settled);
    }

    private static void requireStanding(ExemptionEntity entity) {
        if (entity.state.ended()) {
            throw new MusterException(ErrorCode.CONFLICT, "It has ended already: it is " + entity.state);
        }
    }

    private static boolean outrun(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException;
    }

    static MusterException notFound(ExemptionType type, String id) {
        return MusterException.notFound((type == ExemptionType.SUPPRESSION ? "Suppression " : "Attestation ") + id);
    }

    private Uni<ExemptionView> settled(ExemptionEntity entity) {
        Uni<Void> done = entity.settled ? Uni.createFrom().voidItem() : settlement.settleSoon(entity.id);
        return done.chain(() -> reads.find(AccountScope.EVERY_ACCOUNT, entity.type, entity.id.toString()))
                .map(found -> found.orElseThrow(() -> notFound(entity.type, entity.id.toString())));
    }

    private Uni<Void> note(
            Mutiny.StatelessSession session,
            ExemptionEntity entity,
            ExemptionEventType type,
            String byName,
            @Nullable String note) {
        return session.insert(ExemptionEventEntity.of(entity, type, clock.instant(), byName, note));
    }
}
