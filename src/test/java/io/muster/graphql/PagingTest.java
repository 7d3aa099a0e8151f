package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class PagingTest {

    private static final String PAGE = "query($after: String) { %s(first: 2, after: $after%s)"
            + " { edges { cursor } nodes { %s } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        String[] names = {"delta", null, "alpha", "alpha", null};
        for (int i = 0; i < names.length; i++) {
            store.put(
                    Store.SCOPE,
                    "vpc-" + (2 * i),
                    names[i],
                    Map.of(),
                    Samples.vpc(),
                    Store.T0.plusNanos(1_000L * (i % 2)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                        | vpc-0 vpc-2 vpc-4 vpc-6 vpc-8
            orderBy: {field: RESOURCE_ID, direction: DESC} | vpc-8 vpc-6 vpc-4 vpc-2 vpc-0
            orderBy: {field: NAME}                         | vpc-4 vpc-6 vpc-0 vpc-2 vpc-8
            orderBy: {field: NAME, direction: DESC}        | vpc-8 vpc-2 vpc-0 vpc-6 vpc-4
            orderBy: {field: FIRST_SEEN}                   | vpc-0 vpc-4 vpc-8 vpc-2 vpc-6
            orderBy: {field: CHANGED, direction: DESC}     | vpc-6 vpc-2 vpc-8 vpc-4 vpc-0
            """)
    void goesForwardToTheEndInEveryOrder(String order, String expected) {
        assertThat(walk("vpcs", order == null ? "" : ", " + order, "resourceId", () -> {}))
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void rowsThatComeBetweenPagesMoveNothing() {
        List<String> seen = walk("vpcs", "", "resourceId", () -> {
            store.update("delete from resource where resource_id = 'vpc-1'");
            store.put("vpc-1", Samples.vpc());
        });

        assertThat(seen).containsExactly("vpc-0", "vpc-2", "vpc-4", "vpc-6", "vpc-8");
    }

    @Test
    void coverageHasAKeyOfThreeColumns() {
        for (String kind : List.of("VPC", "SUBNET", "INSTANCE", "VOLUME", "ROLE")) {
            store.update(
                    "insert into cell (account_id, region, kind, state, last_attempt_at) values ('1', 'r', ?,"
                            + " 'FAILED', now())",
                    kind);
        }
        assertThat(walk("coverage", "", "kind", () -> {}))
                .containsExactly("INSTANCE", "ROLE", "SUBNET", "VOLUME", "VPC");
    }

    @Test
    void totalCountCountsTheWholeList() {
        ask("{ vpcs(first: 2, filter: {search: \"vpc\"}) { totalCount nodes { id } } }")
                .body("data.vpcs.totalCount", equalTo(5))
                .body("data.vpcs.nodes.size()", equalTo(2));
    }

    @Test
    void anEmptyListHasNoCursors() {
        ask("{ vpcs(filter: {ids: []}) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }")
                .body("data.vpcs.totalCount", equalTo(0))
                .body("data.vpcs.pageInfo.hasNextPage", equalTo(false))
                .body("data.vpcs.pageInfo.hasPreviousPage", equalTo(false))
                .body("data.vpcs.pageInfo.endCursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpcs(after: $after, filter: {search: \"v\"}) { nodes { id } }",
                "vpcs(after: $after, orderBy: {field: NAME}) { nodes { id } }",
                "vpcs(after: $after, orderBy: {field: RESOURCE_ID, direction: DESC}) { nodes { id } }",
                "vpcs(after: $after, at: \"2026-11-02T00:00:00Z\") { nodes { id } }",
                "subnets(after: $after) { nodes { id } }",
                "findings(after: $after) { nodes { id } }"
            })
    void refusesACursorOfAnotherList(String list) {
        store.scanned(Store.T0);
        String cursor =
                ask("{ vpcs(first: 1) { pageInfo { endCursor } } }").extract().path("data.vpcs.pageInfo.endCursor");

        ask("query($after: String) { list: " + list + " }", Map.of("after", cursor))
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_CURSOR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!", "bnVsbA", "W10", "WyIxIl0", "eyJhIjoxfQ", "WzEsWzJdXQ"})
    void refusesABrokenCursor(String cursor) {
        ask("query($after: String) { vpcs(after: $after) { nodes { id } } }", Map.of("after", cursor))
                .body("errors[0].extensions.code", equalTo("BAD_CURSOR"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpcs(after: \"x\") { totalCount }",
                "vpcs(after: \"x\") { __typename }",
                "vpcs(after: \"x\") { pageInfo { hasPreviousPage } }",
                "vpcs(after: \"x\") { stats(groupBy: []) { count } }",
                "resources(after: \"x\") { totalCount }",
                "findings(after: \"x\") { totalCount }",
                "changes(after: \"x\") { totalCount }",
                "coverage(after: \"x\") { totalCount }",
                "accountCoverage(after: \"x\") { totalCount }",
                "accounts(after: \"x\") { totalCount }",
                "attackPaths(after: \"x\") { totalCount }",
                "scans(after: \"x\") { totalCount }",
                "suppressions(after: \"x\") { totalCount }",
                "verifications(after: \"x\") { totalCount }"
            })
    void refusesABrokenCursorWhateverIsAskedOfTheList(String list) {
        ask("{ " + list + " }")
                .body("errors[0].extensions.code", equalTo("BAD_CURSOR"))
                .body("errors[0].extensions.violations[0].field", equalTo("after"));
    }

    @Test
    void refusesACursorWhoseKeysWereTamperedWith() {
        String cursor =
                ask("{ vpcs(first: 1) { pageInfo { endCursor } } }").extract().path("data.vpcs.pageInfo.endCursor");
        String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        String tampered = json.substring(0, json.lastIndexOf(',')) + ",\"1 or 1=1\"]";
        String again = Base64.getUrlEncoder().encodeToString(tampered.getBytes(StandardCharsets.UTF_8));

        ask("query($after: String) { vpcs(after: $after) { nodes { id } } }", Map.of("after", again))
                .body("errors[0].extensions.code", equalTo("BAD_CURSOR"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             0  | vpcs(first: $first) { nodes { id } }
            -1  | vpcs(first: $first) { nodes { id } }
            501 | vpcs(first: $first) { nodes { id } }
             0  | changes { nodes { fields(first: $first) { path } } }
            -1  | changes { nodes { fields(first: $first) { path } } }
            501 | changes { nodes { fields(first: $first) { path } } }
            """)
    void refusesPagesOfOtherSizes(int first, String list) {
        ask("query($first: Int) { " + list + " }", Map.of("first", first))
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo("first"))
                .body("errors[0].message", equalTo("first: must be from 1 to 500"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             0  | vpcs { nodes { history(first: $first) { validTo } } }
            501 | vpcs { nodes { findings(first: $first) { id } } }
             0  | vpcs { nodes { ...of } } } fragment of on Vpc { subnets(first: $first) { id }
            """)
    void refusesASizeBelowAListOnceAndNotForEachEntry(int first, String list) {
        store.clear();
        store.put("vpc-1", Samples.vpc());
        store.put("vpc-2", Samples.vpc());

        ask("query($first: Int) { " + list + " }", Map.of("first", first))
                .body("errors.message", contains("first: must be from 1 to 500"));
    }

    private static List<String> walk(String root, String arguments, String field, Runnable between) {
        List<String> seen = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>();
        boolean more = true;
        while (more) {
            JsonPath page = ask(PAGE.formatted(root, arguments, field), variables)
                    .body("errors", nullValue())
                    .body("data." + root + ".pageInfo.hasPreviousPage", equalTo(!variables.isEmpty()))
                    .extract()
                    .jsonPath()
                    .setRootPath("data." + root);
            seen.addAll(page.getList("nodes." + field));
            more = page.getBoolean("pageInfo.hasNextPage");
            variables.put("after", page.getString("pageInfo.endCursor"));
            between.run();
        }
        return seen;
    }
}
