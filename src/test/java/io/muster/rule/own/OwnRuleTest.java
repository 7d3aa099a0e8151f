package io.muster.rule.own;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInstance;
import io.muster.estate.reach.Cidr;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.signal.SignalState;
import io.muster.inventory.signal.SignalType;
import io.muster.inventory.signal.StoredSignal;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resource.signals.size() > 0                                                            | FAIL HIGH
            resource.signals.exists(s, s.type == 'VULNERABILITY' && s.severity == 'CRITICAL')       | FAIL HIGH
            resource.signals.exists(s, s.source == 'Prowler' && s.state == 'SUPPRESSED')            | FAIL HIGH
            resource.signals.exists(s, 'CVE-2026-1' in s.vulnerabilities && s.exploitAvailable)     | FAIL HIGH
            resource.signals.exists(s, s.type == 'DETECTION')                                       | PASS
            resource.signals.all(s, now - s.observedAt > duration('48h'))                           | PASS
            resource.signals.all(s, s.fixAvailable)                                                 | UNKNOWN
            resource.signals.exists(s, has(s.fixAvailable) && s.fixAvailable)                       | PASS
            resource.signals.exists(s, s.title == 'A fault')                                        | FAIL HIGH
            resource.signals.filter(s, s.uid == 'f-1').size() == 1                                  | FAIL HIGH
            resource.securityGroups.exists(g, g.signals.size() > 0)                                 | PASS
            """)
    void readsWhatOtherProductsSay(String fails, String expected) {
        // given
        MadeInstance judged = instance("i-1");
        Estate estate = Estates.estate()
                .with(judged)
                .reported(judged.resource().arn(), signal("f-1", SignalType.VULNERABILITY, SignalState.OPEN, 4))
                .reported(
                        Estates.ACCOUNT + "/eu-central-1/i-1",
                        signal("f-2", SignalType.COMPLIANCE, SignalState.SUPPRESSED, null))
                .build();
        Rule<?> rule = rule(fails);

        // when, then
        assertThat(Judging.judge(as(rule), judged, estate)).isEqualTo(expected);
        assertThat(rule.readsSignals()).isTrue();
    }

    private static StoredSignal signal(String uid, SignalType type, SignalState state, @Nullable Integer severity) {
        Instant observed = Estates.NOW.minus(Duration.ofHours(24));
        return new StoredSignal(
                "Prowler",
                uid,
                type,
                state,
                severity,
                observed,
                observed,
                Estates.json("{'title': 'A fault', 'vulnerabilities': ['CVE-2026-1'], 'exploitAvailable': true}"));
    }

    @Test
    void readsNoSignalsWhereItSelectsNone() {
        assertThat(rule("resource.securityGroups.exists(g, g.groupName == 'signals')")
                        .readsSignals())
                .isFalse();
    }

    @Test
    void theRuleOnSignalsInTheGuideIsGood() throws IOException {
        String guide = Files.readString(Path.of("docs", "own-rules.md"));
        int begin = guide.indexOf("  - id: acme-public-critical");

        ReadRule read = read("rules:\n" + guide.substring(begin, guide.indexOf("```", begin)))
                .get(0);

        assertThat(read.fault()).isEmpty();
        assertThat(read.tests()).isEqualTo(2);
    }

    @Test
    void signalsMayStandInTestsBesideTheRule() {
        ReadRule read = read(HEAD + """
                    fails: resource.signals.exists(s, s.severity == 'CRITICAL')
                    message: wrong
                    tests:
                      - {name: none, resource: {}, verdict: PASS}
                      - {name: critical, resource: {signals: [{source: Inspector, severity: CRITICAL}]}, verdict: FAIL}
                      - {name: no severity, resource: {signals: [{source: Inspector}]}, verdict: UNKNOWN}
                """).get(0);

        assertThat(read.fault()).isEmpty();
        assertThat(read.tests()).isEqualTo(3);
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
