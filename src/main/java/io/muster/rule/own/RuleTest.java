package io.muster.rule.own;

import io.muster.rule.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test beside a rule.
 *
 * @param line in its file
 * @param now  the time that the expressions see
 */
record RuleTest(String name, int line, Map<String, Object> resource, Instant now, Outcome expected) {

    private static final Set<String> MEMBERS = Set.of("name", "resource", "now", "verdict");

    /** The verdicts as files name them. */
    enum Outcome {
        PASS,
        FAIL,
        UNKNOWN,
        NOT_APPLICABLE;

        static Outcome of(Verdict verdict) {
            if (verdict instanceof Verdict.Fail) {
                return FAIL;
            }
            if (verdict instanceof Verdict.Unknown) {
                return UNKNOWN;
            }
            return verdict instanceof Verdict.NotApplicable ? NOT_APPLICABLE : PASS;
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Outcome::name).toList();
        }
    }

    static RuleTest read(Yaml node, RuleHead head, Instant started) {
        Map<String, Yaml> members = node.members(MEMBERS);
        return new RuleTest(
                Members.required(node, members, "name").text(),
                node.line(),
                Sample.read(Members.required(node, members, "resource"), head.kind()),
                Optional.ofNullable(members.get("now")).map(Sample::instant).orElse(started),
                Outcome.valueOf(Members.required(node, members, "verdict").oneOf(Outcome.names())));
    }

    /** The fault of the rule by this test; empty where it judges as expected. */
    Optional<String> fault(OwnRule<?> rule) {
        Verdict verdict;
        try {
            verdict = rule.judge(resource, now);
        } catch (RuntimeException failed) {
            return Optional.of("test \"" + name + "\": the rule failed: " + failed.getMessage());
        }
        Outcome actual = Outcome.of(verdict);
        return actual == expected
                ? Optional.empty()
                : Optional.of("test \"" + name + "\" expects " + expected + ", and the verdict is " + actual
                        + explanation(verdict));
    }

    private static String explanation(Verdict verdict) {
        if (verdict instanceof Verdict.Fail fail) {
            return ": " + fail.message();
        }
        return verdict instanceof Verdict.Unknown unknown ? ": " + unknown.reason() : "";
    }
}
