package io.muster.scan;

import io.muster.account.Organization;
import io.muster.aws.AwsFailure;
import io.muster.collect.Collection;
import io.muster.collect.Collectors;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.finding.Findings;
import io.muster.finding.Settlement;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.WriteLimit;
import io.muster.rule.Assessment;
import io.muster.rule.CollectionGap;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the consequences of a failed task: the cells that it should have listed have failed, the findings that it should have
 * checked are stale, and the account's known regions are scanned nevertheless.
 */
@ApplicationScoped
class TaskFailure {

    private final Organization organization;
    private final Collectors collectors;
    private final Assessment assessment;
    private final CollectionGaps gaps;
    private final WriteLimit limit;
    private final Clock clock;

    TaskFailure(
            Organization organization,
            Collectors collectors,
            Assessment assessment,
            CollectionGaps gaps,
            WriteLimit limit,
            Clock clock) {
        this.organization = organization;
        this.collectors = collectors;
        this.assessment = assessment;
        this.gaps = gaps;
        this.limit = limit;
        this.clock = clock;
    }

    /** How a task that ends for the fault is written. */
    TaskQueue.Failure of(TaskFault fault) {
        return (connection, task) -> write(connection, task, fault);
    }

    /** How a task ends whose consequences cannot be written: with a gap of its scan alone. */
    static TaskQueue.Failure alone(TaskFault fault) {
        return (connection, task) ->
                Uni.createFrom().item(new TaskOutcome(0, 0, 0, 0, 0, 0, List.of(gap(task.scope(), fault))));
    }

    private static ScanGap gap(Scope scope, TaskFault fault) {
        return new ScanGap(
                scope.accountId(),
                scope.region(),
                ResourceKind.ACCOUNT_SETTINGS,
                ScanGap.OWN_OPERATION,
                fault.code(),
                fault.message());
    }

    private Uni<TaskOutcome> write(SqlConnection connection, ScanTask task, TaskFault fault) {
        return limit.set(connection)
                .chain(() -> ScopeWrite.begin(connection, task.scanId(), task.scope(), task.clock(clock)))
                .call(write -> consequences(connection, task, write, fault))
                .map(write -> write.outcome(0));
    }

    private Uni<?> consequences(SqlConnection connection, ScanTask task, ScopeWrite write, TaskFault fault) {
        return switch (task.phase()) {
            case ACCOUNT ->
                write.reconcile(unlisted(task, fault), Set.of())
                        .chain(() -> KnownRegions.of(connection, task))
                        .chain(regions -> TaskQueue.add(connection, task.scanId(), regions));
            case REGION -> {
                Map<ResourceKind, Collection<?>> unlisted = unlisted(task, fault);
                yield write.reconcile(unlisted, Set.of())
                        .chain(() -> doubt(connection, task, write))
                        .chain(() -> StoredAttackPaths.notRead(connection, write.scope(), unlisted.keySet()));
            }
            case REASSESS -> {
                // what was found stays as it was found: nothing newer is known
                write.gap(new AwsFailure(ScanGap.OWN_OPERATION, fault.code(), fault.message()));
                yield Uni.createFrom().voidItem();
            }
            case ASSESS -> {
                write.gap(new AwsFailure(ScanGap.OWN_OPERATION, fault.code(), fault.message()));
                yield doubt(connection, task, write);
            }
        };
    }

    private Uni<Void> doubt(SqlConnection connection, ScanTask task, ScopeWrite write) {
        Settlement settlement = new Settlement(write.scope(), write.at(), write.before(), rules(task), Map.of());
        return gaps.judge(connection, write.scope(), write.at())
                .chain(gap -> Findings.doubt(connection, settlement, Stream.of(gap)));
    }

    /** The rules that should have judged: null for all, where the scan was of all kinds; otherwise those that read one of its kinds. */
    private @Nullable Set<String> rules(ScanTask task) {
        if (task.kinds() == null) {
            return null;
        }
        Set<String> rules = new HashSet<>(assessment.readers(task.scope(), task.kinds()));
        rules.add(CollectionGap.ID);
        return rules;
    }

    private Map<ResourceKind, Collection<?>> unlisted(ScanTask task, TaskFault fault) {
        Collection.Gap reason = new Collection.Gap(ScanGap.OWN_OPERATION, fault.code(), fault.message());
        Map<ResourceKind, Collection<?>> failed = new EnumMap<>(ResourceKind.class);
        task.collectors(collectors, organization.management().isPresent())
                .forEach(collector -> failed.put(collector.kind(), new Collection.Failed<>(List.of(reason))));
        return failed;
    }
}
