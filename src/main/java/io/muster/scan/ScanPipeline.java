package io.muster.scan;

import io.muster.account.Organization;
import io.muster.aws.AwsClients;
import io.muster.aws.AwsException;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsSession;
import io.muster.collect.AwsScope;
import io.muster.collect.Collection;
import io.muster.collect.Collectors;
import io.muster.inventory.CellGaps;
import io.muster.inventory.Cells;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.WriteLimit;
import io.muster.platform.StructuredLog;
import io.muster.scan.TaskSpans.Trace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One task from AWS to findings: lists the kinds of a scope, then, in a single transaction, reconciles, assesses and ends
 * the task. Readers see all of it or nothing.
 */
@ApplicationScoped
class ScanPipeline {

    private static final StructuredLog LOG = StructuredLog.of(ScanPipeline.class);

    private static final Collection.Gap NOT_STORED = new Collection.Gap(
            ScanGap.OWN_OPERATION, AwsFailure.INTERNAL, "Muster could not store the listing; see its log");

    private final AwsClients aws;
    private final Organization organization;
    private final Collectors collectors;
    private final ScopeAssessment assessment;
    private final OutOfScope outOfScope;
    private final TaskQueue queue;
    private final TaskSpans spans;
    private final ScanConfig config;
    private final WriteLimit limit;
    private final Pool pool;
    private final Clock clock;

    ScanPipeline(
            AwsClients aws,
            Organization organization,
            Collectors collectors,
            ScopeAssessment assessment,
            OutOfScope outOfScope,
            TaskQueue queue,
            TaskSpans spans,
            ScanConfig config,
            WriteLimit limit,
            Pool pool,
            Clock clock) {
        this.aws = aws;
        this.organization = organization;
        this.collectors = collectors;
        this.assessment = assessment;
        this.outOfScope = outOfScope;
        this.queue = queue;
        this.spans = spans;
        this.config = config;
        this.limit = limit;
        this.pool = pool;
        this.clock = clock;
    }

    /** @param read runs when the task needs no more calls to AWS */
    Uni<Void> run(ScanTask task, Trace trace, Runnable read) {
        AwsSession session = aws.session(task.access(), task.scanId(), task.behind());
        return switch (task.phase()) {
            case ACCOUNT ->
                inItsPartition(task, session)
                        .chain(placed -> account(placed, session.tracedIn(trace.span()), trace, read));
            case REGION -> inItsPartition(task, session).chain(placed -> region(placed, session, trace, read));
            case REASSESS -> withoutAws(read, () -> reassess(task, trace));
            case ASSESS -> withoutAws(read, () -> assess(task, trace));
        };
    }

    private static Uni<Void> withoutAws(Runnable read, Supplier<Uni<Void>> work) {
        return Uni.createFrom().voidItem().invoke(read).chain(done -> work.get());
    }

    /**
     * The task in the partition of its account, as AWS reports it. If the role cannot be assumed, the task's own calls fail with
     * the reason.
     */
    private static Uni<ScanTask> inItsPartition(ScanTask task, AwsSession session) {
        return session.partition().map(task::in).onFailure(AwsException.class).recoverWithItem(task);
    }

    private Uni<Void> account(ScanTask task, AwsSession session, Trace trace, Runnable read) {
        return Uni.combine()
                .all()
                .unis(discover(task, session), collect(task, session, trace))
                .with((regions, listings) -> new AccountListing(regions, listings))
                .invoke(read)
                .chain(listed -> store(
                                task,
                                trace,
                                listed.listings,
                                (connection, write, listings) -> listed.regions
                                        .tasks(connection, task)
                                        .call(tasks -> TaskQueue.add(connection, task.scanId(), tasks))
                                        .call(() -> leaveOrganization(connection, task))
                                        .call(() -> task.regionsAreGiven()
                                                ? CellGaps.closeRegionsIfNamed(
                                                        connection, task.scope().accountId())
                                                : write.keep(listed.regions.gaps))
                                        .map(changes -> write.outcome(session.calls())))
                        .chain(() -> markOutOfScope(task, listed.regions)));
    }

    private Uni<Void> leaveOrganization(SqlConnection connection, ScanTask task) {
        return organization.management().isPresent()
                ? Uni.createFrom().voidItem()
                : Cells.leaveOrganization(connection, task.scope());
    }

    /** Marks regions as out of scope, except in a scan of a past day, which reads the regions that it names. */
    private Uni<Void> markOutOfScope(ScanTask task, Regions regions) {
        return task.behind().isZero()
                ? outOfScope.mark(task.scope().accountId(), regions.names)
                : Uni.createFrom().voidItem();
    }

    private record AccountListing(Regions regions, Map<ResourceKind, Collection<?>> listings) {}

    private Uni<Void> region(ScanTask task, AwsSession session, Trace trace, Runnable read) {
        return collect(task, session, trace)
                .invoke(read)
                .chain(collected -> store(
                        task,
                        trace,
                        collected,
                        (connection, write, listings) -> assessment
                                .settleRegion(connection, write, listings, null)
                                .map(settled -> write.outcome(session.calls()))));
    }

