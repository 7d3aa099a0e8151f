package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.grafana.Dashboard;
import io.muster.grafana.PromQl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts as Prometheus itself understands them. Skipped, and said so, where there is no promtool; never by .ci/run. */
class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("deploy", "prometheus");
    private static final Path RULE = Path.of("deploy", "k8s", "components", "monitoring", "prometheusrule.yaml");
    private static final Path UNIT_TESTS = Path.of("src", "test", "resources", "prometheus");

    @Test
    void theFileAndTheResourceHoldTheSameAlerts() throws IOException {
        assertThat(yaml(FOLDER.resolve("alerts.yaml")).path("groups"))
                .isNotEmpty()
                .isEqualTo(yaml(RULE).path("spec").path("groups"));
    }

    @Test
    void prometheusTakesThem() {
        assertThat(Command.of("promtool", "check", "rules", "--lint=all", "--lint-fatal", FOLDER.resolve("alerts.yaml"))
                        .succeeds())
                .contains("45 rules found");
        Command.of("promtool", "check", "config", FOLDER.resolve("prometheus.yml"))
                .succeeds();
    }

    /** As recording rules, whose expressions promtool checks. */
    @Test
    void prometheusTakesTheExpressionsOfDashboards() throws IOException {
        // given
        List<PromQl> expressions = Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.expressions().stream())
                .toList();
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        ArrayNode rules =
                file.putArray("groups").addObject().put("name", "dashboards").putArray("rules");
        expressions.forEach(expression ->
                rules.addObject().put("record", "asked:number" + rules.size()).put("expr", expression.sent()));
        Path scratch = Files.createDirectories(Path.of("target", "promtool")).resolve("dashboards.json");
        Files.writeString(scratch, file.toPrettyString());

        // when, then
        assertThat(Command.of("promtool", "check", "rules", scratch).succeeds())
                .contains(expressions.size() + " rules found");
    }

    static List<Path> unitTests() {
        try (Stream<Path> files = Files.list(UNIT_TESTS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("unitTests")
    void theyFireWhenTheyShall(Path tests) {
        assertThat(Command.of("promtool", "test", "rules", tests).succeeds()).contains("SUCCESS");
    }

    @Test
    void everyAlertIsSeenFiringAndNotFiring() throws IOException {
        // given
        Set<String> alerts = new HashSet<>();
        yaml(FOLDER.resolve("alerts.yaml")).findValues("alert").forEach(alert -> alerts.add(alert.asText()));
        Set<String> firing = new HashSet<>();
        Set<String> quiet = new HashSet<>();

        // when
        for (Path tests : unitTests()) {
            for (JsonNode expectations : yaml(tests).findValues("alert_rule_test")) {
                for (JsonNode expectation : expectations) {
                    Set<String> seen = expectation.path("exp_alerts").isEmpty() ? quiet : firing;
                    seen.add(expectation.path("alertname").asText());
                }
            }
        }

        // then
        assertThat(firing).isEqualTo(alerts);
        assertThat(quiet).isEqualTo(alerts);
    }

    private static JsonNode yaml(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>(Manifests.trees(Files.readString(file)));
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }
}
