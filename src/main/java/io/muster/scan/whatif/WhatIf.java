package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.NotRead;
import io.muster.estate.change.Edited;
import io.muster.estate.change.Edits;
import io.muster.estate.change.Refused;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.muster.rule.Assessment;
import io.muster.scan.Deadline;
import io.muster.scan.StoredEstates;
import io.muster.scan.whatif.WhatIfAnswer.Applied;
import io.muster.scan.whatif.WhatIfAnswer.Ignored;
import io.muster.scan.whatif.WhatIfAnswer.Subject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Answers what effect proposed changes would have on an account. One region is judged at a time; nothing is written. */
@ApplicationScoped
public class WhatIf {

    /** Where an account has resources. */
    @RegisterForReflection
    record Place(String region, String arn) {}

    private final StoredEstates estates;
    private final Assessment assessment;
    private final Database database;
    private final Clock clock;
    private final WhatIfConfig config;
    private final Semaphore slots;

    WhatIf(StoredEstates estates, Assessment assessment, Database database, Clock clock, WhatIfConfig config) {
        this.estates = estates;
        this.assessment = assessment;
        this.database = database;
        this.clock = clock;
        this.config = config;
        slots = new Semaphore(config.concurrency());
    }

    /**
     * The work on one question.
     *
     * @param accounts those that the caller may see
     * @param loaded the estate that the changes were made on, until it is judged
     */
    private record Work(
            Question question,
            AccountScope accounts,
            List<Place> places,
            Instant asOf,
            Deadline deadline,
            Differences differences,
            List<Applied> applied,
            List<Ignored> ignored,
            List<String> judged,
            AtomicReference<Estate> loaded) {

        Scope scope(String region) {
            return Scope.of(question.accountId(), region)
                    .inPartitionOf(places.get(0).arn());
        }
    }

