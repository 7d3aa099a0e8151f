package io.muster.rule.own;

import io.muster.estate.traffic.Cidr;
import io.muster.rule.Rule;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of a file of the user, for tests. */
final class RuleTexts {

    static final String HEAD = """
            rules:
              - id: acme-rule
                title: A rule of Acme
                severity: HIGH
                area: NETWORK
                kind: INSTANCE
            """;

    static List<ReadRule> read(String text) {
        Networks networks = new Networks(Map.of("office", List.of(Cidr.parse("198.51.100.0/24"))));
        return new RuleReader(networks, Clock.systemUTC(), Set.of("shipped-rule")).read(new RuleFile("own.yaml", text));
    }

    @SuppressWarnings("unchecked") // the rule of the text is about instances
    static <T extends Record> Rule<T> as(Rule<?> rule) {
        return (Rule<T>) rule;
    }

    private RuleTexts() {}
}
