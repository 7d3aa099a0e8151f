package io.muster.scan;

import io.muster.estate.Estate;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.rule.Assessment;
import io.muster.rule.Assessment.Result;
import io.muster.rule.Rule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries rules on the stored inventory without writing anything. One region is in memory at a time. */
@ApplicationScoped
public class RuleTrials {

    /** The most resources that a trial judges; it then ends and is not complete. */
    static final int MOST_RESOURCES = 200_000;

    @RegisterForReflection
    record Place(String accountId, String region, String arn) {
        Scope scope() {
            return Scope.of(accountId, region).inPartitionOf(arn);
        }
    }

    private final StoredEstates estates;
    private final Database database;

    RuleTrials(StoredEstates estates, Database database) {
        this.estates = estates;
        this.database = database;
    }

    /** The verdicts of each rule, by its id, on the resources in the accounts, as far as the deadline lets it come. */
    public Uni<Map<String, RuleTrial>> run(AccountScope accounts, List<Rule<?>> rules, Deadline deadline) {
        Map<String, RuleTrial> trials = new LinkedHashMap<>();
        rules.forEach(rule -> trials.put(rule.metadata().ruleId(), new RuleTrial()));
        if (rules.isEmpty()) {
            return Uni.createFrom().item(trials);
        }
        return places(accounts, rules)
                .chain(places -> Multi.createFrom()
                        .iterable(places)
                        .onItem()
                        .transformToUniAndConcatenate(place -> judge(place.scope(), rules, trials, deadline))
                        .collect()
                        .last())
                .replaceWith(trials);
    }

    private Uni<List<Place>> places(AccountScope accounts, List<Rule<?>> rules) {
        Set<ResourceKind> judged = new HashSet<>();
        rules.forEach(rule -> judged.add(rule.metadata().resourceKind()));
        return database.rows(
                Sql.of(
                                "select account_id, region, min(arn) as arn from resource where deleted_at is null and kind = any(")
                        .texts(judged.stream().map(ResourceKind::name).toList())
                        .add(") and ")
                        .add(Sql.within(accounts, "account_id"))
                        .add(" group by account_id, region order by account_id, region"),
                Place.class);
    }

    private Uni<Void> judge(Scope scope, List<Rule<?>> rules, Map<String, RuleTrial> trials, Deadline deadline) {
        List<Rule<?>> here = rules.stream()
                .filter(rule -> rule.metadata().resourceKind().global() == scope.isGlobal())
                .toList();
        if (here.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (deadline.isPast()
                || trials.values().stream().mapToLong(RuleTrial::judged).sum() >= MOST_RESOURCES) {
            here.forEach(rule -> trials.get(rule.metadata().ruleId()).breakOff());
            return Uni.createFrom().voidItem();
        }
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        here.forEach(rule -> kinds.addAll(rule.needs()));
        return estates.of(scope, kinds, here.stream().anyMatch(Rule::readsSignals))
                .invoke(estate -> judge(estate, here, trials, deadline))
                .replaceWithVoid();
    }

    private static void judge(Estate estate, List<Rule<?>> rules, Map<String, RuleTrial> trials, Deadline deadline) {
        Iterator<Result> results = Assessment.trial(rules).assess(estate).iterator();
        while (!deadline.isPast() && results.hasNext()) {
            Result result = results.next();
            trials.get(result.rule().ruleId()).add(result);
        }
        if (deadline.isPast()) {
            rules.forEach(rule -> trials.get(rule.metadata().ruleId()).breakOff());
        }
    }
}
