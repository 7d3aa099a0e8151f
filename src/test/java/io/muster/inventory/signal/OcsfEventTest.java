package io.muster.inventory.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OcsfEventTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:ec2:eu-central-1:111122223333:instance/i-1";

    /** As Inspector writes it, less what is not read. */
    private static final String VULNERABILITY = """
            {"activity_id": 1, "class_uid": 2002, "severity_id": 5, "status_id": 1, "time": 1764140400000,
             "metadata": {"version": "1.5.0", "product": {"name": "Inspector", "vendor_name": "AWS"}},
             "cloud": {"provider": "AWS", "region": "eu-central-1", "account": {"uid": "111122223333"}},
             "finding_info": {"uid": "f-1", "title": "CVE-2025-1 in openssl", "desc": "A buffer overflows."},
             "remediation": {"desc": "Update openssl."},
             "vulnerabilities": [
               {"cve": {"uid": "CVE-2025-1"}, "is_exploit_available": false, "is_fix_available": true},
               {"cve": {"uid": "CVE-2025-2"}, "is_exploit_available": true}],
             "resources": [{"uid": "%s", "type": "AwsEc2Instance", "region": "eu-central-1"}]}
            """.formatted(ARN);

    @Test
    void allIsReadOfAVulnerability() {
        // when
        Signal signal = only(VULNERABILITY);

        // then
        assertThat(signal)
                .extracting(
                        Signal::source, Signal::uid, Signal::resource, Signal::accountId, Signal::type, Signal::state)
                .containsExactly("Inspector", "f-1", ARN, "111122223333", SignalType.VULNERABILITY, SignalState.OPEN);
        assertThat(signal.severity()).isEqualTo(4);
        assertThat(signal.observedAt()).isEqualTo(Instant.ofEpochMilli(1764140400000L));
        assertThat(signal.document()).isEqualTo(tree("""
                        {"title": "CVE-2025-1 in openssl", "message": "A buffer overflows.", "remediation": "Update openssl.",
                         "vulnerabilities": ["CVE-2025-1", "CVE-2025-2"], "exploitAvailable": true, "fixAvailable": true}
                        """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2003 | "status_id": 1                                   | COMPLIANCE    | OPEN
            2003 | "status_id": 1, "compliance": {"status_id": 3}   | COMPLIANCE    | OPEN
            2003 | "status_id": 1, "compliance": {"status_id": 1}   | COMPLIANCE    | CLOSED
            2003 | "status_id": 1, "status_code": "PASS"            | COMPLIANCE    | CLOSED
            2003 | "status_id": 3, "status_code": "FAIL"            | COMPLIANCE    | SUPPRESSED
            2004 | "status_id": 1, "status_code": "PASS"            | DETECTION     | CLOSED
            2004 | "status_id": 1, "status_code": "FAIL"            | DETECTION     | OPEN
            2004 | "status_id": 2                                   | DETECTION     | OPEN
            2004 | "status_id": 4                                   | DETECTION     | CLOSED
            2002 | "status_id": 5                                   | VULNERABILITY | CLOSED
            2002 | "activity_id": 3                                 | VULNERABILITY | CLOSED
            2002 | "status_id": 0                                   | VULNERABILITY | OPEN
            """)
    void theStateFollowsFromTheEvent(int type, String status, SignalType expected, SignalState state) {
        // when
        Signal signal = only(minimal("\"class_uid\": " + type + ", " + status));

        // then
        assertThat(signal.type()).isEqualTo(expected);
        assertThat(signal.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"0, -", "1, 0", "2, 1", "3, 2", "4, 3", "5, 4", "6, 4", "99, -"})
    void severitiesAreOurs(int id, Integer severity) {
        assertThat(only(minimal("\"class_uid\": 2004, \"severity_id\": " + id)).severity())
                .isEqualTo(severity);
    }

    /** Prowler's are seconds. */
    @ParameterizedTest
    @CsvSource({"1764140400000", "1764140400", "'\"2025-11-26T07:00:00Z\"'"})
    void timesAreReadAsTheyAreWritten(String time) {
        assertThat(only(minimal("\"class_uid\": 2004").replace("\"time\": 1", "\"time\": " + time))
                        .observedAt())
                .isEqualTo(Instant.parse("2025-11-26T07:00:00Z"));
    }

    @Test
    void aResourceWithoutAnArnIsFoundByAccountAndRegion() {
        assertThat(only(minimal("\"class_uid\": 2004").replace(ARN, "i-1")).resource())
                .isEqualTo("111122223333/eu-central-1/i-1");
    }

    /** The account of the ARN is that of the resource, whoever reports it. */
    @Test
    void theArnNamesTheAccount() {
        assertThat(only(minimal("\"class_uid\": 2004")
                                .replace("\"uid\": \"111122223333\"", "\"uid\": \"999999999999\""))
                        .accountId())
                .isEqualTo("111122223333");
    }

    @Test
    void anEventAboutSeveralResourcesIsASignalOfEach() {
        // when
        List<Signal> signals = OcsfEvent.read(
                tree(minimal("\"class_uid\": 2004").replace("[{", "[{\"uid\": \"sg-1\"}, {\"uid\": \"sg-1\"}, {")),
                NOW);

        // then
        assertThat(signals).extracting(Signal::resource).containsExactly("111122223333/eu-central-1/sg-1", ARN);
    }

    @Test
    void secretsAreTakenOutAndTextsAreCut() {
        // when
        Signal signal = only(minimal(
                "\"class_uid\": 2004, \"message\": \"key AKIAIOSFODNN7QRSTUVW leaked " + "x".repeat(3_000) + "\""));

        // then
        String message = signal.document().path("message").asText();
        assertThat(message)
                .startsWith("key [aws-access-key] leaked")
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(2_000);
        assertThat(signal.document().toString()).doesNotContain("AKIA");
    }

    @Test
    void aPrivateKeyGoesWithItsBody() {
        // when
        Signal whole =
                only(minimal("\"class_uid\": 2004, \"message\": \"found -----BEGIN RSA PRIVATE KEY-----\\nMIIEow\\n"
                        + "-----END RSA PRIVATE KEY----- in a file\""));
        Signal cut = only(minimal("\"class_uid\": 2004, \"message\": \"found -----BEGIN PRIVATE KEY-----\\n"
                + "MIIEow".repeat(1_000) + "\""));

        // then
        assertThat(whole.document().path("message").asText()).isEqualTo("found [private-key] in a file");
        assertThat(cut.document().path("message").asText()).isEqualTo("found [private-key]");
    }

    @Test
    void aSecretAcrossTheCutLeavesNothingBehind() {
        // given a token of which the cut would leave 20 characters
        String token = "ghp_" + "a1B2c3D4e5".repeat(4);

        // when
        Signal signal = only(minimal("\"class_uid\": 2004, \"message\": \"" + "x ".repeat(990) + token + "\""));

        // then
        assertThat(signal.document().toString()).doesNotContain("ghp_");
    }

    @Test
    void anArnWithoutAnAccountIsOfTheEventsAccount() {
        assertThat(only(minimal("\"class_uid\": 2004").replace(ARN, "arn:aws:ec2:eu-central-1::snapshot/snap-1"))
                        .resource())
                .isEqualTo("111122223333/eu-central-1/snap-1");
    }

    static Stream<Arguments> faults() {
        String good = minimal("\"class_uid\": 2004");
        return Stream.of(
                argumentSet("another class", minimal("\"class_uid\": 4001"), "class_uid"),
                argumentSet("no product", good.replace("product", "made"), "metadata.product.name"),
                argumentSet("no id", good.replace("finding_info", "info"), "finding_info.uid"),
                argumentSet("an id that cannot be stored", good.replace("\"f-1\"", "\"f\\u0000\""), "finding_info.uid"),
                argumentSet("no time", good.replace("\"time\": 1", "\"times\": 1"), "time"),
                argumentSet("a time in the future", good.replace("\"time\": 1", "\"time\": 4102444800000"), "time"),
                argumentSet(
                        "a time in microseconds", good.replace("\"time\": 1", "\"time\": 1795730734694000"), "time"),
                argumentSet(
                        "a time beyond all calendars",
                        good.replace("\"time\": 1", "\"time\": 9223372036854775807"),
                        "time"),
                argumentSet(
                        "an id of many bytes",
                        good.replace("\"f-1\"", "\"" + "\u6f22".repeat(200) + "\""),
                        "finding_info.uid"),
                argumentSet(
                        "no region's name",
                        good.replace("\"eu-central-1\"", "\"eu\\u0000\"").replace(ARN, "i-1"),
                        "cloud.region"),
                argumentSet("no resources", good.replace("[{", "[], \"x\": [{"), "resources"),
                argumentSet("a resource without an id", good.replace(ARN, ""), "resources[0].uid"),
                argumentSet("no account", good.replace("account", "x").replace(ARN, "i-1"), "cloud.account.uid"),
                argumentSet("no region", good.replace("region", "x").replace(ARN, "i-1"), "cloud.region"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedByItsMember(String event, String field) {
        assertThatThrownBy(() -> OcsfEvent.read(tree(event), NOW)).hasMessageStartingWith(field + ": ");
    }

    private static String minimal(String more) {
        return "{" + more + ", \"time\": 1, \"metadata\": {\"product\": {\"name\": \"Prowler\"}},"
                + " \"cloud\": {\"region\": \"eu-central-1\", \"account\": {\"uid\": \"111122223333\"}},"
                + " \"finding_info\": {\"uid\": \"f-1\"}, \"resources\": [{\"uid\": \"" + ARN + "\"}]}";
    }

    private static Signal only(String event) {
        List<Signal> signals = OcsfEvent.read(tree(event), NOW);
        assertThat(signals).hasSize(1);
        return signals.get(0);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
