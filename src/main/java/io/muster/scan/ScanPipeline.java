package io.muster.scan;

import io.muster.account.Organization;
import io.muster.aws.AwsClients;
import io.muster.aws.AwsException;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsSession;
import io.muster.collect.Collection;
import io.muster.inventory.CellGaps;
import io.muster.inventory.Cells;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.TaskSpans.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One task from AWS to findings: lists the kinds of a scope, then, in a single transaction, reconciles, assesses and ends
 * the task. Readers see all of it or nothing.
 */
@ApplicationScoped
class ScanPipeline {

    private final AwsClients aws;
    private final Organization organization;
    private final TaskListings taskListings;
    private final ScopeAssessment assessment;
    private final TaskTransaction transaction;
    private final OutOfScope outOfScope;

    ScanPipeline(
            AwsClients aws,
            Organization organization,
            TaskListings taskListings,
            ScopeAssessment assessment,
            TaskTransaction transaction,
            OutOfScope outOfScope) {
        this.aws = aws;
        this.organization = organization;
        this.taskListings = taskListings;
        this.assessment = assessment;
        this.transaction = transaction;
        this.outOfScope = outOfScope;
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
                .unis(discover(task, session), taskListings.of(task, session, trace))
                .with((regions, listings) -> new AccountListing(regions, listings))
                .invoke(read)
                .chain(listed -> transaction
                        .store(
                                task,
                                trace,
                                listed.listings,
                                Set.of(),
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
        return taskListings
                .of(task, session, trace)
                .invoke(read)
                .chain(collected -> transaction.store(
                        task,
                        trace,
                        collected,
                        assessment.agedKinds(task.scope()),
                        (connection, write, listings) -> assessment
                                .settleRegion(connection, write, listings, null)
                                .map(settled -> write.outcome(session.calls()))));
    }

    private Uni<Void> reassess(ScanTask task, Trace trace) {
        return transaction.run(
                task,
                trace,
                (connection, write) -> ShadowTrails.askedFor(connection, task)
                        .chain(ofTrails -> ofTrails
                                ? assessment.settleTrails(connection, write)
                                : assessment.settleRegion(connection, write, Map.of(), task.rules()))
                        .map(settled -> write.outcome(0)));
    }

    private Uni<Void> assess(ScanTask task, Trace trace) {
        return transaction.run(
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
}
