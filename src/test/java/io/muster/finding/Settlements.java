package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settlements of what every rule said, as the first ones of their scopes. */
public final class Settlements {

    private Settlements() {}

    public static Uni<Findings.Settled> settle(
            SqlConnection connection, Scope scope, Instant at, Collection<Assessment.Result> results) {
        return Findings.settle(connection, first(scope, at), byRule(results));
    }

    static Settlement first(Scope scope, Instant at) {
        return new Settlement(scope, at, Map.of(), null, Map.of());
    }

    static List<Stream<Assessment.Result>> byRule(Collection<Assessment.Result> results) {
        Map<String, List<Assessment.Result>> byRule = results.stream()
                .collect(Collectors.groupingBy(result -> result.rule().ruleId(), TreeMap::new, Collectors.toList()));
        return byRule.values().stream().map(List::stream).toList();
    }
}
