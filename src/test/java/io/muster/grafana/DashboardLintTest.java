package io.muster.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of Grafana's dashboard-linter that fit dashboards of two kinds of data source. What a panel and an expression need is in
 * {@link DashboardsTest}, {@link MetricsDashboardTest} and PrometheusRulesTest.
 */
class DashboardLintTest {

    private static final Pattern WINDOW = Pattern.compile("\\[([^\\]]+)]");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    /** template-datasource-rule, uneditable-dashboard aside: people copy these. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void theDataSourceIsTheFirstVariable(Dashboard dashboard) {
        JsonNode first = dashboard.variables().get(0);

        assertThat(first.path("name").asText()).isEqualTo("datasource");
        assertThat(first.path("type").asText()).isEqualTo("datasource");
        assertThat(first.path("label").asText()).isEqualTo("Data source");
        assertThat(dashboard.variables())
                .allSatisfy(
                        variable -> assertThat(variable.path("label").asText()).isNotBlank());
    }

    /** panel-datasource-rule, target-datasource. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void everythingAsksTheChosenDataSource(Dashboard dashboard) {
        List<JsonNode> askers = new ArrayList<>(dashboard.panels());
        dashboard.panels().forEach(panel -> panel.path("targets").forEach(askers::add));
        dashboard.variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .forEach(askers::add);

        assertThat(askers)
                .filteredOn(asker -> asker.has("datasource"))
                .isNotEmpty()
                .allSatisfy(asker ->
                        assertThat(asker.at("/datasource/uid").asText()).isIn("${datasource}", "-- Mixed --"));
    }

    /** panel-title-description-rule and dashboard's own title, by which it is found among others. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void itIsFoundAmongOthers(Dashboard dashboard) {
        assertThat(dashboard.json().path("title").asText()).startsWith("Muster: ");
        assertThat(dashboard.json().path("description").asText()).isNotBlank();
        assertThat(dashboard.json().at("/tags/0").asText()).isEqualTo("muster");
        assertThat(dashboard.json().path("refresh").asText()).isNotBlank();
    }

    /** target-rate-interval-rule, but for two windows that smooth on purpose. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void ratesFollowTheScrapeInterval(Dashboard dashboard) {
        assertThat(dashboard.expressions())
                .allSatisfy(expression -> assertThat(
                                WINDOW.matcher(expression.text()).results().map(window -> window.group(1)))
                        .as("%s", expression)
                        .isSubsetOf(Set.of("$__rate_interval", "5m", "1h")));
    }

    /** template-job-rule, target-counter-agg-rule: counters are each replica's own. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void countersAreRatesThatAreSummedUp(Dashboard dashboard) {
        assertThat(dashboard.expressions())
                .filteredOn(expression -> expression.text().matches(".*_(total|count|bucket)\\{.*"))
                .allSatisfy(expression -> assertThat(expression.text()).matches(".*\\b(rate|increase)\\(.*"));
    }
}
