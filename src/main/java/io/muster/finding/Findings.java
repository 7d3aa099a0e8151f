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

    private static final String STORED =
            "select id, rule_id, resource_kind, area, severity, status, stale, content_hash from finding where ";

    private static final String STANDING = STORED + "account_id = $1 and region = $2 and status <> 'RESOLVED'";

    private static final String RESOLVED = STORED + "id = any($1)";

    private static final Verdict UNCHECKED = Verdict.unknown("could not be checked");

    private Findings() {}

    /** How many findings were opened or reopened, and how many resolved. */
    public record Settled(int opened, int resolved) {}

    /** The same for every rule, of whose versions nothing is known. */
    public static Uni<Settled> settle(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            Stream<Assessment.Result> all) {
        return settle(connection, scope, at, before, null, Map.of(), all);
    }

    /**
     * Brings a scope's findings in line with what all rules said of all its resources. Runs in the caller's transaction,
     * which must hold the scope's lock.
     *
     * @param before the cells as they were before this scan: they tell when a finding was confirmed last
     * @param rules  the rules that were asked, whose findings alone are settled; null where every rule was
     * @param versions those of all rules about the scope: a finding that comes or goes with another one says so
     * @param all    every judgement of those rules in the scope; a resource that none speaks of is gone for certain
     */
    public static Uni<Settled> settle(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            @Nullable Set<String> rules,
            Map<String, String> versions,
            Stream<Assessment.Result> all) {
        return JudgedRules.of(connection, scope, rules, versions)
                .chain(judgedRules -> settle(connection, scope, at, before, rules, judgedRules, all)
                        .call(() -> judgedRules.keep(connection, scope)));
    }

    private static Uni<Settled> settle(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            @Nullable Set<String> rules,
            JudgedRules judgedRules,
            Stream<Assessment.Result> all) {
        return standing(connection, scope)
                .map(standing -> of(rules, standing))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(standing -> Judged.of(all, standing))
                .chain(judged -> known(connection, judged)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(known -> Settlement.of(judged, known, before, null))
                        .call(settlement -> settlement.write(new FindingWrites(connection, scope, at, judgedRules)))
                        .call(settlement -> judged.results.compare(connection, scope, rules, settlement.tally)))
                .call(settlement -> ExemptionCover.ofScope(connection, scope, at, settlement.tally)
                        .chain(exempted -> Rollups.record(connection, scope, at, settlement.tally)
                                .chain(() ->
                                        FindingEvents.publish(connection, scope.accountId(), at, settlement.events()))
                                .chain(() -> FindingEvents.publish(connection, scope.accountId(), at, exempted))))
                .map(Settlement::counts);
    }

    private static List<Row> of(@Nullable Set<String> rules, List<Row> standing) {
        return rules == null
                ? standing
                : standing.stream()
                        .filter(row -> rules.contains(row.getString("rule_id")))
                        .toList();
    }

    private static Uni<List<Row>> standing(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(STANDING)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(Findings::list);
    }

    /** The standing findings, with those that were resolved and fail again. */
    private static Uni<List<Row>> known(SqlConnection connection, Judged judged) {
        UUID[] others = judged.failuresBesideStanding();
        return others.length == 0
                ? Uni.createFrom().item(judged.standing)
                : connection
                        .preparedQuery(RESOLVED)
                        .execute(Tuple.tuple().addArrayOfUUID(others))
                        .map(resolved -> Stream.concat(judged.standing.stream(), list(resolved).stream())
                                .toList());
    }

    private static List<Row> list(Iterable<Row> rows) {
        List<Row> list = new ArrayList<>();
        rows.forEach(list::add);
        return list;
    }

    /**
     * Marks a scope's open findings as stale, because they could not be checked, but for those that are judged all the same.
     * Runs in the caller's transaction, which must hold the scope's lock.
     *
     * @param before the cells as they were before this scan
     * @param all    every judgement that could be made
     */
    public static Uni<Void> doubt(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            Stream<Assessment.Result> all) {
        return standing(connection, scope)
                .map(standing -> Judged.of(all, standing))
                .chain(judged ->
                        known(connection, judged).map(known -> Settlement.of(judged, known, before, UNCHECKED)))
                .call(settlement -> settlement.write(new FindingWrites(connection, scope, at, JudgedRules.SAME)))
                .call(() -> ResultCounts.doubt(connection, scope, at))
                .call(settlement -> Rollups.record(connection, scope, at, settlement.tally))
                .call(settlement -> FindingEvents.publish(connection, scope.accountId(), at, settlement.events()))
                .replaceWithVoid();
    }

    /**
     * Resolves the findings of a rule that does not speak of the scope any more. Runs in the caller's transaction, which must
     * hold the scope's lock.
     */
    static Uni<Void> withdraw(SqlConnection connection, Scope scope, Instant at, String ruleId) {
        return standing(connection, scope)
                .map(rows -> rows.stream()
                        .filter(row -> row.getString("rule_id").equals(ruleId))
                        .toList())
                .map(rows -> Settlement.of(Judged.of(Stream.of(), rows), rows, Map.of(), Verdict.notApplicable()))
                .call(settlement -> settlement.write(new FindingWrites(connection, scope, at, JudgedRules.SAME)))
                .call(settlement -> Rollups.record(connection, scope, at, settlement.tally))
                .call(settlement -> FindingEvents.publish(connection, scope.accountId(), at, settlement.events()))
                .replaceWithVoid();
    }

    /** What has to be written, and nothing else. */
    private static final class Settlement {
        private final List<FailedRule> opened = new ArrayList<>();
        private final List<FailedRule> reopened = new ArrayList<>();
        private final List<FailedRule> changed = new ArrayList<>();
        private final List<Unconfirmed> resolved = new ArrayList<>();
        private final List<Unconfirmed> stale = new ArrayList<>();
        private final Tally tally = new Tally();

        /** @param unsaid the verdict on a finding of which nothing is said; null where its resource is then gone */
        static Settlement of(
                Judged judged, Iterable<Row> rows, Map<ResourceKind, CellState> before, @Nullable Verdict unsaid) {
            Settlement settlement = new Settlement();
            Map<UUID, FailedRule> failures = new HashMap<>(judged.failures);
            for (Row row : rows) {
                UUID id = row.getUUID("id");
                FailedRule failure = failures.remove(id);
                if (failure != null) {
                    settlement.confirm(row, failure);
                } else {
                    settlement.doubt(row, judged.others.getOrDefault(id, unsaid), before);
                }
            }
            settlement.opened.addAll(failures.values());
            settlement.opened.forEach(settlement.tally::opened);
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

        /** @param verdict what the rule says now; null where it says nothing */
        private void doubt(Row row, @Nullable Verdict verdict, Map<ResourceKind, CellState> before) {
            boolean alreadyStale = row.getBoolean("stale");
            Unconfirmed finding = new Unconfirmed(
                    row.getUUID("id"),
                    row.getString("rule_id"),
                    alreadyStale ? null : confirmedAt(row, before),
                    resolution(verdict));
            if (!(verdict instanceof Verdict.Unknown)) {
                resolved.add(finding);
                tally.resolved(row);
            } else if (!alreadyStale) {
                stale.add(finding);
            }
        }

        private static @Nullable FindingResolution resolution(@Nullable Verdict verdict) {
            if (verdict == null) {
                return null;
            }
            return verdict instanceof Verdict.NotApplicable
                    ? FindingResolution.NOT_APPLICABLE
                    : FindingResolution.FIXED;
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
