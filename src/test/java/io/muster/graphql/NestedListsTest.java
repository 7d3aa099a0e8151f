package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists below a resource take a filter and a size like their roots. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class NestedListsTest {

    private static final Instant MOVED = Store.T0.plusSeconds(3 * 86_400);

    @Inject
    Store store;

    /** Two groups; i-1 to i-4 use the first, i-3 to i-5 the second. On day 3 i-4 leaves the first and stops. */
    @BeforeEach
    void fill() {
        store.clear();
        store.scanned(Store.T0);
        store.put("vpc-1", Samples.vpc());
        store.put("sg-1", Samples.group("web", "vpc-1"));
        store.put("sg-2", Samples.group("office", "vpc-1"));
        for (int i = 1; i <= 5; i++) {
            List<String> groups = i < 3 ? List.of("sg-1") : i < 5 ? List.of("sg-1", "sg-2") : List.of("sg-2");
            String arn = store.put(
                    Store.SCOPE,
                    "i-" + i,
                    "host-" + i,
                    Map.of("env", i % 2 == 0 ? "prod" : "test"),
                    instance(i == 2 ? InstanceState.STOPPED : InstanceState.RUNNING, groups),
                    Store.T0);
            store.find("a-low", arn, Severity.LOW, FindingStatus.OPEN, Store.T0);
            store.find("b-high", arn, Severity.HIGH, FindingStatus.OPEN, Store.T0);
            store.find("c-high", arn, Severity.HIGH, FindingStatus.RESOLVED, Store.T0);
        }
        store.change(
                Store.SCOPE.arn(ResourceKind.INSTANCE, "i-4"), instance(InstanceState.STOPPED, List.of("sg-2")), MOVED);
    }

    private static Instance instance(InstanceState state, List<String> groups) {
        return Samples.instance(state, "vpc-1", null, groups, HttpTokens.OPTIONAL, null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                                         | i-1 i-2 i-3 | i-3 i-4 i-5
            filter: null, first: null                                    | i-1 i-2 i-3 | i-3 i-4 i-5
            filter: {}                                                   | i-1 i-2 i-3 | i-3 i-4 i-5
            first: 1                                                     | i-1         | i-3
            first: 2                                                     | i-1 i-2     | i-3 i-4
            first: 500                                                   | i-1 i-2 i-3 | i-3 i-4 i-5
            filter: {states: [RUNNING]}                                  | i-1 i-3     | i-3 i-5
            filter: {states: [RUNNING]}, first: 1                        | i-1         | i-3
            filter: {states: []}                                         |             |
            filter: {tags: [{key: "env", values: ["prod"]}]}             | i-2         | i-4
            filter: {search: "HOST-3"}                                   | i-3         | i-3
            filter: {resourceIds: ["i-2", "i-5"]}                        | i-2         | i-5
            filter: {regions: ["eu-central-1"], httpTokens: REQUIRED}    |             |
            filter: {withFindings: {search: "i-5"}}                      |             | i-5
            filter: {withFindings: {severityAtLeast: CRITICAL}}          |             |
            filter: {ipAddress: "10.0.0.4"}, first: 2                    | i-1 i-2     | i-3 i-4
            filter: {ipAddress: "10.0.0.5"}                              |             |
            """)
    void instancesOfGroups(String arguments, String first, String second) {
        String list = arguments == null ? "instances" : "instances(" + arguments + ")";
        List<List<String>> found = ask("{ securityGroups { nodes { " + list + " { resourceId } } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.securityGroups.nodes.instances.resourceId");

        assertThat(found).containsExactly(names(first), names(second));
    }

    @ParameterizedTest
    @CsvSource({"1, i-1 i-2 i-3 i-4, i-1", "4, i-1 i-2 i-3, i-1"})
    void asksForThen(int day, String all, String one) {
        ask("""
                { securityGroups(at: "%s", filter: {groupNames: ["web"]}) { nodes {
                    all: instances(filter: {tags: [{key: "env"}]}) { resourceId }
                    one: instances(first: 1, filter: {states: [RUNNING]}) { resourceId }
                    last: instances(filter: {states: [RUNNING], resourceIds: ["i-4"]}) { resourceId }
                    related(filter: {kinds: [INSTANCE]}, first: 3) { resource { resourceId } }
                } } }
                """.formatted(Store.T0.plusSeconds(day * 86_400L)))
                .body("errors", nullValue())
                .body("data.securityGroups.nodes[0].all.resourceId", equalTo(names(all)))
                .body("data.securityGroups.nodes[0].one.resourceId", equalTo(names(one)))
                .body("data.securityGroups.nodes[0].last", hasSize(day == 1 ? 1 : 0))
                .body("data.securityGroups.nodes[0].related.resource.resourceId", contains("i-1", "i-2", "i-3"));
    }

    @Test
    void findingsAndNeighbours() {
        store.put("i-6", instance(InstanceState.RUNNING, List.of("sg-none")));
        ask("""
                { instances(filter: {resourceIds: ["i-3", "i-6"]}) { nodes {
                    worst: findings(first: 1) { ruleId }
                    open: findings(first: 2, filter: {statuses: [OPEN]}) { ruleId }
                    two: related(first: 2) { resourceArn }
                    groups: related(filter: {search: "sg-"}) { resource { resourceId } }
                    one: related(first: 1, filter: {kinds: [SECURITY_GROUP]}) { resource { resourceId } }
                    none: related(relation: IN_VPC, filter: {kinds: [SECURITY_GROUP]}) { resourceArn }
                } } }
                """)
                .body("errors", nullValue())
                .body("data.instances.nodes[0].worst.ruleId", contains("b-high"))
                .body("data.instances.nodes[0].open.ruleId", contains("b-high", "a-low"))
                .body("data.instances.nodes[0].two", hasSize(2))
                .body("data.instances.nodes[0].groups.resource.resourceId", contains("sg-1", "sg-2"))
                .body("data.instances.nodes[0].one.resource.resourceId", contains("sg-1"))
                .body("data.instances.nodes[0].none", empty())
                .body("data.instances.nodes[1].worst", empty())
                .body("data.instances.nodes[1].two", hasSize(2))
                .body("data.instances.nodes[1].groups", empty());
    }

    @Test
    void neighboursMayBeDeletedOnesWhereThatIsAskedFor() {
        store.delete(Store.SCOPE.arn(ResourceKind.VPC, "vpc-1"), Store.LISTED, Store.LISTED);
        ask("""
                { instances(first: 1) { nodes {
                    living: related(filter: {kinds: [VPC]}) { resourceArn }
                    all: related(filter: {kinds: [VPC], includeDeleted: true}) { resource { resourceId deletedAt } }
                } } }
                """)
                .body("errors", nullValue())
                .body("data.instances.nodes[0].living", empty())
                .body("data.instances.nodes[0].all.resource.resourceId", contains("vpc-1"));
    }

    @Test
    void costsOneStatementForEachDifferentSetOfArguments() {
        try (Statements statements = Statements.count()) {
            ask("""
                    { securityGroups { nodes {
                        one: instances(first: 1, filter: {states: [RUNNING]}) { findings(first: 1) { ruleId } }
                        same: instances(first: 1, filter: {states: [RUNNING]}) { resourceId }
                        two: instances(first: 2, filter: {states: [RUNNING]}) { resourceId }
                        related(first: 1) { resourceArn }
                    } } }
                    """).body("errors", nullValue()).body("data.securityGroups.nodes.two", hasSize(2));

            assertThat(statements.number()).isEqualTo(1 + 3 + 1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instances(first: 0)                           | first                        | must be from 1 to 500
            instances(first: 501)                         | first                        | must be from 1 to 500
            instances(first: -1)                          | first                        | must be from 1 to 500
            findings(first: 0)                            | first                        | must be from 1 to 500
            related(first: 501)                           | first                        | must be from 1 to 500
            instances(filter: {includeDeleted: true})     | filter.includeDeleted        | a deleted resource has no links any more
            instances(filter: {regions: ["mars-1"]})      | filter.regions[0]            | mars-1 is not a known region
            instances(filter: {ipAddress: "10.0.0.1/8"})  | filter.ipAddress             | 10.0.0.1/8 has bits set behind its prefix. Did you mean 10.0.0.0/8
            instances(filter: {withFindings: {ruleIds: ["x"]}}) | filter.withFindings.ruleIds[0] | x is not a rule
            related(filter: {kinds: [ACCOUNT_SETTINGS]})  | filter.kinds[0]              | ACCOUNT_SETTINGS is not collected
            """)
    void refusesWhatTheRootsRefuse(String list, String field, String message) {
        ask("{ securityGroups { nodes { resourceId " + list + " { __typename } } } }")
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(field))
                .body("errors[0].message", startsWith(field + ": " + message));
    }

    private static List<String> names(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
