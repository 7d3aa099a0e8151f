package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
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
     * Brings a scope's findings in line with what rules said of all its resources. Runs in the caller's transaction, which must hold
     * the scope's lock.
     *
     * @param all a stream for each rule that judged, with all of its judgements in the scope; a resource without a judgement is
     *            certainly gone. The streams are read one after the other, on a worker, while findings are written
     */
    public static Uni<Settled> settle(
            SqlConnection connection, Settlement settlement, List<Stream<Assessment.Result>> all) {
        return settle(connection, settlement, all, ScopeSettlement.Steps.USUAL);
    }

    /** Brings a scope's findings in line, in steps of a given size. */
    static Uni<Settled> settle(
            SqlConnection connection,
            Settlement settlement,
            List<Stream<Assessment.Result>> all,
            ScopeSettlement.Steps steps) {
        Scope scope = settlement.scope();
        Instant at = settlement.at();
        return JudgedRules.of(connection, scope, settlement.rules(), settlement.versions())
                .chain(judgedRules -> {
                    ScopeSettlement work = new ScopeSettlement(connection, settlement, null, judgedRules, steps);
                    return work.settle(all)
                            .chain(() -> work.results.compare(connection, scope, settlement.rules(), work.tally))
                            .chain(() -> ExemptionCover.ofScope(connection, scope, at, work.tally))
                            .call(() -> Rollups.record(connection, scope, at, work.tally))
                            .chain(exempted -> FindingEvents.publish(connection, scope.accountId(), at, exempted))
                            .chain(() -> judgedRules.keep(connection, scope))
                            .map(done -> work.settled());
                });
    }

    /**
     * Marks a scope's open findings as stale, because they could not be checked, except those that could be judged. Runs in the
     * caller's transaction, which must hold the scope's lock.
     *
     * @param settlement without versions; its rules are those that should have judged
     * @param all        every judgement that could be made
     */
    public static Uni<Void> doubt(SqlConnection connection, Settlement settlement, Stream<Assessment.Result> all) {
        Scope scope = settlement.scope();
        ScopeSettlement work = unversioned(connection, settlement, UNCHECKED);
        return work.settle(byRule(all))
                .chain(() -> ResultCounts.doubt(connection, scope, settlement.rules(), work.tally))
                .chain(() -> Rollups.record(connection, scope, settlement.at(), work.tally));
    }

    /**
     * Resolves the findings of a rule that no longer applies to the scope. Runs in the caller's transaction, which must hold the
     * scope's lock.
     *
     * @return how counts change, for the caller to record
     */
    static Uni<Tally> withdraw(SqlConnection connection, Scope scope, Instant at, String ruleId) {
        Settlement settlement = new Settlement(scope, at, Map.of(), Set.of(ruleId), Map.of());
        ScopeSettlement work = unversioned(connection, settlement, Verdict.notApplicable());
        return work.settle(List.of()).replaceWith(work.tally);
    }

    private static ScopeSettlement unversioned(SqlConnection connection, Settlement settlement, Verdict unjudged) {
        return new ScopeSettlement(connection, settlement, unjudged, JudgedRules.SAME, ScopeSettlement.Steps.USUAL);
    }
}
