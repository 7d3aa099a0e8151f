package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that keep to the limits of size, and are made to take long all the same. */
@QuarkusTest
class HostileDocumentsTest {

    static Stream<Arguments> hostile() {
        return Stream.of(
                argumentSet("one field 9,000 times", "{ rules { " + "ruleId ".repeat(9_000) + "} }"),
                argumentSet("one list 1,500 times", "{ " + "rules { ruleId } ".repeat(1_500) + "}"),
                argumentSet("one alias for all", "{ rules { " + "a: ruleId ".repeat(3_000) + "} }"),
                argumentSet("one alias for two fields", "{ rules { " + "a: ruleId a: title ".repeat(1_500) + "} }"),
                argumentSet(
                        "one field in 600 fragments",
                        "{ rules { " + each(600, i -> "...f" + i) + "} } "
                                + each(600, i -> "fragment f" + i + " on Rule { ruleId }")),
                argumentSet(
                        "one field in as many inline fragments",
                        "{ rules { " + "... on Rule { ruleId } ".repeat(1_400) + "} }"),
                argumentSet(
                        "fragments that are spread twice each",
                        "{ vpcs(first: 1) { nodes { ...f0 } } } "
                                + each(
                                        12,
                                        i -> "fragment f" + i + " on Vpc { subnets { vpc { ...f" + (i + 1)
                                                + " } } a: subnets { vpc { ...f" + (i + 1) + " } } }")
                                + "fragment f12 on Vpc { id }"),
                argumentSet(
                        "a chain of fragments that nobody spreads",
                        "{ rules { ruleId } } "
                                + each(1_000, i -> "fragment f" + i + " on Rule { ...f" + (i + 1) + " }")
                                + "fragment f1000 on Rule { ruleId }"),
                argumentSet(
                        "many operations over one large fragment",
                        each(600, i -> "query q" + i + " { ...f }") + "fragment f on Query { "
                                + each(2_000, i -> "rule(ruleId: 1) { ruleId }") + "}"),
                argumentSet("many directives", "{ rules { ruleId " + "@include(if: true) ".repeat(1_600) + "} }"),
                argumentSet(
                        "a list in lists",
                        "{ rule(ruleId: " + "[".repeat(3_000) + "]".repeat(3_000) + ") { ruleId } }"),
                argumentSet(
                        "an object in objects",
                        "{ vpcs(filter: " + "{a: ".repeat(2_000) + "1" + "}".repeat(2_000) + ") { totalCount } }"));
    }

    private static String each(int number, IntFunction<String> part) {
        return IntStream.range(0, number).mapToObj(part).collect(Collectors.joining(" ", "", " "));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileDocumentIsRefused(String document) {
        ask(document)
                .then()
                .body("data", nullValue())
                .body("errors", not(Collections.emptyList()))
                .body("errors.extensions.code", everyItem(notNullValue()));
    }

    @Test
    void hugeVariablesAreNoWayAround() {
        Object deep = 1;
        for (int i = 0; i < 400; i++) {
            deep = List.of(deep);
        }
        for (Object value : List.of(Collections.nCopies(40_000, "x"), deep)) {
            given().contentType(ContentType.JSON)
                    .accept(ContentType.JSON)
                    .body(Map.of(
                            "query",
                            "query($ids: [String!]) { vpcs(filter: {accountIds: $ids}) { totalCount } }",
                            "variables",
                            Map.of("ids", value)))
                    .post("/graphql")
                    .then()
                    .statusCode(200)
                    .body(not(containsString("INTERNAL")));
        }
    }

    /** Tools that put documents together of fragments select the same field several times. */
    @Test
    void whatToolsMakeOfFragmentsIsAnswered() {
        String document = "{ rules { " + each(40, i -> "...f" + i) + "} } "
                + each(40, i -> "fragment f" + i + " on Rule { ruleId title severity }");
        ask(document).then().statusCode(200).body("errors", nullValue());
    }

    @Test
    void othersAreAnsweredMeanwhile() {
        // given
        List<String> documents =
                hostile().map(arguments -> (String) arguments.get()[0]).toList();
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            // when
            List<CompletableFuture<Response>> refusals = IntStream.range(0, 5 * documents.size())
                    .mapToObj(i -> documents.get(i % documents.size()))
                    .map(document -> CompletableFuture.supplyAsync(() -> ask(document), senders))
                    .toList();

            // then
            for (int i = 0; i < 10; i++) {
                given().get("/api/v1/accounts").then().statusCode(200);
            }
            assertThat(refusals)
                    .allSatisfy(refusal -> assertThat(refusal.join().jsonPath().getString("errors[0].extensions.code"))
                            .isNotBlank());
        } finally {
            senders.shutdown();
        }
    }

    private static Response ask(String document) {
        return given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", document))
                .when()
                .post("/graphql");
    }
}
