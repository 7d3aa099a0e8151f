package io.muster.grafana;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.grafana.InfinityQuery.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana would not tell, or only to the person in front of it. */
class DashboardsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern GRAPHQL_VARIABLE = Pattern.compile("\\$(gql\\w+)");
    private static final Pattern FIRST = Pattern.compile("first: (\\d+)");
    private static final Pattern LINKED_DASHBOARD = Pattern.compile("^/d/([\\w-]+)\\?");
    private static final Pattern LINKED_VARIABLE = Pattern.compile("var-(\\w+)=");
    private static final Pattern LINKED_FIELD = Pattern.compile("\\$\\{__data\\.fields\\.(\\w+)}");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    /** Those that ask Muster, and not Prometheus. */
    static List<Dashboard> ofMuster() {
        return Dashboard.all().stream()
                .filter(dashboard -> dashboard.expressions().isEmpty())
                .toList();
    }

    @Test
    void haveUidsOfTheirOwn() {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .containsExactlyInAnyOrder(
                        "muster-posture", "muster-progress", "muster-account", "muster-scans", "muster-self");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void areWhole(Dashboard dashboard) {
        assertThat(dashboard.file()).isEqualTo(dashboard.uid() + ".json");
        assertThat(dashboard.json().path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        assertThat(dashboard.json().path("timezone").asText())
                .as("buckets are in UTC")
                .isEqualTo("utc");
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).isNotBlank();
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                    .isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.path("fieldConfig")
                            .path("defaults")
                            .path("noValue")
                            .asText())
                    .as("what is shown where there is nothing")
                    .isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsDoNotOverlap(Dashboard dashboard) {
        List<String> taken = new ArrayList<>();
        for (JsonNode panel : dashboard.panels()) {
            JsonNode grid = panel.path("gridPos");
            assertThat(grid.path("x").asInt() + grid.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < grid.path("w").asInt(); x++) {
                for (int y = 0; y < grid.path("h").asInt(); y++) {
                    taken.add(
                            (grid.path("x").asInt() + x) + "/" + (grid.path("y").asInt() + y));
                }
            }
        }
        assertThat(taken).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("ofMuster")
    void queriesAreForTheBackendParser(Dashboard dashboard) {
        assertThat(dashboard.queries()).isNotEmpty().allSatisfy(query -> {
            JsonNode target = query.target();
            assertThat(target.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertAsked(query, target);
        });
        assertThat(Alerts.queries()).hasSize(4).allSatisfy(query -> assertAsked(query, query.target()));
    }

    private static void assertAsked(InfinityQuery query, JsonNode target) {
        assertThat(target.path("datasource").path("type").asText()).isEqualTo("yesoreyeram-infinity-datasource");
        assertThat(target.path("type").asText()).isEqualTo("graphql");
        assertThat(target.path("source").asText()).isEqualTo("url");
        assertThat(target.path("parser").asText()).as("%s", query).isEqualTo("backend");
        assertThat(target.path("url").asText()).isEqualTo("/graphql");
        assertThat(target.path("url_options").path("method").asText()).isEqualTo("POST");
        assertThat(target.path("url_options").path("body_type").asText()).isEqualTo("graphql");
        assertThat(query.columns()).as("%s", query).isNotEmpty();
        assertThat(query.columns()).extracting(Column::name).doesNotHaveDuplicates();
    }

    /** Grafana replaces what looks like its own variable before GraphQL sees it; macros work in the document only. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void variablesOfGrafanaAndOfGraphQlAreKeptApart(Dashboard dashboard) {
        List<String> known = dashboard.variableNames();
        assertThat(known).doesNotHaveDuplicates().noneMatch(name -> name.startsWith("gql") || name.startsWith("__"));
        assertThat(dashboard.queries()).allSatisfy(query -> {
            assertThat(names(VARIABLE, query.document()))
                    .as("%s: in the document only macros and GraphQL's own", query)
                    .allMatch(name -> name.startsWith("gql") || name.startsWith("__"));
            assertThat(names(VARIABLE, query.variables()))
                    .as("%s: in the variables only the dashboard's", query)
                    .isSubsetOf(known);
            assertThat(names(GRAPHQL_VARIABLE, query.document()))
                    .as("%s: all are given", query)
                    .allSatisfy(name -> assertThat(query.variables()).contains("\"" + name + "\""));
        });
        assertThat(Alerts.queries())
                .allSatisfy(query -> assertThat(names(VARIABLE, query.document() + query.variables()))
                        .as("%s: an alert knows no dashboard", query)
                        .isSubsetOf("__timeFrom", "__timeTo"));
    }

    /** A table that ends early looks whole. */
    @ParameterizedTest
    @MethodSource("ofMuster")
    void panelsSayHowManyTheyShow(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            for (JsonNode target : panel.path("targets")) {
                String document = target.at("/url_options/body_graphql_query").asText();
                assertThat(names(FIRST, document))
                        .as("%s: %s", dashboard.uid(), panel.path("title"))
                        .allSatisfy(number ->
                                assertThat(panel.path("description").asText()).contains(number));
            }
        }
    }

    @Test
    void linksLeadSomewhere() {
        Set<String> links = dashboards().stream()
                .flatMap(dashboard -> dashboard.panels().stream()
                        .flatMap(panel -> links(panel).stream().peek(url -> assertLeads(dashboard, panel, url))))
                .collect(toSet());
        assertThat(links).hasSizeGreaterThan(5);
    }

    private static List<String> links(JsonNode panel) {
        List<String> urls = new ArrayList<>();
        panel.path("fieldConfig")
                .path("defaults")
                .path("links")
                .forEach(link -> urls.add(link.path("url").asText()));
        panel.path("fieldConfig")
                .path("overrides")
                .forEach(override -> override.path("properties").forEach(property -> {
                    if (property.path("id").asText().equals("links")) {
                        property.path("value")
                                .forEach(link -> urls.add(link.path("url").asText()));
                    }
                }));
        return urls;
    }

    private static void assertLeads(Dashboard from, JsonNode panel, String url) {
        List<String> uids = names(LINKED_DASHBOARD, url);
        assertThat(uids).as(url).hasSize(1);
        Dashboard to = dashboards().stream()
                .filter(dashboard -> dashboard.uid().equals(uids.get(0)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such dashboard: " + url));
        assertThat(names(LINKED_VARIABLE, url)).as(url).isSubsetOf(to.variableNames());
        List<String> columns = new ArrayList<>();
        panel.path("targets")
                .path(0)
                .path("columns")
                .forEach(column -> columns.add(column.path("text").asText()));
        assertThat(names(LINKED_FIELD, url)).as(url).isSubsetOf(columns);
        assertThat(names(Pattern.compile("\\$\\{(\\w+)"), url))
                .as(url)
                .allMatch(name -> name.startsWith("__") || from.variableNames().contains(name));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void overridesAreOfColumnsThatAreThere(Dashboard dashboard) {
        Set<String> series = Set.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO");
        for (JsonNode panel : dashboard.panels()) {
            Set<String> columns = Dashboard.list(panel.path("targets").path(0).path("columns")).stream()
                    .map(column -> column.path("text").asText())
                    .collect(toSet());
            columns.addAll(series);
            panel.path("fieldConfig")
                    .path("overrides")
                    .forEach(override -> assertThat(
                                    override.path("matcher").path("options").asText())
                            .as("%s: %s", dashboard.uid(), panel.path("title"))
                            .isIn(columns));
        }
    }

    /** An id alone tells people nothing. */
    @ParameterizedTest
    @MethodSource("ofMuster")
    void tablesNameAccountsAndRules(Dashboard dashboard) {
        assertThat(dashboard.queries()).allSatisfy(query -> {
            List<String> selectors =
                    query.columns().stream().map(Column::selector).toList();
            if (selectors.contains("accountId") && !query.title().startsWith("variable")) {
                assertThat(selectors).as("%s", query).contains("accountName");
            }
            if (selectors.contains("ruleId") && !query.title().startsWith("variable")) {
                assertThat(selectors).as("%s", query).containsAnyOf("ruleTitle", "title");
            }
        });
    }

    @Test
    void alertsPointToAPanelAndToSomebody() {
        List<String> receivers = Dashboard.list(Alerts.yaml(Alerts.PROVISIONING.resolve("alerting/contact-points.yaml"))
                        .path("contactPoints"))
                .stream()
                .map(contact -> contact.path("name").asText())
                .toList();
        assertThat(Alerts.rules()).extracting(rule -> rule.path("uid").asText()).doesNotHaveDuplicates();
        assertThat(Alerts.rules()).allSatisfy(rule -> {
            JsonNode annotations = rule.path("annotations");
            assertThat(dashboards()).anySatisfy(dashboard -> {
                assertThat(dashboard.uid())
                        .isEqualTo(annotations.path("__dashboardUid__").asText());
                assertThat(dashboard.panels())
                        .anyMatch(panel -> panel.path("id")
                                .asText()
                                .equals(annotations.path("__panelId__").asText()));
            });
            assertThat(annotations.path("summary").asText()).isNotBlank();
            assertThat(rule.path("notification_settings").path("receiver").asText())
                    .isIn(receivers);
            assertThat(rule.path("data").path(0).path("datasourceUid").asText()).isEqualTo("muster");
            assertThat(rule.path("condition").asText())
                    .isEqualTo(rule.path("data").path(1).path("refId").asText());
            assertThat(rule.path("data")
                            .path(1)
                            .path("model")
                            .path("expression")
                            .asText())
                    .isEqualTo(rule.path("data").path(0).path("refId").asText());
        });
    }

    @Test
    void bothDataSourcesAreTheOneOfTheDashboardsAndAlerts() {
        for (String file : List.of("provisioning/datasources/muster.yaml", "datasources-oauth2/muster.yaml")) {
            JsonNode source = Alerts.yaml(Alerts.PROVISIONING.resolveSibling(file))
                    .path("datasources")
                    .path(0);
            assertThat(source.path("uid").asText()).isEqualTo("muster");
            assertThat(source.path("type").asText()).isEqualTo("yesoreyeram-infinity-datasource");
            assertThat(source.path("jsonData").path("allowedHosts").path(0))
                    .as("without it the plugin refuses to log in anywhere")
                    .isEqualTo(source.path("url"));
            assertThat(source.path("secureJsonData"))
                    .allSatisfy(secret -> assertThat(secret.asText()).matches("\\$\\{\\w+}"));
        }
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
