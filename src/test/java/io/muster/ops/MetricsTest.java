package io.muster.ops;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.muster.deploy.Runbook;
import io.muster.grafana.Dashboard;
import io.muster.grafana.PromQl;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of a service that has been used. */
@QuarkusTest
class MetricsTest {

    private static final Path DOCUMENT = Path.of("docs", "operations.md");
    private static final Path ALERTS = Path.of("deploy", "prometheus", "alerts.yaml");
    private static final Pattern EXPRESSION = Pattern.compile("expr: >-\\s+(.+)");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(muster_\\w+)` \\| (\\w+) \\|([^|]*)\\|", Pattern.MULTILINE);
    /** That of Prometheus itself, and that without a series where nothing is missing. */
    private static final Set<String> NOT_ALWAYS_TOLD = Set.of("up", "muster_gaps");

    private static final List<String> POSITIVE = List.of(
            "muster_scans_total{outcome=\"SUCCEEDED\",trigger=\"REQUEST\"}",
            "muster_scan_task_duration_seconds_count{outcome=\"DONE\",phase=\"ASSESS\"}",
            "muster_aws_requests_total{operation=\"DescribeInstances\",outcome=\"OK\",service=\"ec2\"}",
            "muster_aws_requests_total{operation=\"AssumeRole\",outcome=\"OK\",service=\"sts\"}",
            "muster_aws_budget_wait_seconds_count{operation=\"GetAccountAuthorizationDetails\",service=\"iam\"}",
            "muster_cells{state=\"COMPLETE\"}",
            "muster_resources{kind=\"INSTANCE\"}",
            "muster_findings{severity=\"CRITICAL\",status=\"OPEN\"}",
            "muster_graphql_operation_duration_seconds_count{field=\"findings\",outcome=\"OK\",type=\"QUERY\"}",
            "muster_graphql_operation_duration_seconds_count{field=\"SEVERAL\",outcome=\"OK\",type=\"QUERY\"}",
            "muster_graphql_operation_duration_seconds_count{field=\"NONE\",outcome=\"REFUSED\",type=\"NONE\"}");

    /** Counts begin at zero. */
    private static final List<String> ZERO = List.of(
            "muster_scans_total{outcome=\"FAILED\",trigger=\"EVENT\"}",
            "muster_findings{severity=\"INFO\",status=\"SUPPRESSED\"}");

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ACCOUNT = "333333333333";

    @Inject
    ClusterGauges gauges;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private Scrape scrape;

    @BeforeEach
    void use() {
        scan();
        scan(); // the first may have joined one that the start had asked for
        query("{ findings(first: 1) { nodes { title } } }").statusCode(200);
        query("{ a: findings(first: 1) { nodes { title } } b: accounts(first: 1) { nodes { accountId } } }");
        query("{ noSuchField }");
        gauges.refresh();
        await().atMost(LIMIT).until(this::shown);
    }

    @Test
    void theDocumentTellsEveryMetricAndNoOther() throws IOException {
        // given
        Map<String, String> documented = ROW.matcher(Files.readString(DOCUMENT, UTF_8))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2) + " " + labels(row.group(3))));

        // when
        Map<String, String> told = scrape.ownLabels().entrySet().stream()
                .filter(family -> !family.getKey().endsWith("_max"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, family -> scrape.types().get(family.getKey()) + " " + family.getValue()));

        // then
        assertThat(documented).containsAllEntriesOf(told);
        // where nothing is missing, no operation has a series
        documented.remove("muster_gaps");
        assertThat(told).containsAllEntriesOf(documented);
    }

    @Test
    void dashboardsAndAlertsAskForWhatIsTold() throws IOException {
        // given
        List<PromQl> asked = new ArrayList<>();
        Dashboard.all().forEach(dashboard -> asked.addAll(dashboard.expressions()));
        EXPRESSION
                .matcher(Files.readString(ALERTS, UTF_8))
                .results()
                .forEach(alert -> asked.add(new PromQl("alert", alert.group(1))));
        Runbook.all().forEach(runbook -> asked.addAll(runbook.expressions()));
        asked.removeIf(expression -> expression.metrics().isEmpty()
                && !PromQl.recorded(expression.text()).isEmpty());

        // when
        Map<String, Set<String>> told = scrape.labelsByName();

        // then
        assertThat(asked).hasSizeGreaterThan(80).allSatisfy(expression -> {
            assertThat(expression.metrics()).as("%s", expression).isNotEmpty();
            Map<String, Set<String>> metrics = new TreeMap<>(expression.metrics());
            metrics.keySet().removeAll(NOT_ALWAYS_TOLD);
            metrics.forEach(
                    (metric, labels) -> assertThat(told.getOrDefault(metric, Set.of("no such metric: " + metric)))
                            .as("%s: %s", expression, metric)
                            .containsAll(labels)
                            .allMatch(label -> !label.startsWith("no such metric")));
        });
    }

    @Test
    void whatIsToldIsWhatHappened() {
        assertSoftly(softly -> {
            POSITIVE.forEach(
                    metric -> softly.assertThat(scrape.value(metric)).as(metric).isPositive());
            ZERO.forEach(
                    metric -> softly.assertThat(scrape.value(metric)).as(metric).isZero());
            softly.assertThat(scrape.value("muster_database_writable")).isEqualTo(1);
            softly.assertThat(scrape.value(
                            "muster_account_oldest_success_timestamp_seconds{account=\"" + ACCOUNT + "\"}"))
                    .isGreaterThan(1e9);
        });
    }

    @Test
    void nobodyCanMakeSeriesByCallingPaths() {
        // when
        for (int i = 0; i < 3; i++) {
            given().get("/api/v1/accounts/nobody-" + i);
            given().get("/nowhere-" + i);
            given().get("/api/v1/nowhere-" + i);
            given().delete("/api/v1/scans/nothing-" + i);
            given().contentType(ContentType.TEXT).body("x").post("/api/v1/accounts/odd-" + i + "/scans");
            given().header("Content-Type", "application/json")
                    .body("x".repeat(1_100_000))
                    .post("/large-" + i);
            given().get("/q/openapi/deep-" + i);
            given().get("/graphql/deep-" + i);
            given().get("/%7Bodd-" + i + "%7D");
            given().request("ODD-" + i, "/graphql");
            given().contentType(ContentType.JSON).body("no JSON").post("/api/v1/accounts/%7Bodd-" + i + "%7D/scans");
            given().get("/api/v1/scans/" + "lengthy-".repeat(400));
            given().get("/ui/" + "lengthy-".repeat(400));
            query("{ " + "lengthy_".repeat(400) + " }");
        }

        // then
        assertThat(Scrape.of(metrics).labelValues()).allMatch(value -> value.length() <= 200);
        assertThat(Scrape.of(metrics)
                        .text()
                        .lines()
                        .filter(line -> line.matches(".*(nobody|nowhere|nothing|odd|large|deep|lengthy)-.*")))
                .isEmpty();
    }

    @Test
    void aRefusedCallIsCountedUnderTheTemplateOfItsRoute() throws IOException {
        // given
        Set<String> served = Pattern.compile("^  (/api/v1/\\S+):$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs", "api", "openapi.yaml"), UTF_8))
                .results()
                .map(path -> path.group(1))
                .collect(Collectors.toSet());

        // when
        served.forEach(path -> given().delete(path.replaceAll("\\{\\w+}", "0")));
        served.forEach(path -> given().get(path.replaceAll("\\{\\w+}", "0")));

        // then
        // a request is counted after its answer was sent
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Scrape.of(metrics).text())
                        .contains("uri=\"/api/v1/scans/{scanId}\"", "uri=\"/api/v1/accounts/{accountId}\""));
        assertThat(served)
                .allSatisfy(path -> assertThat(new BoundedLabels()
                                .map(new Meter.Id(
                                        "http.server.requests", Tags.of("uri", path), null, null, Meter.Type.TIMER))
                                .getTag("uri"))
                        .isEqualTo(path));
    }

    @Test
    void callsOfTheDemoCloudAreOneRoute() {
        // when
        Set<String> routes = Pattern.compile("http_server_requests_seconds_count\\{.*uri=\"([^\"]*)\"")
                .matcher(scrape.text())
                .results()
                .map(count -> count.group(1))
                .collect(Collectors.toSet());

        // then
        assertThat(routes)
                .as("a path of AWS may name a resource, and Quarkus counts a hundred routes at most")
                .contains("/demo/{operation}")
                .noneMatch(route ->
                        route.startsWith("/policies") || route.startsWith("/tags") || route.contains("arn:aws"));
    }

    private boolean shown() {
        scrape = Scrape.of(metrics);
        return scrape.samples().getOrDefault("muster_resources{kind=\"INSTANCE\"}", 0.0) > 0;
    }

    private static void scan() {
        String scanId = given().contentType(ContentType.JSON)
                .post("/api/v1/accounts/{id}/scans", ACCOUNT)
                .then()
                .statusCode(202)
                .extract()
                .path("scanId");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> given().get("/api/v1/scans/{id}", scanId).then().body("status", is("SUCCEEDED")));
    }

    private static ValidatableResponse query(String document) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("query", document))
                .post("/graphql")
                .then();
    }

    private static Set<String> labels(String column) {
        return Arrays.stream(column.split(","))
                .map(label -> label.strip().replace("`", ""))
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
