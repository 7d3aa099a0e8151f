package io.muster.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard of Muster itself asks Prometheus, by the data source and the job that are chosen. */
class MetricsDashboardTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

    private static Dashboard itself() {
        return Dashboard.all().stream()
                .filter(dashboard -> dashboard.uid().equals("muster-self"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asksPrometheusAlone() {
        Dashboard itself = itself();
        assertThat(itself.queries()).isEmpty();
        assertThat(itself.variables().get(0).path("query").asText()).isEqualTo("prometheus");
        assertThat(itself.panels())
                .allSatisfy(panel -> assertThat(panel.path("targets"))
                        .isNotEmpty()
                        .allSatisfy(target -> {
                            assertThat(target.path("datasource").path("type").asText())
                                    .isEqualTo("prometheus");
                            assertThat(target.path("datasource").path("uid").asText())
                                    .isEqualTo("${datasource}");
                        }));
        assertThat(itself.expressions()).hasSizeGreaterThan(24);
    }

    @Test
    void everyExpressionIsOfTheChosenJob() {
        List<String> known = itself().variableNames();
        assertThat(itself().expressions()).allSatisfy(expression -> {
            assertThat(VARIABLE.matcher(expression.text()).results().map(name -> name.group(1)))
                    .as("%s", expression)
                    .allMatch(name -> known.contains(name) || name.equals("__rate_interval"));
            long selectors = Pattern.compile("job=~\"\\$job\"")
                    .matcher(expression.text())
                    .results()
                    .count();
            long metrics = Pattern.compile("\\b(muster|sql|http|process|jvm)_\\w+")
                    .matcher(expression.text())
                    .results()
                    .count();
            assertThat(selectors).as("%s", expression).isEqualTo(metrics).isPositive();
        });
    }

    @Test
    void theDataSourceOfTheTryOutIsPrometheus() {
        JsonNode source = Alerts.yaml(Alerts.PROVISIONING.resolve("datasources/prometheus.yaml"))
                .path("datasources")
                .path(0);
        assertThat(source.path("type").asText()).isEqualTo("prometheus");
        assertThat(source.path("url").asText()).isEqualTo("${MUSTER_PROMETHEUS_URL}");
    }

    @Test
    void expressionsAreTakenApart() {
        assertThat(new PromQl(
                                "x",
                                "histogram_quantile(0.95, sum by (service, le) (rate(a_bucket{job=~\"$job\",x=\"by (y)\"}[5m])))"
                                        + " or time() - max(b_total offset 1h) * 1e3 and c{}")
                        .metrics())
                .isEqualTo(Map.of(
                        "a_bucket", Set.of("x", "service", "le"),
                        "b_total", Set.of("service", "le"),
                        "c", Set.of("service", "le")));
    }
}
