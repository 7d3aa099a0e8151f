package io.muster.rule.own;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.rule.own.RuleTexts.HEAD;
import static io.muster.rule.own.RuleTexts.as;
import static io.muster.rule.own.RuleTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInstance;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OwnRuleTest {

    private static Rule<?> rule(String fails) {
        ReadRule read = read(HEAD + "    fails: '" + fails.replace("'", "''")
                        + "'\n    message: Instance {resource.resourceId} is wrong\n")
                .get(0);
        assertThat(read.fault()).isEmpty();
        return read.rule();
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

        Verdict verdict = RuleTexts.<Instance>as(read.rule())
                .judge(judged.resource(), Estates.estate().with(judged).build());

        assertThat(verdict).isEqualTo(Verdict.fail(Severity.HIGH, "i-1 {in} unknown", Map.of("type", "t3.micro")));
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
