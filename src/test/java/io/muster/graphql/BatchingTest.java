package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document costs: one statement for each field of it and each different set of arguments. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class BatchingTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.update("insert into account (account_id, name, registered_at) values (?, 'one', now())", Store.ACCOUNT);
        for (int i = 1; i <= 3; i++) {
            store.put("vpc-" + i, Samples.vpc());
            store.put("subnet-" + i, Samples.subnet("vpc-" + i));
            store.put("sg-" + i, Samples.group("g" + i, "vpc-" + i));
            String arn = store.put(
                    "i-" + i,
                    Samples.instance(InstanceState.RUNNING, "vpc-" + i, "subnet-" + i, List.of("sg-" + i, "sg-1")));
            store.put("eni-" + i, Samples.networkInterface("vpc-" + i, "subnet-" + i, "i-" + i, List.of("sg-" + i)));
            store.find("low", arn, Severity.LOW, FindingStatus.OPEN, Store.T0);
            store.find("high", arn, Severity.HIGH, FindingStatus.RESOLVED, Store.T0);
        }
        Stream.of("VPC", "SUBNET", "SECURITY_GROUP", "INSTANCE", "NETWORK_INTERFACE")
                .map(ResourceKind::valueOf)
                .forEach(kind -> store.listed(kind, Store.LISTED));
    }

    @Test
    void eachFieldOfAPageIsOneStatement() {
        try (Statements statements = Statements.count()) {
            ask("""
                    { instances { nodes {
                        resourceId state
                        account { name lastScan { scanId } }
                        findings { ruleId resource { id } }
                        vpc { resourceId subnets { resourceId } }
                        subnet { resourceId vpc { resourceId isDefault } }
                        securityGroups { groupName instances { resourceId } }
                        networkInterfaces { resourceId instance { resourceId } }
                        related { relation resourceArn resource { resourceId } }
                        history { validFrom }
                    } } }
                    """)
                    .body("errors", nullValue())
                    .body("data.instances.nodes.resourceId", contains("i-1", "i-2", "i-3"))
                    .body("data.instances.nodes[1].vpc.subnets.resourceId", contains("subnet-2"))
                    .body("data.instances.nodes[1].securityGroups.groupName", contains("g1", "g2"))
                    .body("data.instances.nodes[1].securityGroups[0].instances", hasSize(3))
                    .body("data.instances.nodes[1].networkInterfaces[0].instance.resourceId", equalTo("i-2"))
                    .body("data.instances.nodes[1].related", hasSize(5));

            // the page; on the first level 8 fields (not vpc twice); on the second lastScan, resource, subnets, vpc,
            // instances, instance
            assertThat(statements.number()).isEqualTo(1 + 8 + 6);
        }
    }

    @Test
    void aliasesWithDifferentArgumentsGetTheirOwnAnswers() {
        try (Statements statements = Statements.count()) {
            ask("""
                    { instances { nodes {
                        all: findings { ruleId }
                        open: findings(filter: {statuses: [OPEN]}) { ruleId }
                        resolved: findings(filter: {statuses: [RESOLVED]}) { ruleId }
                        again: findings(filter: {statuses: [OPEN]}) { severity }
                        none: findings(filter: {statuses: []}) { ruleId }
                        out: related(relation: IN_VPC) { resource { resourceId } }
                        in: related(relation: ATTACHED_TO) { outgoing resource { resourceId } }
                    } } }
                    """)
                    .body("errors", nullValue())
                    .body("data.instances.nodes[2].all.ruleId", contains("high", "low"))
                    .body("data.instances.nodes[2].open.ruleId", contains("low"))
                    .body("data.instances.nodes[2].resolved.ruleId", contains("high"))
                    .body("data.instances.nodes[2].again.severity", contains("LOW"))
                    .body("data.instances.nodes[2].none", hasSize(0))
                    .body("data.instances.nodes[2].out.resource.resourceId", contains("vpc-3"))
                    .body("data.instances.nodes[2].in.outgoing", contains(false))
                    .body("data.instances.nodes[2].in.resource.resourceId", contains("eni-3"));

            assertThat(statements.number()).isEqualTo(1 + 4 + 2);
        }
    }

    @Test
    void rootFieldsRunSideBySide() {
        try (Statements statements = Statements.count()) {
            ask("""
                    { a: instances { nodes { vpc { id } } } b: vpcs { nodes { id subnets { id } } }
                      c: findings { nodes { id resource { id } } } d: subnets { nodes { vpc { id } } }
                      e: resourceStats(groupBy: [KIND]) { count } f: findingStats(groupBy: []) { count }
                      g: accounts { nodes { findingStats(groupBy: [SEVERITY]) { count }
                           resourceStats(groupBy: [KIND, REGION]) { count kind region accountId } } } }
                    """)
                    .body("errors", nullValue())
                    .body("data.f[0].count", equalTo(6))
                    .body("data.g.nodes[0].resourceStats", hasSize(5))
                    .body("data.g.nodes[0].resourceStats[0].accountId", nullValue());

            // seven root fields, and two below accounts
            assertThat(statements.number()).isBetween(7 + 1, 7 + 2);
        }
    }

    @Test
    void namesOfAccountsBesideRowsOfAnyTypeAreOneStatementPerLevel() {
        try (Statements statements = Statements.count()) {
            ask("""
                    { findingStats(groupBy: [ACCOUNT]) { accountName } resourceStats(groupBy: [ACCOUNT, KIND]) { accountName }
                      changes { nodes { accountName resource { id } } } }
                    """)
                    .body("errors", nullValue())
                    .body("data.findingStats.accountName", contains("one"))
                    .body("data.resourceStats.accountName", hasSize(5))
                    .body("data.changes.nodes.accountName", hasSize(15));

            // the three root fields, the names beside them, and those and the resources below the page of changes
            assertThat(statements.number()).isLessThanOrEqualTo(3 + 1 + 2);
        }
    }

    @Test
    void totalCountIsCountedOnlyWhenSelected() {
        try (Statements statements = Statements.count()) {
            ask("{ instances { nodes { id } } }");
            assertThat(statements.texts()).singleElement().asString().doesNotContain("(select count(*) from");
        }
        try (Statements statements = Statements.count()) {
            ask("{ instances { totalCount nodes { id } } }");
            assertThat(statements.texts()).singleElement().asString().contains("(select count(*) from");
        }
    }

    /** Also with lists below it, of which each is a lateral join of the same statement. */
    @Test
    void aRootFieldIsOneStatement() {
        try (Statements statements = Statements.count()) {
            ask("""
                    { instances(filter: {search: "i-"}) {
                        totalCount
                        pageInfo { hasNextPage endCursor }
                        edges { cursor node {
                            resourceId state tags { key } vpc { resourceId subnets { resourceId } }
                            securityGroups(first: 1) { groupName instances { resourceId } }
                            findings(filter: {statuses: [OPEN]}) { ruleId title resource { name } }
                        } }
                    } }
                    """)
                    .body("errors", nullValue())
                    .body("data.instances.totalCount", equalTo(3))
                    .body("data.instances.edges[1].node.securityGroups.groupName", contains("g1"))
                    .body("data.instances.edges[1].node.vpc.subnets.resourceId", contains("subnet-2"))
                    .body("data.instances.edges[1].node.findings.ruleId", contains("low"));

            assertThat(statements.number()).isEqualTo(1);
        }
        try (Statements statements = Statements.count()) {
            ask("{ findings { totalCount nodes { message resource { name ... on Instance { state vpc { id } } } } } }")
                    .body("errors", nullValue())
                    .body("data.findings.nodes[0].resource.state", equalTo("RUNNING"));

            assertThat(statements.number()).isEqualTo(1);
        }
    }

    /** Fields that are fetched take as few statements: one for the rows, and one for names or documents beside them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | findingStats(groupBy: [SEVERITY, ACCOUNT]) { count severity }",
                "1 | findingTrend(from: \"2026-11-01T00:00:00Z\", to: \"2026-11-20T00:00:00Z\", interval: DAY) { time value }",
                "1 | findingFlow(from: \"2026-11-01T00:00:00Z\", to: \"2026-11-20T00:00:00Z\", interval: DAY) { time opened }",
                "1 | findingAges(groupBy: [SEVERITY]) { severity }",
                "1 | findingTagStats(tagKey: \"owner\") { count }",
                "1 | resourceStats(groupBy: [KIND]) { count kind }",
                "1 | resourceStats(groupBy: [], by: [\"tag:owner\"]) { count }",
                "1 | accounts { nodes { name } }",
                "1 | scans { nodes { status } }",
                "1 | suppressions { nodes { reason } }",
                "1 | coverage { nodes { state } }",
                "1 | coverageStats(groupBy: [STATE]) { state }",
                "1 | accountCoverage { nodes { accountId } }",
                "2 | ruleResults(groupBy: []) { ruleId }",
                "1 | attackPaths { nodes { severity } }",
                "1 | changes { nodes { at kind resourceId } }",
                "0 | rules { ruleId title }"
            })
    void aFetchedRootFieldTakesFewStatements(int most, String field) {
        try (Statements statements = Statements.count()) {
            ask("{ " + field + " }").body("errors", nullValue());

            assertThat(statements.texts()).hasSize(most);
        }
    }

    @Test
    void documentsAreReadOnlyWhereSomethingOfThemIsSelected() {
        try (Statements statements = Statements.count()) {
            ask("{ instances { nodes { id name tags { key } vpc { id } } } }");
            assertThat(statements.texts()).noneMatch(text -> text.contains(".attributes"));
        }
        try (Statements statements = Statements.count()) {
            ask("{ instances { edges { node { id ... on Instance { state } } } } }");
            assertThat(statements.texts()).anyMatch(text -> text.contains(".attributes"));
        }
    }
}
