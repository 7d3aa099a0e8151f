package io.muster.finding;

import io.muster.inventory.CellState;
import io.muster.inventory.ContentHash;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.Verdict;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The life of findings. A finding opens when its rule fails, is resolved when the rule no longer fails or the resource is
 * gone for certain, is reopened if it fails again, and turns stale while the rule cannot say. One that is confirmed
 * unchanged costs no write.
 */
public final class Findings {

    private static final String STORED = """
            select id, rule_id, resource_kind, area, severity, status, stale, content_hash
            from finding
            where account_id = $1 and region = $2 and (status <> 'RESOLVED' or id = any($3))
            """;

    private Findings() {}

    /** How many findings were opened or reopened, and how many resolved. */
    public record Settled(int opened, int resolved) {}

    /**
     * Brings a scope's findings in line with what all rules said of all its resources. Runs in the caller's transaction,
     * which must hold the scope's lock.
     *
     * @param before the cells as they were before this scan: they tell when a finding was confirmed last
     * @param all    every judgement of the scope; a resource that none speaks of is gone for certain
     */
    public static Uni<Settled> settle(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            Stream<Assessment.Result> all) {
        Judged judged = Judged.of(all);
        UUID[] failing = judged.failures.keySet().toArray(UUID[]::new);
        return connection
                .preparedQuery(STORED)
                .execute(Tuple.of(scope.accountId(), scope.region()).addArrayOfUUID(failing))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> Settlement.of(judged, rows, before))
                .call(settlement -> settlement.write(new FindingWrites(connection, scope, at)))
                .call(settlement -> Rollups.record(connection, scope, at, settlement.tally))
                .call(settlement -> FindingEvents.publish(connection, scope.accountId(), at, settlement.events()))
                .map(Settlement::counts);
    }

    /**
     * Marks a scope's open findings as stale, because they could not be checked. Runs in the caller's
     * transaction, which must hold the scope's lock.
     *
     * @param before the cells as they were before this scan
     */
    public static Uni<Void> doubt(
            SqlConnection connection, Scope scope, Instant at, Map<ResourceKind, CellState> before) {
        return connection
                .preparedQuery(STORED)
                .execute(Tuple.of(scope.accountId(), scope.region()).addArrayOfUUID(new UUID[0]))
                .map(rows -> Settlement.unchecked(rows, before))
                .call(settlement -> settlement.write(new FindingWrites(connection, scope, at)))
                .call(settlement -> FindingEvents.publish(connection, scope.accountId(), at, settlement.events()))
                .replaceWithVoid();
    }

    /** What matters of the judgements: the failures, and what could not be judged. */
    private record Judged(Map<UUID, FailedRule> failures, Set<UUID> unknown) {
        static Judged of(Stream<Assessment.Result> all) {
            Judged judged = new Judged(new HashMap<>(), new HashSet<>());
            all.forEach(judged::take);
            return judged;
        }

        private void take(Assessment.Result judgement) {
            if (judgement.verdict() instanceof Verdict.Fail fail) {
                FailedRule failed = FailedRule.of(judgement, fail);
                failures.put(failed.id(), failed);
            } else if (judgement.verdict() instanceof Verdict.Unknown) {
                unknown.add(FindingId.of(
                        judgement.rule().ruleId(), judgement.resource().arn()));
            }
        }
    }

    /** What has to be written, and nothing else. */
    private static final class Settlement {
        private final List<FailedRule> opened = new ArrayList<>();
        private final List<FailedRule> reopened = new ArrayList<>();
        private final List<FailedRule> changed = new ArrayList<>();
        private final List<Unconfirmed> resolved = new ArrayList<>();
        private final List<Unconfirmed> stale = new ArrayList<>();
        private final Tally tally = new Tally();

        static Settlement of(Judged judged, Iterable<Row> rows, Map<ResourceKind, CellState> before) {
            Settlement settlement = new Settlement();
            Map<UUID, FailedRule> failures = new HashMap<>(judged.failures);
            for (Row row : rows) {
                UUID id = row.getUUID("id");
                FailedRule failure = failures.remove(id);
                if (failure != null) {
                    settlement.confirm(row, failure);
                } else {
                    settlement.doubt(row, judged.unknown.contains(id), before);
                }
            }
            settlement.opened.addAll(failures.values());
            settlement.opened.forEach(settlement.tally::opened);
            return settlement;
        }

        static Settlement unchecked(Iterable<Row> rows, Map<ResourceKind, CellState> before) {
            Settlement settlement = new Settlement();
            rows.forEach(row -> settlement.doubt(row, true, before));
            return settlement;
        }

        private void confirm(Row row, FailedRule failure) {
            ContentHash stored = ContentHash.of(row.getBuffer("content_hash").getBytes());
            if (row.getString("status").equals("RESOLVED")) {
                reopened.add(failure);
                tally.reopened(row, failure);
            } else if (row.getBoolean("stale") || !stored.equals(failure.hash())) {
                changed.add(failure);
                tally.changed(row, failure);
            }
        }

        private void doubt(Row row, boolean unknown, Map<ResourceKind, CellState> before) {
            boolean alreadyStale = row.getBoolean("stale");
            Unconfirmed finding = new Unconfirmed(row.getUUID("id"), alreadyStale ? null : confirmedAt(row, before));
            if (!unknown) {
                resolved.add(finding);
                tally.resolved(row);
            } else if (!alreadyStale) {
                stale.add(finding);
            }
        }

        private static @Nullable Instant confirmedAt(Row row, Map<ResourceKind, CellState> before) {
            CellState cell = before.get(ResourceKind.valueOf(row.getString("resource_kind")));
            return cell == null ? null : cell.lastCompleteAt();
        }

        Uni<Void> write(FindingWrites writes) {
            return writes.open(opened)
                    .chain(() -> writes.reopen(reopened))
                    .chain(() -> writes.change(changed))
                    .chain(() -> writes.resolve(resolved))
                    .chain(() -> writes.markStale(stale));
        }

        /** The ids by what happened to them; without types that nothing happened of. */
        Map<FindingEventType, List<UUID>> events() {
            Map<FindingEventType, List<UUID>> events = new EnumMap<>(FindingEventType.class);
            events.put(
                    FindingEventType.OPENED, opened.stream().map(FailedRule::id).toList());
            events.put(
                    FindingEventType.REOPENED,
                    reopened.stream().map(FailedRule::id).toList());
            events.put(
                    FindingEventType.RESOLVED,
                    resolved.stream().map(Unconfirmed::id).toList());
            events.put(
                    FindingEventType.CHANGED,
                    Stream.concat(
                                    changed.stream().map(FailedRule::id),
                                    stale.stream().map(Unconfirmed::id))
                            .toList());
            events.values().removeIf(List::isEmpty);
            return events;
        }

        Settled counts() {
            return new Settled(opened.size() + reopened.size(), resolved.size());
        }
    }
}
