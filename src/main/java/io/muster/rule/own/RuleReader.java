package io.muster.rule.own;

import dev.cel.common.types.SimpleType;
import io.muster.inventory.ContentHash;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rule files. A refused rule does not affect the others, and an unreadable file only its own rules. */
final class RuleReader {

    /** The most rules of all files together. */
    static final int MOST_RULES = 500;

    private static final Set<String> MEMBERS = Set.of(
            "id",
            "title",
            "severity",
            "area",
            "kind",
            "rationale",
            "remediation",
            "references",
            "controls",
            "applies",
            "fails",
            "message",
            "evidence",
            "tests");

    private static final List<String> JUDGING = List.of("severity", "kind", "applies", "fails", "message");

    private static final int VERSION_LENGTH = 12;

    private final Networks networks;
    private final Clock clock;
    private final Set<String> taken;
    private int read;

    /** @param shipped the ids of the shipped rules */
    RuleReader(Networks networks, Clock clock, Set<String> shipped) {
        this.networks = networks;
        this.clock = clock;
        this.taken = new LinkedHashSet<>(shipped);
    }

    /** The rules of a file in its order; where it is no YAML, those whose ids and kinds can be made out, all refused. */
    List<ReadRule> read(RuleFile file) {
        try {
            Yaml root = Yaml.read(file);
            return Members.required(root, root.members(Set.of("rules")), "rules").entries().stream()
                    .map(this::read)
                    .toList();
        } catch (RefusedRule refused) {
            return SalvagedRules.of(file, refused.fault(), taken);
        }
    }

    private ReadRule read(Yaml node) {
        try {
            if (++read > MOST_RULES) {
                throw node.refused("there are more than " + MOST_RULES + " rules");
            }
            return read(node, node.members());
        } catch (RefusedRule refused) {
            return ReadRule.refused(Optional.empty(), refused.fault());
        }
    }

    private ReadRule read(Yaml node, Map<String, Yaml> members) {
        Set<String> others = Set.copyOf(taken);
        Optional<RuleHead> head = RuleHead.least(members, others);
        head.ifPresent(least -> taken.add(least.metadata().ruleId()));
        try {
            RuleHead whole = RuleHead.read(node, members, others);
            head = Optional.of(whole);
            node.members(MEMBERS);
            return read(node, members, whole);
        } catch (RefusedRule refused) {
            return ReadRule.refused(head, refused.fault());
        }
    }

    private ReadRule read(Yaml node, Map<String, Yaml> members, RuleHead head) {
        Expressions expressions = new Expressions(head.kind(), networks);
        OwnRule<?> rule = OwnRule.of(
                head.metadata(),
                version(members),
                Optional.ofNullable(members.get("applies")).map(text -> expressions.compile(text, SimpleType.BOOL)),
                expressions.compile(Members.required(node, members, "fails"), SimpleType.BOOL),
                Message.compile(Members.required(node, members, "message"), expressions),
                evidence(members, expressions));
        List<RuleTest> tests = members.containsKey("tests")
                ? members.get("tests").entries().stream()
                        .map(test -> RuleTest.read(test, head, clock.instant()))
                        .toList()
                : List.of();
        for (RuleTest test : tests) {
            test.fault(rule).ifPresent(fault -> {
                throw node.refused(test.line(), fault);
            });
        }
        return new ReadRule(rule, tests.size(), Optional.empty());
    }

    /** A hash of everything that its verdicts depend on, and of nothing else: an edited rationale is no new version. */
    private static String version(Map<String, Yaml> members) {
        StringBuilder text = new StringBuilder();
        JUDGING.forEach(name -> {
            if (members.containsKey(name)) {
                text.append(name).append('\n').append(members.get(name).text()).append('\n');
            }
        });
        if (members.containsKey("evidence")) {
            members.get("evidence")
                    .members()
                    .forEach((name, fact) ->
                            text.append(name).append('\n').append(fact.text()).append('\n'));
        }
        return HexFormat.of()
                .formatHex(ContentHash.ofText(text.toString()).bytes())
                .substring(0, VERSION_LENGTH);
    }

    private static OwnEvidence evidence(Map<String, Yaml> members, Expressions expressions) {
        Map<String, Expression> facts = new LinkedHashMap<>();
        if (members.containsKey("evidence")) {
            members.get("evidence").members().forEach((name, text) -> facts.put(name, expressions.compile(text, null)));
        }
        return new OwnEvidence(facts);
    }
}
