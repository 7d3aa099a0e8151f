package io.muster.api;

import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings as a stream over REST, in each format. */
@QuarkusTest
class FindingExportTest {

    private static final String PATH = "/api/v1/findings/export?accountId=" + SHOP;
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void findings() {
        register(SHOP, "eu-central-1");
        if (lines("&status=OPEN").isEmpty()) {
            scanned(SHOP, "");
        }
    }

    @Test
    void everyFindingComesOnceInTheOrderOfIds() {
        // when
        List<String> ids = ids(lines(""));

        // then
        assertThat(ids).hasSizeGreaterThan(100).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aStreamThatBrokeOffIsResumed() {
        // given
        List<String> all = ids(lines(""));

        // when
        List<String> rest = ids(lines("&cursor=" + all.get(41)));

        // then
        assertThat(rest).isEqualTo(all.subList(42, all.size()));
    }

    @Test
    void itIsFiltered() {
        // when
        List<JsonNode> high = lines("&severityAtLeast=HIGH&status=OPEN&resourceKind=SECURITY_GROUP");

        // then
        assertThat(high).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.path("severity").asText()).isIn("HIGH", "CRITICAL");
            assertThat(finding.path("resourceKind").asText()).isEqualTo("SECURITY_GROUP");
        });
    }

    @Test
    void whatItDoesNotKnowIsRefusedByName() {
        // when, then
        assertRefused("&severty=HIGH", "severty");
        assertRefused("&severity=HIHG", "severity");
        assertRefused("&format=xml", "format");
        assertRefused("&cursor=42", "cursor");
        assertRefused("&firstSeenAfter=yesterday", "firstSeenAfter");
        assertRefused("&ruleId=no-such-rule", "ruleId");
    }

    @Test
    void csvHasAHeadAndALineForEachFinding() {
        // when
        Response answer = get("&format=csv");

        // then
        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(List.of(answer.asString().split("\r\n")))
                .hasSize(lines("").size() + 1)
                .first()
                .asString()
                .startsWith("id,ruleId,severity,area,status,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                          |             | application/x-ndjson",
                "application/x-ndjson         |             | application/x-ndjson",
                "application/json             |             | application/x-ndjson",
                "text/csv                     |             | text/csv",
                "text/csv;q=0.4, */*;q=0.1    |             | text/csv",
                "text/csv;q=0.4, application/json |         | application/x-ndjson",
                "text/html, */*;q=0.8         |             | application/x-ndjson",
                "application/octet-stream     |             | application/x-ndjson",
                "application/x-ndjson;q=0, */* |            | text/csv",
                "text/csv;q=0, */*            |             | application/x-ndjson",
                "application/x-ndjson;q=0, */* | format=csv | text/csv",
                "*/*;q=0, text/csv            | format=csv  | text/csv",
                "''                           |             | application/x-ndjson",
                "text/csv                     | format=csv  | text/csv",
                "application/json             | format=csv  | text/csv",
                "text/csv                     | format=ocsf | application/x-ndjson",
                "application/json             | format=asff | application/x-ndjson",
            })
    void theFormatDecidesAndWithoutItTheHeaderDoes(String accept, String format, String contentType) {
        given().header("Accept", accept)
                .get(PATH + "&severity=CRITICAL" + (format == null ? "" : "&" + format))
                .then()
                .statusCode(200)
                .contentType(startsWith(contentType));
    }

    @Test
    void aCallThatAcceptsNoFormatIsRefused() {
        given().accept("image/png").get(PATH).then().statusCode(406).contentType(Api.PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no media type", "application/*;q=9", "text/csv;q=", ";"})
    void aHeaderThatCannotBeReadIsNamed(String accept) {
        given().header("Accept", accept)
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType(Api.PROBLEM)
                .body("violations[0].field", is("Accept"));
    }

    @Test
    void itsMethodsAreTold() {
        given().options("/api/v1/findings/export").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
        given().post("/api/v1/findings/export").then().statusCode(405).contentType(Api.PROBLEM);
    }

    @Test
    void ocsfHasWhatItsSchemaRequires() throws IOException {
        // given
        JsonNode schema = JSON.readTree(getClass().getResourceAsStream("/ocsf/compliance-finding-1.2.0.json"));

        // when
        List<JsonNode> events = lines("&format=ocsf");

        // then
        assertThat(events).hasSameSizeAs(lines("")).allSatisfy(event -> assertConforms(event, schema));
    }

    @Test
    void asffComesInBatchesOfOneAccountAndRegion() {
        // when
        List<JsonNode> batches = lines("&format=asff");

        // then
        int findings = 0;
        for (JsonNode batch : batches) {
            Set<String> products = new HashSet<>();
            batch.path("Findings").forEach(finding -> {
                products.add(finding.path("ProductArn").asText());
                assertThat(finding.fieldNames())
                        .toIterable()
                        .contains(
                                "AwsAccountId",
                                "CreatedAt",
                                "Description",
                                "GeneratorId",
                                "Id",
                                "ProductArn",
                                "Resources",
                                "SchemaVersion",
                                "Severity",
                                "Title",
                                "Types",
                                "UpdatedAt");
                assertThat(finding.path("CreatedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
                assertThat(finding.path("Title").asText().length()).isBetween(1, 256);
            });
            assertThat(products).hasSize(1);
            assertThat(batch.path("Findings").size()).isBetween(1, 100);
            findings += batch.path("Findings").size();
        }
        assertThat(findings).isEqualTo(lines("").size());
    }

    /** Each path of the schema, and nothing beside it. */
    private static void assertConforms(JsonNode event, JsonNode schema) {
        schema.path("fields").properties().forEach(field -> {
            JsonNode value = event.at("/" + field.getKey().replace('.', '/'));
            String type = field.getValue().asText();
            if (type.startsWith("!") || !value.isMissingNode()) {
                assertThat(isOf(type.replace("!", ""), value))
                        .as("%s is %s: %s", field.getKey(), type, value)
                        .isTrue();
            }
        });
        schema.path("values")
                .properties()
                .forEach(field -> assertThat(field.getValue())
                        .as(field.getKey())
                        .contains(event.at("/" + field.getKey().replace('.', '/'))));
        assertThat(paths(event, ""))
                .allSatisfy(path ->
                        assertThat(schema.path("fields").has(path)).as(path).isTrue());
    }

    private static List<String> paths(JsonNode node, String prefix) {
        List<String> paths = new ArrayList<>();
        node.properties().forEach(field -> {
            String path = prefix + field.getKey();
            paths.add(path);
            if (!path.equals("resource.data")) {
                paths.addAll(paths(field.getValue(), path + "."));
            }
        });
        return paths;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "timestamp" -> value.isIntegralNumber() && value.asLong() > 1_600_000_000_000L;
            case "string" -> value.isTextual() && !value.asText().isEmpty();
            case "strings" -> {
                boolean texts = value.isArray();
                for (JsonNode entry : value) {
                    texts &= entry.isTextual();
                }
                yield texts;
            }
            case "object" -> value.isObject();
            default -> value.getNodeType() != JsonNodeType.MISSING;
        };
    }

    private static void assertRefused(String parameters, String field) {
        given().get(PATH + parameters).then().statusCode(400);
        assertThat(given().get(PATH + parameters).asString()).contains(field);
    }

    private static List<String> ids(List<JsonNode> findings) {
        return findings.stream().map(finding -> finding.path("id").asText()).toList();
    }

    private static Response get(String parameters) {
        Response answer = given().get(PATH + parameters);
        answer.then().statusCode(200);
        return answer;
    }

    private static List<JsonNode> lines(String parameters) {
        return get(parameters).asString().lines().map(FindingExportTest::read).toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
