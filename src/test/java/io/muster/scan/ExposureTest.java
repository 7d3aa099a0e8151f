package io.muster.scan;

import static io.muster.scan.GraphQlAnswers.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the internet reaches, from a scan of the demo cloud to the answers over GraphQL. */
@QuarkusTest
class ExposureTest {

    private static final String EXPOSURE =
            "exposure { internetReachable reachable since ports { protocol fromPort toPort sources }"
                    + " paths { hops { resourceId kind why } } blocking { resourceId kind why } missing notes }";

    /** Changes with each exposure that is written, and whenever those of a region are worked out. */
    private static final String STORED = "select count(*) || ' ' || max(valid_from)"
            + " || (select ' ' || count(*) || ' ' || max(worked_out) from exposure_input) from exposure";

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void isKeptWithTheScanAndAnswersForThePast() {
        // given
        lab.scan();
        List<Map<String, Object>> all = instances("");
        List<Map<String, Object>> reached = instances("internetReachable: true");
        Instant before = Instant.now();

        // then
        assertThat(all)
                .allSatisfy(instance ->
                        assertThat(exposure(instance).get("reachable")).isIn("YES", "NO"));
        assertThat(reached)
                .isNotEmpty()
                .allSatisfy(instance -> assertThat(exposure(instance))
                        .containsEntry("internetReachable", true)
                        .doesNotContainEntry("ports", List.of())
                        .doesNotContainEntry("paths", List.of()));
        assertThat(instances("internetReachable: false"))
                .isNotEmpty()
                .allSatisfy(instance -> assertThat(exposure(instance))
                        .containsEntry("internetReachable", false)
                        .containsEntry("ports", List.of()));
        assertThat(reached.size() + instances("internetReachable: false").size())
                .isEqualTo(all.size());

        // when nothing changed
        String stored = lab.text(STORED);
        lab.scan();

        // then
        assertThat(lab.text(STORED)).isEqualTo(stored);

        // when no gateway is attached any more
        lab.removeInternetGateways();
        lab.scan();

        // then
        assertThat(instances("internetReachable: true")).isEmpty();
        assertThat(ask("{ instances(filter: {internetReachable: true}, at: \"" + before + "\", first: 500)"
                                + " { nodes { resourceId " + EXPOSURE + " } } }")
                        .<Map<String, Object>>getList("data.instances.nodes"))
                .isEqualTo(reached);
    }

    @Test
    void areWorkedOutAgainWhereAReplicaThatKeepsNoFingerprintRecordedOthers() {
        // given
        lab.scan();
        List<Map<String, Object>> reached = instances("internetReachable: true");

        // when
        lab.execute(
                "update exposure set reachable = 'NO', content_hash = 0, valid_from = now() where reachable = 'YES'");
        lab.scan();

        // then
        assertThat(instances("internetReachable: true"))
                .extracting(instance -> instance.get("resourceId"))
                .containsExactlyElementsOf(reached.stream()
                        .map(instance -> instance.get("resourceId"))
                        .toList());
    }

    @Test
    @SuppressWarnings("unchecked")
    void aQuestionAgrees() {
        // given
        lab.scan();
        Map<String, Object> reached = instances("internetReachable: true").get(0);
        Map<String, Object> port = ((List<Map<String, Object>>)
                        exposure(reached).get("ports"))
                .stream()
                        .filter(range -> List.of("tcp", "-1").contains(range.get("protocol")))
                        .findFirst()
                        .orElseThrow();
        int number = Math.max(1, (Integer) port.get("fromPort"));

        // then
        assertThat(instances("reachablePort: " + number))
                .extracting(instance -> instance.get("resourceId"))
                .contains(reached.get("resourceId"));
        JsonPath yes = question("internet", (String) reached.get("resourceId"), number);
        assertThat(yes.getString("data.reachability.verdict")).isEqualTo("YES");
        assertThat(yes.getList("data.reachability.hops")).isNotEmpty();
        Map<String, Object> closed = instances("internetReachable: false").get(0);
        JsonPath no = question("internet", (String) closed.get("resourceId"), number);
        assertThat(no.getString("data.reachability.verdict")).isEqualTo("NO");
        assertThat(no.getString("data.reachability.blocking.why")).isNotEmpty();
        JsonPath lateral = question((String) reached.get("resourceId"), (String) closed.get("resourceId"), 22);
        assertThat(lateral.getString("data.reachability.verdict")).isIn("YES", "NO");
        assertThat(question("8.8.8.0/24", (String) reached.get("resourceId"), number)
                        .getList("errors"))
                .isNull();
    }

    @Test
    void whatIsWrongWithAQuestionIsSaid() {
        lab.scan();
        String instance = (String) instances("").get(0).get("resourceId");
        assertThat(question("internet", "i-none", 22).<Object>get("data.reachability"))
                .isNull();
        assertThat(refusal("internet", "none")).contains("none is none of these: internet, a CIDR, an ARN");
        assertThat(refusal("internet", "internet")).contains("one side has to be a resource");
        assertThat(refusal("10.0.0.0/40", instance)).contains("10.0.0.0/40 is none of these");
        assertThat(ask("{ instances(filter: {reachablePort: 70000}) { totalCount } }")
                        .getString("errors[0].message"))
                .contains("0 to 65535");
    }

    private static String refusal(String from, String to) {
        return question(from, to, 22).getString("errors[0].message");
    }

    private static JsonPath question(String from, String to, int port) {
        return ask("{ reachability(from: \"" + from + "\", to: \"" + to + "\", port: " + port + ") { verdict"
                + " hops { resourceId kind why } blocking { resourceId kind why } admitted { protocol fromPort toPort"
                + " sources } missing notes } }");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> exposure(Map<String, Object> instance) {
        return (Map<String, Object>) instance.get("exposure");
    }

    private static List<Map<String, Object>> instances(String filter) {
        return ask("{ instances(filter: {" + filter + "}, first: 500) { nodes { resourceId " + EXPOSURE + " } } }")
                .getList("data.instances.nodes");
    }
}
