package io.muster.rule.own;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInstance;
import io.muster.estate.reach.Cidr;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OwnRuleTest {

    private static final String HEAD = """
            rules:
              - id: acme-rule
                title: A rule of Acme
                severity: HIGH
                area: NETWORK
                kind: INSTANCE
            """;

    private static List<ReadRule> read(String text) {
        Networks networks = new Networks(Map.of("office", List.of(Cidr.parse("198.51.100.0/24"))));
        return new RuleReader(networks, Clock.systemUTC(), Set.of("shipped-rule")).read(new RuleFile("own.yaml", text));
    }

    private static Rule<?> rule(String fails) {
        ReadRule read = read(HEAD + "    fails: '" + fails.replace("'", "''")
                        + "'\n    message: Instance {resource.resourceId} is wrong\n")
                .get(0);
        assertThat(read.fault()).isEmpty();
        return read.rule();
    }

    @SuppressWarnings("unchecked") // the rule of the text is about instances
    private static <T extends Record> Rule<T> as(Rule<?> rule) {
        return (Rule<T>) rule;
    }

    @ParameterizedTest
    @MethodSource
    void judges(String fails, MadeInstance instance, String expected) {
        assertThat(Judging.judge(as(rule(fails)), instance, group("sg-1").tag("tier", "web")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet(
                        "a text of the record",
                        "resource.instanceType == 'm7g.large'",
                        instance("i-1").type("m7g.large"),
                        "FAIL HIGH"),
                argumentSet(
                        "another text",
                        "resource.instanceType == 'm7g.large'",
                        instance("i-1").type("t3.micro"),
                        "PASS"),
                argumentSet(
                        "an enumeration",
                        "resource.state == 'STOPPED'",
                        instance("i-1").state(InstanceState.STOPPED),
                        "FAIL HIGH"),
                argumentSet(
                        "a nested record",
                        "resource.metadataOptions.httpTokens == 'OPTIONAL'",
                        instance("i-1").imdsv1(),
                        "FAIL HIGH"),
                argumentSet(
                        "a number",
                        "resource.metadataOptions.hopLimit > 1",
                        instance("i-1").hopLimit(2),
                        "FAIL HIGH"),
                argumentSet(
                        "a value that is not known",
                        "resource.metadataOptions.hopLimit > 1",
                        instance("i-1").hopLimit(null),
                        "UNKNOWN"),
                argumentSet(
                        "the other side of an or decides",
                        "resource.metadataOptions.hopLimit > 1 || resource.tags.size() == 0",
                        instance("i-1").hopLimit(null),
                        "FAIL HIGH"),
                argumentSet("a value that may be absent", "has(resource.publicIp)", instance("i-1"), "PASS"),
                argumentSet("a tag that is missing", "!('owner' in resource.tags)", instance("i-1"), "FAIL HIGH"),
                argumentSet(
                        "a tag that is there",
                        "!('owner' in resource.tags)",
                        instance("i-1").tag("owner", "a"),
                        "PASS"),
                argumentSet(
                        "a time",
                        "now - resource.launchTime > duration('24h')",
                        instance("i-1").launchedBefore(Duration.ofDays(2)),
                        "FAIL HIGH"),
                argumentSet(
                        "within a network by name",
                        "within(resource.publicIp, 'office')",
                        instance("i-1").publicIp("198.51.100.7"),
                        "FAIL HIGH"),
                argumentSet(
                        "within a network by CIDR",
                        "within(resource.publicIp, '203.0.113.0/24')",
                        instance("i-1").publicIp("198.51.100.7"),
                        "PASS"),
                argumentSet(
                        "an instance that has ended",
                        "true",
                        instance("i-1").state(InstanceState.TERMINATED),
                        "NOT_APPLICABLE"));
    }

    @Test
    void followsLinksToOtherResources() {
        Rule<?> rule = rule("resource.securityGroups.exists(g, g.tags['tier'] == 'web')");

        assertThat(rule.needs()).containsExactlyInAnyOrder(ResourceKind.INSTANCE, ResourceKind.SECURITY_GROUP);
    }

    @Test
    void tellsTheValuesOfItsExpressions() {
        ReadRule read = read(HEAD + """
                    fails: "true"
                    message: "{resource.resourceId} {{in}} {resource.publicIp}"
                    evidence: {type: resource.instanceType, address: resource.publicIp}
                """).get(0);
        MadeInstance judged = instance("i-1").type("t3.micro");

        Verdict verdict = OwnRuleTest.<Instance>as(read.rule())
                .judge(judged.resource(), Estates.estate().with(judged).build());

        assertThat(verdict).isEqualTo(Verdict.fail(Severity.HIGH, "i-1 {in} unknown", Map.of("type", "t3.micro")));
    }

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
        return Stream.of(
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

    @Test
    void stopsAnEvaluationThatCostsTooMuch() {
        String loops = "[1,2,3,4,5,6,7,8,9,10]";
        String nested = "true";
        for (int depth = 0; depth < 6; depth++) {
            nested = loops + ".all(x" + depth + ", " + nested + ")";
        }
        Rule<?> rule = rule(nested);

        assertThatIllegalStateException().isThrownBy(() -> Judging.judge(as(rule), instance("i-1")));
    }

    @Test
    void theVersionFollowsFromWhatTheRuleSaysAlone() {
        // given
        String text = HEAD + """
                    fails: resource.instanceType == 'm7g.large'
                    message: Instance {resource.resourceId} is wrong
                    evidence:
                      type: resource.instanceType
                """;
        String version = read(text).get(0).rule().version();

        // when, then
        assertThat(read(text).get(0).rule().version()).isEqualTo(version);
        assertThat(read(text.replace("title: A rule of Acme", "title: Another title"))
                        .get(0)
                        .rule()
                        .version())
                .isEqualTo(version);
        for (String edited : List.of(
                text.replace("m7g.large", "m7g.small"),
                text.replace("is wrong", "is not right"),
                text.replace("type: resource", "size: resource"),
                text.replace("HIGH", "LOW"))) {
            ReadRule read = read(edited).get(0);
            assertThat(read.fault()).isEmpty();
            assertThat(read.rule().version()).as(edited).isNotEqualTo(version);
        }
    }
}
