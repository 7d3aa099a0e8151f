package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class ErrorTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.put("vpc-1", Samples.vpc());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ vpcs { nodes { id }",
                "{ nothing }",
                "{ vpcs }",
                "{ vpcs(first: \"two\") { nodes { id } } }",
                "{ vpcs(at: \"yesterday\") { nodes { id } } }",
                "{ vpcs(filter: {changedAfter: \"2026-11-01\"}) { nodes { id } } }",
                "{ instances(filter: {states: [BROKEN]}) { nodes { id } } }",
                "{ findingStats { count } }",
                "{ findings(filter: {firstSeenAfter: \"x\"}) { nodes { id } } }",
                "{ findings(filter: {firstSeenAfter: 2, firstSeenBefore: 1}) { nodes { id } } }",
                "{ findings(filter: {openedAfter: 2, openedBefore: 1}) { nodes { id } } }",
                "{ findingStats(filter: {firstSeenAfter: \"x\"}, groupBy: []) { count } }",
                "query A { vpcs { totalCount } } query B { vpcs { totalCount } }",
                "mutation { nothing }"
            })
    void whatTheCallerGotWrongIsABadRequest(String document) {
        ask(document)
                .body("errors.extensions.code", everyItem(equalTo("BAD_REQUEST")))
                .body("errors.size()", not(equalTo(0)))
                .body("data", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "icmp", "58", "47"})
    void aPortBesideAProtocolWithoutPortsIsABadRequest(String protocol) {
        ask("{ reachability(from: \"internet\", to: \"i-1\", protocol: \"%s\", port: 443) { verdict } }"
                        .formatted(protocol))
                .body("errors.extensions.code", contains("BAD_REQUEST"))
                .body("errors.message", contains("port: is of tcp or udp alone, and protocol is neither"));
    }

    @Test
    void aTextThatIsTooLongToSearchForIsABadRequest() {
        for (String list : List.of("vpcs", "findings", "accounts")) {
            ask(
                            "query($text: String) { %s(filter: {search: $text}) { totalCount } }".formatted(list),
                            Map.of("text", "x".repeat(2_049)))
                    .body("errors.extensions.code", contains("BAD_REQUEST"))
                    .body("errors.message", contains("filter.search: has 2049 characters; at most 2048"));
        }
    }

    @Test
    void aSyntaxErrorSaysWhere() {
        ask("{ vpcs {\n nodes { id }").body("errors[0].locations[0].line", equalTo(2));
    }

    @Test
    void badVariablesAreABadRequest() {
        ask(
                        "query($first: Int, $at: DateTime) { vpcs(first: $first, at: $at) { nodes { id } } }",
                        Map.of("first", "many"))
                .body("errors.extensions.code", contains("BAD_REQUEST"));
        ask("query($at: DateTime) { vpcs(at: $at) { nodes { id } } }", Map.of("at", "soon"))
                .body("errors.extensions.code", contains("BAD_REQUEST"));
    }

    @Test
    void whatSucceededIsKept() {
        ask("{ vpcs { nodes { resourceId history(first: 1) { validTo } } } finding(id: \"none\") { id }"
                        + " none: scan(scanId: \"none\") { scanId } r: rule(ruleId: \"none\") { ruleId }"
                        + " a: account(accountId: \"1\") { accountId } }")
                .body("errors", nullValue())
                .body("data.vpcs.nodes", hasSize(1))
                .body("data.finding", nullValue())
                .body("data.none", nullValue())
                .body("data.r", nullValue())
                .body("data.a", nullValue());
    }

    @Test
    void aValueThatIsMissingIsNamedInTheSchemasWordsAlone() {
        // a document that lacks what the type promises
        store.put("vol-1", Samples.volume(true, null));
        store.update("update resource set attributes = '{}' where resource_id = 'vol-1'");

        ask("{ vpcs { nodes { resourceId } } account(accountId: \"1\") { name }"
                        + " resource(id: \"arn:aws:ec2:eu-central-1:111122223333:volume/vol-1\")"
                        + " { id ... on Volume { operatorManaged } } }")
                .body("errors.extensions.code", contains("INTERNAL"))
                .body("errors[0].message", equalTo("A field that is never null has no value: resource.operatorManaged"))
                .body("errors[0].path", contains("resource", "operatorManaged"))
                .body("data.resource", nullValue())
                .body("data.vpcs.nodes", hasSize(1));
    }

    @Test
    void odditiesInTextAreHarmless() {
        ask(
                        "query($s: String) { vpcs(filter: {search: $s}) { totalCount }"
                                + " t: vpcs(filter: {tags: [{key: \"'\", values: [\"\\\"; drop table resource\"]}]}) { totalCount } }",
                        Map.of("s", "'\\%_"))
                .body("errors", nullValue())
                .body("data.vpcs.totalCount", equalTo(0));
    }
}
