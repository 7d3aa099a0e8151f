package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.muster.inventory.Documents;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every root field of the schema that is served, by everybody who may knock. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class GraphQlMatrixTest {

    /** The catalogue of rules is the same for everybody. */
    private static final Set<String> NOT_OF_ACCOUNTS = Set.of("rules", "rule");

    /** Root fields of which the demo estate has something for sure: that a stranger sees nothing there says something. */
    private static final Set<String> FILLED = Set.of(
            "accounts",
            "account",
            "resources",
            "resource",
            "resourceStats",
            "instances",
            "securityGroups",
            "volumes",
            "roles",
            "vpcs",
            "findings",
            "finding",
            "findingStats",
            "scans",
            "scan",
            "coverage",
            "changes",
            "findingTrend",
            "findingFlow",
            "findingAges",
            "findingTagStats");

    private TypeDefinitionRegistry schema;

    @BeforeEach
    void readSchema() {
        schema = new SchemaParser()
                .parse(IdentityTest.bearer(Tokens.of("viewer"))
                        .get("/graphql/schema.graphql")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void isOpenToWhoeverHasARole(Who who) {
        SoftAssertions softly = new SoftAssertions();
        for (FieldDefinition field : roots("Query")) {
            Response answer = post(who, document(field, Map.of("id", "x", "scanId", "0")));
            softly.assertThat(answer.statusCode())
                    .as("%s: %s", who, field.getName())
                    .isEqualTo(who.refusal() == null ? 200 : who.refusal());
            JsonNode absent = json(answer).path(who.refusal() == null ? "errors" : "data");
            softly.assertThat(absent.isMissingNode() || absent.isNull())
                    .as("%s: %s", who, answer.asString())
                    .isTrue();
        }
        softly.assertAll();
    }

    @Test
    void anAdminOfAnotherAccountSeesNothing() {
        Estate.isScanned();
        SoftAssertions softly = new SoftAssertions();
        Map<String, String> named = Map.of("finding", Estate.findingOfShop(), "resource", Estate.instanceOfShop());
        String scan = Estate.scanOfShop();
        for (FieldDefinition field : roots("Query")) {
            String document = document(
                    field, Map.of("id", named.getOrDefault(field.getName(), "x"), "scanId", scan, "accountId", SHOP));
            JsonNode seen = json(post(Who.ADMIN_OF_ANOTHER_ACCOUNT, document))
                    .path("data")
                    .path(field.getName());
            JsonNode there = json(post(Who.ADMIN, document)).path("data").path(field.getName());
            if (!NOT_OF_ACCOUNTS.contains(field.getName())) {
                softly.assertThat(isNothing(seen)).as("%s: %s", document, seen).isTrue();
            }
            if (FILLED.contains(field.getName())) {
                softly.assertThat(isNothing(there))
                        .as("%s: %s", document, there)
                        .isFalse();
            }
        }
        softly.assertAll();
    }

    @Test
    void aViewerOfOneAccountSeesThatOne() {
        Estate.isScanned();

        // when
        JsonPath answer = Estate.ask(Tokens.of("viewer", SHOP), """
                { accounts { totalCount nodes { accountId } } resourceStats(groupBy: [ACCOUNT]) { accountId count }
                  findingStats(groupBy: [ACCOUNT]) { accountId count } scans { nodes { accountIds } }
                  instances(first: 500) { totalCount nodes { accountId } } coverage(first: 500) { nodes { accountId } } }""");

        // then
        assertThat(answer.getList("data.accounts.nodes.accountId")).containsExactly(SHOP);
        assertThat(answer.getInt("data.accounts.totalCount")).isEqualTo(1);
        assertThat(answer.getList("data.resourceStats.accountId")).containsExactly(SHOP);
        assertThat(answer.getList("data.findingStats.accountId")).containsExactly(SHOP);
        assertThat(answer.getList("data.scans.nodes.accountIds")).isNotEmpty().containsOnly(List.of(SHOP));
        assertThat(answer.getList("data.instances.nodes.accountId"))
                .isNotEmpty()
                .containsOnly(SHOP);
        assertThat(answer.getList("data.coverage.nodes.accountId")).isNotEmpty().containsOnly(SHOP);
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void aSocketOpensToWhoeverHasARole(Who who) {
        assertThat(GraphQlSocket.opening(socket(), who.authorization()))
                .isEqualTo(who.refusal() == null ? 101 : who.refusal());
    }

    @Test
    void aSocketKeepsItsCallersScope() throws InterruptedException {
        Estate.isScanned();

        // when
        String answer = GraphQlSocket.ask(
                socket(), "Bearer " + Tokens.of("viewer", SHOP), "{ accounts { totalCount nodes { accountId } } }");

        // then
        assertThat(answer).contains("\"totalCount\":1", SHOP).doesNotContain("333333333333", "errors");
    }

    @Test
    void aScanOfAnotherAccountCannotBeFollowed() throws InterruptedException {
        Estate.isScanned();
        String document = "subscription { scanProgress(scanId: \\\"" + Estate.scanOfShop() + "\\\") { scanId } }";

        // when, then
        assertThat(GraphQlSocket.ask(socket(), Who.VIEWER.authorization(), document))
                .contains("\"next\"", "scanProgress");
        assertThat(GraphQlSocket.ask(socket(), Who.ADMIN_OF_ANOTHER_ACCOUNT.authorization(), document))
                .contains("\"error\"", "NOT_FOUND")
                .doesNotContain("\"next\"");
    }

    /** A subscription that is not here fails the test, until somebody has thought about whom it tells what. */
    @Test
    void everySubscriptionHasAnExpectation() {
        assertThat(roots("Subscription"))
                .extracting(FieldDefinition::getName)
                .containsExactlyInAnyOrder("scanProgress", "findingChanged");
    }

    @Test
    void aSocketEndsWithItsToken() {
        assertThat(GraphQlSocket.closing(socket(), "Bearer " + Tokens.expiringIn(5, "viewer")))
                .isEqualTo(1008);
    }

    private static URI socket() {
        return URI.create("ws://127.0.0.1:" + RestAssured.port + "/graphql");
    }

    private static Response post(Who who, String document) {
        String authorization = who.authorization();
        RequestSpecification call = authorization == null ? given() : given().header("Authorization", authorization);
        return call.contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", document))
                .post("/graphql");
    }

    private List<FieldDefinition> roots(String type) {
        List<FieldDefinition> fields = schema.getType(type, ObjectTypeDefinition.class)
                .map(ObjectTypeDefinition::getFieldDefinitions)
                .orElse(List.of());
        List<FieldDefinition> extended = schema.objectTypeExtensions().getOrDefault(type, List.of()).stream()
                .flatMap(extension -> extension.getFieldDefinitions().stream())
                .toList();
        return Stream.concat(fields.stream(), extended.stream()).toList();
    }

    /** A document that asks for the field, with what it cannot be asked for without. */
    private String document(FieldDefinition field, Map<String, String> ids) {
        String arguments = field.getInputValueDefinitions().stream()
                .filter(argument -> argument.getType() instanceof NonNullType && argument.getDefaultValue() == null)
                .map(argument -> argument.getName() + ": "
                        + (field.getName().equals("reachability") ? side(argument) : value(argument, ids)))
                .collect(Collectors.joining(", "));
        return "{ " + field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + selection(field) + " }";
    }

    private static String side(InputValueDefinition argument) {
        return argument.getName().equals("from") ? "\"internet\"" : "\"i-0\"";
    }

    private static String value(InputValueDefinition argument, Map<String, String> ids) {
        return switch (argument.getName()) {
            case "id", "scanId" -> "\"" + ids.get(argument.getName()) + "\"";
            case "accountId" -> "\"" + SHOP + "\"";
            case "role" -> "\"arn:aws:iam::" + SHOP + ":role/web\"";
            case "action" -> "\"s3:GetObject\"";
            case "resource" -> "\"*\"";
            case "ruleId" -> "\"ebs-volume-unencrypted\"";
            case "groupBy" -> "[ACCOUNT]";
            case "from" -> "\"" + Instant.now().minus(Duration.ofDays(10)) + "\"";
            case "to" -> "\"" + Instant.now().plus(Duration.ofDays(1)) + "\"";
            case "interval" -> "DAY";
            case "tagKey" -> "\"Name\"";
            default -> throw new AssertionError("What is good for the argument " + argument + "?");
        };
    }

    /** What counts, or else whether there is anything. */
    private String selection(FieldDefinition field) {
        List<FieldDefinition> members = schema.getType(name(field.getType()), ObjectTypeDefinition.class)
                .map(ObjectTypeDefinition::getFieldDefinitions)
                .orElse(List.of());
        if (members.stream().anyMatch(member -> member.getName().equals("totalCount"))) {
            return " { totalCount nodes { __typename } }";
        }
        String counts = members.stream()
                .filter(member -> field.getType() instanceof NonNullType)
                .filter(member -> name(member.getType()).equals("Int"))
                .map(FieldDefinition::getName)
                .collect(Collectors.joining(" "));
        return " { " + (counts.isEmpty() ? "__typename" : counts) + " }";
    }

    private static String name(Type<?> type) {
        if (type instanceof NonNullType bare) {
            return name(bare.getType());
        }
        return type instanceof ListType list ? name(list.getType()) : ((TypeName) type).getName();
    }

    /** Not by {@code jsonPath()}, which compiles a script for each answer. */
    private static JsonNode json(Response answer) {
        return Documents.tree(answer.asString());
    }

    /** No object, no row, and no count but zero. */
    private static boolean isNothing(JsonNode answer) {
        if (answer.isContainerNode()) {
            return StreamSupport.stream(answer.spliterator(), false).allMatch(GraphQlMatrixTest::isNothing);
        }
        return answer.isMissingNode() || answer.isNull() || (answer.isNumber() && answer.longValue() == 0);
    }
}