    private Uni<Void> reassess(ScanTask task, Trace trace) {
        return inTransaction(
                task,
                trace,
                (connection, write) -> ShadowTrails.askedFor(connection, task)
                        .chain(ofTrails -> ofTrails
                                ? assessment.settleTrails(connection, write)
                                : assessment.settleRegion(connection, write, Map.of(), task.rules()))
                        .map(settled -> write.outcome(0)));
    }

    private Uni<Void> assess(ScanTask task, Trace trace) {
        return inTransaction(
                task,
                trace,
                (connection, write) -> ShadowTrails.outdated(connection, task)
                        .chain(regions -> TaskQueue.add(connection, task.scanId(), regions))
                        .chain(() -> assessment.settleAccount(connection, write, task.rules()))
                        .map(settled -> write.outcome(0)));
    }

    /** The regions that a scan of an account turned out to have; none where they are given, or where AWS did not say. */
    private record Regions(List<String> names, List<AwsFailure> gaps) {
        Uni<List<NewTask>> tasks(SqlConnection connection, ScanTask task) {
            if (!gaps.isEmpty()) {
                return KnownRegions.of(connection, task);
            }
            return Uni.createFrom()
                    .item(names.stream()
                            .map(name -> new NewTask(task.scope().accountId(), name, TaskPhase.REGION))
                            .toList());
        }
    }

    private static Uni<Regions> discover(ScanTask task, AwsSession session) {
        if (task.regionsAreGiven()) {
            return Uni.createFrom().item(new Regions(List.of(), List.of()));
        }
        return session.regions()
                .map(names -> new Regions(names, List.of()))
                .onFailure(AwsException.class)
                .recoverWithItem(failure -> new Regions(List.of(), List.of(failure.failure())));
    }

    private Uni<Map<ResourceKind, Collection<?>>> collect(ScanTask task, AwsSession session, Trace trace) {
        Optional<AwsSession> management = organization
                .management()
                .map(access -> aws.session(access, task.scanId(), task.behind()).tracedIn(trace.span()));
        AwsScope scope = new AwsScope(task.scope(), session, management.orElse(session))
                .recalling(new StoredRecall(
                        pool,
                        task.scope(),
                        task.clock(clock).instant(),
                        task.full() ? Duration.ZERO : config.recheckInterval(),
                        task.outdated()));
        return Multi.createFrom()
                .iterable(task.collectors(collectors, management.isPresent()))
                .onItem()
                .transformToUni(collector -> spans.listing(
                        trace,
                        collector.kind().name(),
                        span -> KindListing.of(collector, task.idsOf(collector.kind()), scope.tracedIn(span))))
                .merge(config.kindsAtOnce())
                .collect()
                .in(
                        () -> new EnumMap<ResourceKind, Collection<?>>(ResourceKind.class),
                        (all, one) -> all.put(one.kind(), one.collection()))
                .<Map<ResourceKind, Collection<?>>>map(all -> all)
                .onTermination()
                .invoke(scope.listings()::forget);
    }

    /** The step that follows the storing of the listings. */
    private interface Consequence {
        Uni<TaskOutcome> of(SqlConnection connection, ScopeWrite write, Map<ResourceKind, Collection<?>> listings);
    }

    /** Stores listings in one transaction; one that cannot be stored counts as failed, and the others are stored. */
    private Uni<Void> store(
            ScanTask task, Trace trace, Map<ResourceKind, Collection<?>> listings, Consequence consequence) {
        return inTransaction(
                        task,
                        trace,
                        (connection, write) -> UnreadTags.fill(connection, listings)
                                .chain(filled ->
                                        write.reconcile(filled).chain(() -> consequence.of(connection, write, filled))))
                .onFailure(NotStored.class)
                .recoverWithUni(failure -> store(task, trace, without(failure, listings, task), consequence));
    }

    private static Map<ResourceKind, Collection<?>> without(
            NotStored failure, Map<ResourceKind, Collection<?>> listings, ScanTask task) {
        LOG.with("scanId", task.scanId())
                .with("accountId", task.scope().accountId())
                .with("region", task.scope().region())
                .with("kind", failure.kind())
                .error("A listing of AWS could not be stored", failure);
        Map<ResourceKind, Collection<?>> others = new EnumMap<>(listings);
        others.put(failure.kind(), new Collection.Failed<>(List.of(NOT_STORED)));
        return others;
    }

    /** The work of a task's transaction, before the task ends in it. */
    private interface Work {
        Uni<TaskOutcome> in(SqlConnection connection, ScopeWrite write);
    }

    private Uni<Void> inTransaction(ScanTask task, Trace trace, Work work) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(trace.thread())
                .chain(() -> pool.withTransaction(connection -> limit.set(connection)
                        .chain(() -> limit.keepingAlive(connection, written(connection, task, work)))));
    }

    private Uni<Void> written(SqlConnection connection, ScanTask task, Work work) {
        return queue.own(connection, task)
                .chain(() -> ScopeWrite.begin(connection, task.scanId(), task.scope(), task.clock(clock)))
                .chain(write -> work.in(connection, write))
                .chain(outcome -> queue.finish(connection, task, outcome));
    }
}