    /**
     * Answers a question that was sent as JSON.
     *
     * @return fails as a bad request that names the part at fault by its JSON pointer
     */
    public Uni<WhatIfAnswer> ask(JsonNode body, AccountScope accounts) {
        Question question = QuestionReader.read(body);
        accounts.require(question.accountId());
        Deadline deadline = Deadline.in(config.timeLimit());
        if (!slots.tryAcquire()) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_REQUESTS, "There are too many questions about changes under way: try later");
        }
        return Uni.createFrom()
                .deferred(() -> places(question.accountId()))
                .map(places -> begin(question, accounts, places, deadline))
                .chain(this::work)
                .onCancellation()
                .invoke(deadline::end)
                .onTermination()
                .invoke(slots::release);
    }

    private Uni<List<Place>> places(String accountId) {
        return database.rows(
                Sql.of("select region, min(arn) as arn from resource where deleted_at is null and account_id = ")
                        .text(accountId)
                        .add(" group by region order by region"),
                Place.class);
    }

    private Work begin(Question question, AccountScope accounts, List<Place> places, Deadline deadline) {
        if (places.isEmpty()) {
            throw MusterException.notFound("A stored resource of account " + question.accountId());
        }
        String region = question.region();
        List<String> known = places.stream()
                .map(Place::region)
                .filter(one -> !one.equals(Scope.GLOBAL))
                .toList();
        if (region != null && !known.contains(region)) {
            throw MusterException.badField(
                    "/region",
                    region + " is none of the regions of which something is stored"
                            + Nearest.suggestion(region, known));
        }
        return new Work(
                question,
                accounts,
                places,
                clock.instant(),
                deadline,
                new Differences(),
                new ArrayList<>(),
                new ArrayList<>(question.ignored()),
                new ArrayList<>(),
                new AtomicReference<>());
    }

    private Uni<WhatIfAnswer> work(Work work) {
        String region = work.question().region();
        Scope asked = work.scope(region == null ? Scope.GLOBAL : region);
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        kinds.addAll(work.question().kinds());
        kinds.addAll(assessment.kinds(asked));
        return estates.withHeldHosts(asked, kinds, assessment.readsSignals(asked, null), work.accounts())
                .map(estate -> make(work, estate))
                .chain(edited -> Multi.createFrom()
                        .iterable(scopes(work, edited))
                        .onItem()
                        .transformToUniAndConcatenate(scope -> judge(work, scope, edited))
                        .collect()
                        .last())
                .map(done -> answer(work));
    }

    /** Makes the changes. */
    private static Edited make(Work work, Estate estate) {
        Edits edits = new Edits(estate);
        work.loaded().set(estate);
        work.question()
                .undecided()
                .forEach(one -> work.differences().unjudged(Subject.CHANGE, one.reason(), one.address()));
        for (Proposal proposal : work.question().proposals()) {
            work.deadline().check();
            try {
                work.applied().add(new Applied(proposal.pointer(), proposal.address(), edits.make(proposal.change())));
            } catch (NotRead unread) {
                work.differences().unjudged(Subject.CHANGE, "not known: " + unread.missing(), proposal.pointer());
            } catch (Refused refused) {
                refuse(work, proposal, refused);
            }
        }
        return edits.done();
    }

    /** A plan may be of more than this account and region: what does not fit costs that part, and not the answer. */
    private static void refuse(Work work, Proposal proposal, Refused refused) {
        String address = proposal.address();
        if (address == null) {
            String pointer = proposal.pointer() + (refused.field().isEmpty() ? "" : "/" + refused.field());
            throw MusterException.badField(pointer, String.valueOf(refused.getMessage()));
        }
        String reason = String.valueOf(refused.getMessage());
        if (refused.isOfAbsent()) {
            // it may have been made since the last scan: a plan tells ids as AWS has them
            work.differences().unjudged(Subject.CHANGE, reason, address);
        } else {
            work.ignored().add(new Ignored(address, String.valueOf(proposal.type()), reason));
        }
    }

    /** The asked region first, then the account as a whole, then the regions that share what belongs to the account. */
    private List<Scope> scopes(Work work, Edited edited) {
        List<String> regions = new ArrayList<>();
        String asked = work.question().region();
        if (asked != null) {
            regions.add(asked);
        }
        regions.add(Scope.GLOBAL);
        if (edited.kinds().stream().anyMatch(kind -> kind.global())) {
            work.places().stream()
                    .map(Place::region)
                    .filter(region -> !regions.contains(region))
                    .forEach(regions::add);
        }
        return regions.stream()
                .map(work::scope)
                .filter(scope -> EstateComparison.concerns(assessment, scope, edited.kinds()))
                .toList();
    }

    private Uni<Void> judge(Work work, Scope scope, Edited edited) {
        if (work.deadline().isPast()) {
            if (work.judged().isEmpty()) {
                work.deadline().check();
            }
            work.differences()
                    .unjudged(
                            Subject.REGION,
                            "the time limit of " + config.timeLimit().toSeconds() + " s",
                            scope.region());
            return Uni.createFrom().voidItem();
        }
        return before(work, scope)
                .invoke(before -> new EstateComparison(assessment, edited.kinds(), work.differences(), work.deadline())
                        .compare(before, edited.of(before)))
                .invoke(() -> work.judged().add(scope.region()))
                .replaceWithVoid();
    }

    /** The estate that is loaded already is held no longer than until another one is. */
    private Uni<Estate> before(Work work, Scope scope) {
        Estate loaded = work.loaded().getAndSet(null);
        return loaded != null && loaded.scope().equals(scope)
                ? Uni.createFrom().item(loaded)
                : estates.withHeldHosts(
                        scope, assessment.kinds(scope), assessment.readsSignals(scope, null), work.accounts());
    }

    private static WhatIfAnswer answer(Work work) {
        Differences found = work.differences();
        return new WhatIfAnswer(
                work.question().accountId(),
                work.question().region(),
                work.judged(),
                work.asOf(),
                work.applied(),
                found.worse(),
                found.counts(),
                found.findings(),
                found.exposures(),
                found.privileges(),
                found.attackPaths(),
                found.unjudged(),
                work.ignored().stream().distinct().toList());
    }
}
