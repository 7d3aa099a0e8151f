package io.muster.scan;

import io.muster.aws.AwsAccess;
import io.muster.collect.Collector;
import io.muster.collect.Collectors;
import io.muster.inventory.CellState;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A task that this replica has claimed: one scope of one scan, in one phase.
 *
 * @param kinds           the kinds that the scan was narrowed to; null for all
 * @param rules           the rules that an assessment was narrowed to; null for all
 * @param regionsAreGiven whether the scan or the account named the regions when it was asked for; the first task of
 *                        the account has to find them out otherwise
 * @param traceparent     the trace of the request for the scan
 * @param concerned       the resources that the scan is about; null where all of the kinds are read
 * @param full            whether AWS is asked for every fact
 * @param behind          how far the scan's clock is behind the present
 */
record ScanTask(
        long id,
        long scanId,
        Scope scope,
        TaskPhase phase,
        int attempt,
        AwsAccess access,
        @Nullable Set<ResourceKind> kinds,
        @Nullable Set<String> rules,
        boolean regionsAreGiven,
        @Nullable String traceparent,
        @Nullable ConcernedResources concerned,
        boolean full,
        Duration behind) {

    /** The task of the row. Kinds that only another version of Muster knows are left out: a replica of that version reads them. */
    static ScanTask of(Row row) {
        String role = row.getString("role_arn");
        Scope implied = Scope.of(row.getString("account_id"), row.getString("region"));
        Scope scope = role == null ? implied : implied.inPartitionOf(role);
        String[] kinds = row.getArrayOfStrings("kinds");
        String[] rules = row.getArrayOfStrings("rule_ids");
        return new ScanTask(
                row.getLong("id"),
                row.getLong("scan_id"),
                scope,
                TaskPhase.valueOf(row.getString("phase")),
                row.getInteger("attempt"),
                new AwsAccess(scope.accountId(), role, row.getString("external_id")),
                kinds == null ? null : ResourceKind.known(kinds),
                rules == null ? null : Set.of(rules),
                row.getBoolean("regions_are_given"),
                row.getString("traceparent"),
                concerned(row),
                row.getBoolean("every_fact"),
                Duration.ofSeconds(row.getLong("behind")));
    }

    /** The same task in the partition. */
    ScanTask in(String partition) {
        return new ScanTask(
                id,
                scanId,
                scope.in(partition),
                phase,
                attempt,
                access,
                kinds,
                rules,
                regionsAreGiven,
                traceparent,
                concerned,
                full,
                behind);
    }

    private static @Nullable ConcernedResources concerned(Row row) {
        String[] resourceIds = row.getArrayOfStrings("resource_ids");
        return resourceIds == null
                ? null
                : new ConcernedResources(
                        Set.of(resourceIds),
                        ResourceKind.known(row.getArrayOfStrings("whole_kinds")),
                        ResourceKind.known(row.getArrayOfStrings("unnamed_kinds")));
    }

    /** The clock of all that it writes. */
    Clock clock(Clock present) {
        return behind.isZero() ? present : Clock.offset(present, behind.negated());
    }

    /**
     * The collectors of the kinds to list. Those with the most operations come first, because they take the longest, and kinds
     * that they take facts from are listed at the same time.
     *
     * @param organization whether there is a way into an organization's management account: without one, what is read through it is
     *                     not listed
     */
    List<Collector<?>> collectors(Collectors all, boolean organization) {
        List<Collector<?>> ofScope = scope.isGlobal() ? all.global() : all.regional();
        return ofScope.stream()
                .filter(collector -> wants(collector.kind(), organization))
                .sorted(Comparator.comparingInt(
                        collector -> -collector.operations().size()))
                .toList();
    }

    /** The resources of which AWS is asked for all facts, because an event may have changed them. */
    Predicate<Resource<?>> outdated() {
        return concerned == null ? resource -> false : concerned.meaning();
    }

    /**
     * The ids of the resources of the kind that are read alone; none where all are.
     *
     * @param cells the cells of the scope as they are
     */
    Set<String> idsOf(ResourceKind kind, Map<ResourceKind, CellState> cells) {
        return concerned == null ? Set.of() : concerned.ids(kind, scope, cells.get(kind));
    }

    private boolean wants(ResourceKind kind, boolean organization) {
        return (kinds == null || kinds.contains(kind)) && (organization || !kind.ofOrganization());
    }
}
