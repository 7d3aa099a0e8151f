package io.muster.finding;

import io.muster.inventory.CellState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The life cycle of findings. A finding is opened when its rule fails, resolved when the rule no longer fails or the resource is
 * certainly gone, reopened if it fails again, and stale while its rule is UNKNOWN. A finding that is confirmed unchanged is not
 * written.
 */
public final class Findings {

    private static final Verdict UNCHECKED = Verdict.unknown("could not be checked");

    private Findings() {}

    /** How many findings were opened or reopened, and how many resolved. */
    public record Settled(int opened, int resolved) {}

    private static List<Stream<Assessment.Result>> byRule(Stream<Assessment.Result> all) {
        Map<String, List<Assessment.Result>> byRule =
                all.collect(Collectors.groupingBy(result -> result.rule().ruleId(), TreeMap::new, Collectors.toList()));
        return byRule.values().stream().map(List::stream).toList();
    }

    /**
     * Brings a scope's findings in line with what all rules said of all its resources. Runs in the caller's transaction,
     * which must hold the scope's lock.
     *
     * @param before the cells as they were before this scan: they tell when a finding was confirmed last
     * @param rules    the rules that judged, whose findings alone are settled; null for every rule
     * @param versions the versions of all rules about the scope, so that findings can say that a rule change caused their change
     * @param all      a stream for each of those rules, with all of its judgements in the scope; a resource without a judgement
     *                 is certainly gone. The streams are read one after the other, on a worker, while findings are written
     */
    public static Uni<Settled> settle(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            @Nullable Set<String> rules,
            Map<String, String> versions,
            List<Stream<Assessment.Result>> all) {
        return settle(
                connection, scope, at, before, rules, versions, all, UnresolvedFindings.FEW, ScopeSettlement.AT_A_TIME);
    }

    /**
     * Brings a scope's findings in line, in steps of a given size.
     *
     * @param few  how many standing findings are read at once
     * @param most how many are written at a time
     */
    static Uni<Settled> settle(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            @Nullable Set<String> rules,
            Map<String, String> versions,
            List<Stream<Assessment.Result>> all,
            int few,
            int most) {
        return JudgedRules.of(connection, scope, rules, versions).chain(judgedRules -> {
            ScopeSettlement settlement = new ScopeSettlement(connection, scope, at, before, null, judgedRules, most);
            return UnresolvedFindings.of(connection, scope, rules, few)
                    .chain(standing -> settlement.settle(standing, rules, all))
                    .chain(() -> settlement.results.compare(connection, scope, rules, settlement.tally))
                    .chain(() -> ExemptionCover.ofScope(connection, scope, at, settlement.tally))
                    .call(() -> Rollups.record(connection, scope, at, settlement.tally))
                    .chain(exempted -> FindingEvents.publish(connection, scope.accountId(), at, exempted))
                    .chain(() -> judgedRules.keep(connection, scope))
                    .map(done -> settlement.settled());
        });
    }

    /**
     * Marks a scope's open findings as stale, because they could not be checked, except those that could be judged. Runs in the
     * caller's transaction, which must hold the scope's lock.
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
        ScopeSettlement settlement = new ScopeSettlement(
                connection, scope, at, before, UNCHECKED, JudgedRules.SAME, ScopeSettlement.AT_A_TIME);
        return UnresolvedFindings.of(connection, scope, null, UnresolvedFindings.FEW)
                .chain(standing -> settlement.settle(standing, null, byRule(all)))
                .chain(() -> ResultCounts.doubt(connection, scope, at))
                .chain(() -> Rollups.record(connection, scope, at, settlement.tally));
    }

    /**
     * Resolves the findings of a rule that no longer applies to the scope. Runs in the caller's transaction, which must hold the
     * scope's lock.
     */
    static Uni<Void> withdraw(SqlConnection connection, Scope scope, Instant at, String ruleId) {
        ScopeSettlement settlement = new ScopeSettlement(
                connection, scope, at, Map.of(), Verdict.notApplicable(), JudgedRules.SAME, ScopeSettlement.AT_A_TIME);
        return UnresolvedFindings.of(connection, scope, Set.of(ruleId), UnresolvedFindings.FEW)
                .chain(standing -> settlement.settle(standing, Set.of(ruleId), List.of()))
                .chain(() -> Rollups.record(connection, scope, at, settlement.tally));
    }
}
