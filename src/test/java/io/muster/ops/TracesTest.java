package io.muster.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.scan.Lab;
import io.muster.scan.SeveralPages;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a collector gets to see of a scan and of a query. */
@QuarkusTest
@TestProfile(SeveralPages.class)
class TracesTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    InMemorySpanExporter exported;

    @Inject
    OpenTelemetry telemetry;

    @Inject
    Lab lab;

    @Inject
    DemoCloud cloud;

    private DemoAccount member;

    /** For a traced application alone: in every other nothing asks for it. */
    static class Exporter {
        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @BeforeEach
    void aMemberAlone() {
        lab.reset();
        member = cloud.accounts().get(1);
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "roleArn", member.roleArn(), "externalId", member.externalId(), "regions", member.regions()))
                .put("/api/v1/accounts/{id}", member.accountId())
                .then()
                .statusCode(201);
        exported.reset();
    }

    /** See docs/dependencies.md: baggage is read without a limit by this version of OpenTelemetry. */
    @Test
    void baggageIsNotRead() {
        assertThat(telemetry.getPropagators().getTextMapPropagator().fields())
                .containsExactlyInAnyOrder("traceparent", "tracestate");
    }

    @Test
    void oneTraceLeadsFromTheRequestThroughTheTasksToAwsAndSql() {
        // when
        String scanId = given().contentType(ContentType.JSON)
                .header("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01")
                .post("/api/v1/accounts/{id}/scans", member.accountId())
                .then()
                .statusCode(202)
                .extract()
                .path("scanId");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> given().get("/api/v1/scans/{id}", scanId).then().body("status", is("SUCCEEDED")));
        await().atMost(LIMIT)
                .until(() -> spans().stream()
                        .anyMatch(span -> span.getName().equals("scan task")
                                && "ASSESS".equals(text(span, "muster.task.phase"))));

        // then
        List<SpanData> spans = spans();
        SpanData request = only(spans, span -> span.getKind() == SpanKind.SERVER);
        SpanData asked = only(spans, span -> span.getName().equals("request scan"));
        // a listing that several kinds need is asked for by the kind that begins first
        SpanData call = first(spans, span -> span.getName().equals("ec2:DescribeInstances"));
        SpanData kind = only(spans, span -> child(call, span));
        SpanData task = only(spans, span -> child(kind, span));
        SpanData attempt = first(spans, span -> span.getName().equals("attempt") && child(span, call));
        SpanData sql = first(spans, span -> text(span, "db.system") != null && child(span, task));
        assertThat(request.getParentSpanContext().isRemote()).isTrue();
        assertThat(asked.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(task.getParentSpanId()).isEqualTo(asked.getSpanId());
        assertThat(kind.getName()).startsWith("collect ");
        assertThat(task.getName()).isEqualTo("scan task");
        assertThat(text(task, "muster.task.phase")).isEqualTo("REGION");
        assertThat(text(task, "cloud.account.id")).isEqualTo(member.accountId());
        assertThat(text(call, "cloud.account.id")).isEqualTo(member.accountId());
        assertThat(text(call, "cloud.region")).isEqualTo(text(task, "cloud.region"));
        assertThat(text(call, "rpc.service")).isEqualTo("ec2");
        assertThat(text(call, "rpc.method")).isEqualTo("DescribeInstances");
        assertThat(attempt.getAttributes().get(AttributeKey.longKey("muster.attempt")))
                .isEqualTo(1);
        assertThat(attempt.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(sql.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(everything(spans)).as("the account's external id").doesNotContain(member.externalId());
    }

    @Test
    void aQuerysSpansHoldNoneOfItsValues() {
        // when
        given().contentType(ContentType.JSON)
                .header("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01")
                .body(
                        Map.of(
                                "query",
                                "query Caller_chosen { instances(filter: {search: \"confidential-literal\"}) { nodes { name } } }"))
                .post("/graphql")
                .then()
                .statusCode(200);

        // then
        await().atMost(LIMIT).until(() -> spans().stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));
        List<SpanData> spans = spans();
        SpanData operation = only(spans, span -> span.getName().equals("graphql query"));
        SpanData request = only(spans, span -> span.getKind() == SpanKind.SERVER);
        assertThat(operation.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(text(operation, "muster.graphql.field")).isEqualTo("instances");
        assertThat(text(operation, "muster.outcome")).isEqualTo("OK");
        assertThat(spans).anyMatch(span -> text(span, "db.system") != null);
        assertThat(everything(spans)).doesNotContain("confidential-literal");
    }

    @Test
    void theQueryOfAnAddressIsNotInItsSpan() {
        // when
        given().header("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01")
                .get("/api/v1/findings/export?format=ndjson&search=confidential-literal")
                .then()
                .statusCode(200);

        // then
        await().atMost(LIMIT).until(() -> spans().stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));
        SpanData request = only(spans(), span -> span.getKind() == SpanKind.SERVER);
        assertThat(text(request, "url.path")).isEqualTo("/api/v1/findings/export");
        assertThat(everything(spans())).doesNotContain("confidential-literal");
    }

    /** Its address is a secret. */
    @Test
    void theCallOfAWebhookMakesNoSpan() {
        // given
        String webhook = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "traced", "url", "https://localhost:1/services/confidential-path", "format", "SLACK"))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        // when
        given().header("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01")
                .post(webhook + "/test");

        // then
        await().atMost(LIMIT).until(() -> spans().stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));
        assertThat(everything(spans())).doesNotContain("confidential-path");
        given().delete(webhook).then().statusCode(204);
    }

    @Test
    void lookingForWorkMakesNoTraces() {
        assertThat(exported.getFinishedSpanItems())
                .noneMatch(span -> span.getKind() == SpanKind.CLIENT
                        && !span.getParentSpanContext().isValid());
    }

    private List<SpanData> spans() {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(CALLERS_TRACE))
                .toList();
    }

    private static SpanData only(List<SpanData> spans, Predicate<SpanData> which) {
        List<SpanData> found = spans.stream().filter(which).toList();
        assertThat(found).as(() -> tree(spans)).hasSize(1);
        return found.get(0);
    }

    private static SpanData first(List<SpanData> spans, Predicate<SpanData> which) {
        List<SpanData> found = spans.stream().filter(which).toList();
        assertThat(found).as(() -> tree(spans)).isNotEmpty();
        return found.get(0);
    }

    private static boolean child(SpanData span, SpanData parent) {
        return span.getParentSpanId().equals(parent.getSpanId());
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    private static String everything(List<SpanData> spans) {
        return spans.stream().map(SpanData::toString).collect(Collectors.joining("\n"));
    }

    private static String tree(List<SpanData> spans) {
        Map<String, String> names = spans.stream().collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
        Function<SpanData, String> line =
                span -> names.get(span.getParentSpanId()) + " > " + span.getName() + " " + span.getKind();
        return spans.stream().map(line).distinct().sorted().collect(Collectors.joining("\n"));
    }
}
