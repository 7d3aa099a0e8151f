package io.muster.rule.own;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.rule.own.RuleTexts.HEAD;
import static io.muster.rule.own.RuleTexts.as;
import static io.muster.rule.own.RuleTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of the user that are not understood: where the fault is, and what becomes of the other rules and the findings. */
class OwnRuleRefusalsTest {

    @ParameterizedTest
    @MethodSource
    void refusesWithLineAndReason(String text, String expected) {
        assertThat(read(text).stream()
                        .flatMap(read -> read.fault().stream())
                        .map(Fault::toString)
                        .collect(Collectors.joining()))
                .contains(expected);
    }

    static Stream<Arguments> refusesWithLineAndReason() {
        String end = "    message: wrong\n";
        String policy = HEAD.replace("INSTANCE", "KMS_KEY") + "    fails: 'true'\n" + end
                + "    tests:\n      - name: other\n        verdict: FAIL\n        resource:\n          policy: ";
        return Stream.of(
                argumentSet("a value inside itself", policy + "&a {a: [*a]}\n", "own.yaml:13: an alias stands inside"),
                argumentSet(
                        "values that aliases repeat",
                        policy + "\n" + repeated() + "\n",
                        "aliases stand for more than 1048576 values"),
                argumentSet(
                        "no YAML for long",
                        HEAD + "    x: 1\n".repeat(20_000) + "    {",
                        "own.yaml:20007: not valid YAML"),
                argumentSet("no YAML", "rules: [", "own.yaml:1: not valid YAML"),
                argumentSet("empty", "", "own.yaml:1: the file is empty"),
                argumentSet(
                        "another member",
                        "rule: []",
                        "own.yaml:1: there is no such member: \"rule\". Did you mean rules?"),
                argumentSet("no expression", HEAD + end, "own.yaml:2: the member fails is missing"),
                argumentSet(
                        "a field that is not there",
                        HEAD + "    fails: resource.instanceTyp == 'x'\n" + end,
                        "own.yaml:7: undefined field 'instanceTyp'. Did you mean instanceType?"),
                argumentSet(
                        "a block's second line",
                        HEAD + "    fails: |\n      true &&\n      resource.nope\n" + end,
                        "own.yaml:9: undefined field 'nope'"),
                argumentSet(
                        "no Boolean",
                        HEAD + "    fails: resource.instanceType\n" + end,
                        "own.yaml:7: the expression is of type string, and must be bool"),
                argumentSet(
                        "types that do not fit",
                        HEAD + "    fails: resource.instanceType > 1\n" + end,
                        "own.yaml:7: found no matching overload"),
                argumentSet(
                        "no constant of the enumeration",
                        HEAD + "    fails: resource.state == 'RUNING'\n" + end,
                        "own.yaml:7: \"RUNING\" is not one of PENDING, RUNNING"),
                argumentSet(
                        "a field that signals do not have",
                        HEAD + "    fails: resource.signals.exists(s, s.product == 'x')\n" + end,
                        "own.yaml:7: undefined field 'product'"),
                argumentSet(
                        "no severity of signals",
                        HEAD + "    fails: resource.signals.exists(s, s.severity == 'HIHG')\n" + end,
                        "own.yaml:7: \"HIHG\" is not one of INFO, LOW, MEDIUM, HIGH, CRITICAL. Did you mean HIGH?"),
                argumentSet(
                        "a test with another field of signals",
                        HEAD + "    fails: 'true'\n" + end
                                + "    tests:\n      - {name: other, resource: {signals: [{sourc: y}]}, verdict: FAIL}\n",
                        "ReportedSignal has no field \"sourc\". Did you mean source?"),
                argumentSet(
                        "none of a list",
                        HEAD + "    fails: resource.state in ['RUNNING', 'STOPED']\n" + end,
                        "Did you mean STOPPED?"),
                argumentSet(
                        "a shipped rule's id",
                        HEAD.replace("acme-rule", "shipped-rule") + end,
                        "own.yaml:2: there is another rule with the id shipped-rule"),
                argumentSet(
                        "no severity", HEAD.replace("HIGH", "SEVERE") + end, "own.yaml:4: \"SEVERE\" is not one of"),
                argumentSet(
                        "a kind that is not collected",
                        HEAD.replace("INSTANCE", "INSTANCES") + end,
                        "Did you mean INSTANCE?"),
                argumentSet(
                        "an open brace",
                        HEAD + "    fails: 'true'\n    message: '{resource.name'\n",
                        "own.yaml:8: a brace is not closed"),
                argumentSet(
                        "a test that fails",
                        HEAD + "    fails: resource.instanceType == 'x'\n" + end
                                + "    tests:\n      - {name: other, resource: {instanceType: y}, verdict: FAIL}\n",
                        "own.yaml:10: test \"other\" expects FAIL, and the verdict is PASS"),
                argumentSet(
                        "a test of a field that is not there",
                        HEAD + "    fails: 'true'\n" + end
                                + "    tests:\n      - {name: other, resource: {instanceTyp: y}, verdict: FAIL}\n",
                        "own.yaml:10: Instance has no field \"instanceTyp\". Did you mean instanceType?"));
    }

    /** Each of 24 members has twice what is in the one before. */
    private static String repeated() {
        return IntStream.range(1, 25)
                .mapToObj(i -> "            m%1$d: &m%1$d [%2$s, %2$s]".formatted(i, i == 1 ? "x" : "*m" + (i - 1)))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void keepsTheOtherRulesAndTheFindingsOfARefusedOne() {
        List<ReadRule> read = read(HEAD + """
                    fails: resource.nope
                    message: wrong
                  - id: acme-second
                    title: Second
                    severity: LOW
                    area: STORAGE
                    kind: VOLUME
                    fails: "!resource.encrypted"
                    message: Volume {resource.resourceId} is not encrypted
                    tests:
                      - {name: not encrypted, resource: {encrypted: false}, verdict: FAIL}
                      - {name: encrypted, resource: {encrypted: true}, verdict: PASS}
                      - {name: not known, resource: {}, verdict: UNKNOWN}
                """);

        assertThat(read).extracting(ReadRule::tests).containsExactly(0, 3);
        assertThat(Judging.judge(as(read.get(0).rule()), instance("i-1"))).isEqualTo("UNKNOWN");
        assertThat(read.get(1).fault()).isEmpty();
    }

    @Test
    void keepsTheFindingsOfAFileThatIsNoYaml() {
        List<ReadRule> read = read(HEAD + "    fails: \"true\n  - id: acme-second\n    kind: VOLUME\n");

        assertThat(read)
                .extracting(rule -> rule.rule().metadata().ruleId())
                .containsExactly("acme-rule", "acme-second");
        assertThat(read).allMatch(rule -> rule.fault().isPresent());
    }
}
