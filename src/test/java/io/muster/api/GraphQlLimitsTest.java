package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document may cost. Each limit has its own code; how long a refusal takes is left to the suite's own time. */
@QuarkusTest
class GraphQlLimitsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { rules { ruleId title } }                                               | 21   | 2
            { vpcs(first: 1) { totalCount nodes { id } } }                           | 4    | 3
            { vpcs(first: 100) { nodes { id region } } }                             | 202  | 3
            { vpcs(first: 100) { edges { cursor node { id region } } } }             | 402  | 4
            { vpcs { pageInfo { endCursor } nodes { id } } }                         | 54   | 3
            query($n: Int = 30) { vpcs(first: $n) { nodes { id } } }                 | 32   | 3
            { vpcs(first: 2) { nodes { subnets { id } } } }                          | 24   | 4
            { vpcs(first: 2) { nodes { subnets(first: 3) { id } } } }                | 10   | 4
            { vpcs(first: 2) { nodes { subnets(first: null) { id } } } }             | 24   | 4
            { vpcs(first: 2) { nodes { findings(first: 100) { id } } } }             | 204  | 4
            query($n: Int) { vpcs(first: 2) { nodes { subnets(first: $n) { id } } } } | 24  | 4
            { vpcs(first: 2) { nodes { subnets(first: 1000000) { id } } } }          | 1004 | 4
            { vpcs(first: 2) { nodes { history(first: 5) { validTo } } } }           | 14   | 4
            { vpcs(first: 2) { nodes { history { validTo } } } }                     | 44   | 4
            { vpcs(first: 2) { nodes { attributes } } }                              | 22   | 3
            { vpcs(first: 2) { ...page } } fragment page on VpcConnection { nodes { id } }  | 4 | 3
            { resources(first: 3) { nodes { id ... on Vpc { isDefault } } } }        | 8    | 3
            { vpcs(first: 100000) { nodes { id } } }                                 | 502  | 3
            { __schema { types { name fields { name } } } }                          | 5    | 1
            """)
    void theCostIsMeasured(String document, int complexity, int depth) {
        ask(document)
                .body("extensions.cost.complexity", equalTo(complexity))
                .body("extensions.cost.depth", equalTo(depth))
                .body("extensions.cost.maxComplexity", equalTo(250_000))
                .body("extensions.cost.maxDepth", equalTo(15));
    }

    @Test
    void variablesCount() {
        ask("query($n: Int) { vpcs(first: $n) { nodes { id } } }", Map.of("n", 7))
                .body("errors", nullValue())
                .body("extensions.cost.complexity", equalTo(9));
        ask("query($n: Int) { vpcs(first: $n) { nodes { id } } }", Map.of("n", BigInteger.TEN.pow(1_000)))
                .body("errors.extensions.code", contains("BAD_REQUEST"));
    }

    @Test
    void listsMultiply() {
        ask("{ instances(first: 500) { nodes { securityGroups { instances { id resourceId name region kind accountId } } } } }")
                .body("errors.extensions.code", contains("TOO_COMPLEX"))
                .body("data", nullValue())
                .body("extensions.cost.complexity", equalTo(2 + 500 * (1 + 10 * (1 + 10 * 6))));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 90, 150, 3_000})
    void whatIsTooDeepIsRefused(int depth) {
        String document =
                "{ vpcs { nodes { " + "subnets { vpc { ".repeat(depth / 2) + "id" + " } }".repeat(depth / 2) + " } } }";
        ask(document).body("errors.extensions.code", contains("QUERY_TOO_DEEP")).body("data", nullValue());
    }

    @Test
    void fragmentsAreNoWayAround() {
        String fragments = IntStream.range(0, 300)
                .mapToObj(i -> "fragment f" + i + " on Vpc { subnets { vpc { ...f" + (i + 1) + " } } }")
                .collect(Collectors.joining(" "));
        ask("{ vpcs { nodes { ...f0 } } } " + fragments + " fragment f300 on Vpc { id }")
                .body("errors.extensions.code", contains("QUERY_TOO_DEEP"));
        String doubling = IntStream.range(0, 60)
                .mapToObj(i -> "fragment f" + i + " on Vpc { ...f" + (i + 1) + " ...f" + (i + 1) + " }")
                .collect(Collectors.joining(" "));
        ask("{ vpcs { nodes { ...f0 } } } " + doubling + " fragment f60 on Vpc { id }")
                .body("errors.extensions.code", contains("TOO_COMPLEX"));
        ask("{ __schema { ...f0 } } "
                        + doubling.replace("on Vpc", "on __Schema")
                        + " fragment f60 on __Schema { description }")
                .body("errors.extensions.code", contains("TOO_COMPLEX"));
    }

    @Test
    void fragmentsThatLeadBackAreRefused() {
        ask("{ vpcs { nodes { ...a } } } fragment a on Vpc { ...b } fragment b on Vpc { subnets { vpc { ...a } } }")
                .body("errors.extensions.code", contains("BAD_REQUEST"));
        ask("{ rules { ruleId } } fragment a on Vpc { ...b } fragment b on Vpc { ...a }")
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    @Test
    void manyAliasesAreRefused() {
        ask(aliases(100)).body("errors", nullValue());
        ask(aliases(101)).body("errors.extensions.code", contains("TOO_MANY_ALIASES"));
    }

    private static String aliases(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "a" + i + ": rule(ruleId: \"x\") { ruleId }")
                .collect(Collectors.joining(" ", "{ ", " }"));
    }

    @Test
    void manyTokensAreRefused() {
        ask("{ rules { " + "ruleId(n: 1) ".repeat(1_600) + " } }")
                .body("errors[0].extensions.code", equalTo("TOO_COMPLEX"));
        ask("{ rules { " + "ruleId ".repeat(10_000) + " } }")
                .body("errors.extensions.code", contains("TOO_MANY_TOKENS"));
        ask("{ rules { ruleId " + " \n".repeat(60_000) + " } }")
                .body("errors.extensions.code", contains("TOO_MANY_TOKENS"));
    }

    @Test
    void everyOperationOfADocumentKeepsToTheLimits() {
        String wide =
                "query B { a: instances(first: 500) { nodes { related { resource { history { validTo attributes } } } } } }";
        ask("query A { rules { ruleId } } " + wide, "A").body("errors.extensions.code", contains("TOO_COMPLEX"));
        ask("query A { rules { ruleId } } query B { vpcs { totalCount } }", "A")
                .body("errors", nullValue())
                .body("extensions.cost.complexity", equalTo(11));
    }

    @Test
    void whatToolsAskOfTheSchemaIsAnswered() {
        ask(IntrospectionQuery.INTROSPECTION_QUERY)
                .body("errors", nullValue())
                .body("data.__schema.queryType.name", notNullValue());
    }

    @Test
    void whatNoToolAsksOfTheSchemaIsRefused() {
        String loop = "fields { type { ".repeat(8) + "name" + " } }".repeat(8);
        ask("{ __type(name: \"Query\") { " + loop + " } }").body("errors.extensions.code", contains("TOO_COMPLEX"));
    }

    private static ValidatableResponse ask(String document) {
        return ask(Map.of("query", document));
    }

    private static ValidatableResponse ask(String document, Map<String, ?> variables) {
        return ask(Map.of("query", document, "variables", variables));
    }

    private static ValidatableResponse ask(String document, String operation) {
        return ask(Map.of("query", document, "operationName", operation));
    }

    private static ValidatableResponse ask(Map<String, ?> request) {
        return given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(request)
                .when()
                .post("/graphql")
                .then()
                .statusCode(200);
    }
}
