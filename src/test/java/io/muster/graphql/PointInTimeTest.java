package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.finding.FindingStatus;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instant that is asked for holds for all that is below the field. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class PointInTimeTest {

    private static final String PAGE = """
            resourceId state
            findings { ruleId status severity resource { ... on Instance { state } } }
            open: findings(filter: {statuses: [OPEN]}) { ruleId }
            vpc { resourceId isDefault instances: related(relation: IN_VPC) { outgoing resource { resourceId } } }
            subnet { resourceId }
            securityGroups { groupName instances { resourceId state } networkInterfaces { resourceId } }
            networkInterfaces { resourceId }
            related { relation resource { resourceId ... on Vpc { isDefault } } }
            history { validFrom }
            """;

    private static final Instant MOVED = day(4);

    @Inject
    Store store;

    private String arn;
    private String finding;

    private static Instant day(int days) {
        return Store.T0.plus(Duration.ofDays(days));
    }

    /**
     * On day 2 the VPC changes; on day 4 the instance goes to another subnet and group and stops; on day 6 its interface is
     * deleted, on day 8 its group. Its finding is resolved on day 3, and on day 5 it is back and worse.
     */
    @BeforeEach
    void fill() {
        store.clear();
        store.scanned(Store.T0);
        String vpc = store.put("vpc-1", Samples.vpc());
        store.put("subnet-1", Samples.subnet("vpc-1"));
        store.put("subnet-2", Samples.subnet("vpc-1"));
        store.put("sg-1", Samples.group("first", "vpc-1"));
        String group = store.put("sg-2", Samples.group("second", "vpc-1"));
        arn = store.put("i-1", Samples.instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of("sg-1")));
        String eni = store.put("eni-1", Samples.networkInterface("vpc-1", "subnet-1", "i-1", List.of("sg-1")));
        finding = store.find("rule", arn, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.change(vpc, new Vpc(List.of("10.0.0.0/16"), List.of(), true, null, null, null), day(2));
        store.judge(finding, FindingStatus.RESOLVED, Severity.LOW, day(3));
        store.change(arn, Samples.instance(InstanceState.STOPPED, "vpc-1", "subnet-2", List.of("sg-2")), MOVED);
        store.judge(finding, FindingStatus.OPEN, Severity.HIGH, day(5));
        store.delete(eni, day(5), day(6));
        store.delete(group, day(7), day(8));
    }

    private static ValidatableResponse at(int day, String selection) {
        return ask(
                        "query($at: DateTime) { instances(at: $at) { nodes { " + selection + " } } }",
                        Map.of("at", day(day).plusSeconds(1).toString()))
                .body("errors", nullValue());
    }

    @Test
    void everyChildIsAsItWas() {
        at(1, PAGE)
                .body("data.instances.nodes[0].state", equalTo("RUNNING"))
                .body("data.instances.nodes[0].findings.status", contains("OPEN"))
                .body("data.instances.nodes[0].findings.severity", contains("LOW"))
                .body("data.instances.nodes[0].findings[0].resource.state", equalTo("RUNNING"))
                .body("data.instances.nodes[0].vpc.isDefault", equalTo(false))
                .body("data.instances.nodes[0].subnet.resourceId", equalTo("subnet-1"))
                .body("data.instances.nodes[0].securityGroups.groupName", contains("first"))
                .body("data.instances.nodes[0].securityGroups[0].instances.state", contains("RUNNING"))
                .body("data.instances.nodes[0].securityGroups[0].networkInterfaces.resourceId", contains("eni-1"))
                .body("data.instances.nodes[0].networkInterfaces.resourceId", contains("eni-1"))
                .body(
                        "data.instances.nodes[0].related.resource.resourceId",
                        contains("subnet-1", "vpc-1", "sg-1", "eni-1"))
                .body("data.instances.nodes[0].related[1].resource.isDefault", equalTo(false))
                .body("data.instances.nodes[0].history", empty());
    }

    @Test
    void everyChildIsAsItWasAfterwards() {
        at(7, PAGE)
                .body("data.instances.nodes[0].state", equalTo("STOPPED"))
                .body("data.instances.nodes[0].findings.status", contains("OPEN"))
                .body("data.instances.nodes[0].findings.severity", contains("HIGH"))
                .body("data.instances.nodes[0].vpc.isDefault", equalTo(true))
                .body("data.instances.nodes[0].subnet.resourceId", equalTo("subnet-2"))
                .body("data.instances.nodes[0].securityGroups.groupName", contains("second"))
                .body("data.instances.nodes[0].securityGroups[0].instances.state", contains("STOPPED"))
                .body("data.instances.nodes[0].networkInterfaces", empty())
                .body("data.instances.nodes[0].history", hasSize(1));
    }

    @Test
    void whatWasDeletedLaterIsThere() {
        at(7, "securityGroups { resourceId deletedAt }")
                .body("data.instances.nodes[0].securityGroups.resourceId", contains("sg-2"))
                .body("data.instances.nodes[0].securityGroups.deletedAt", contains(nullValue()));
        at(9, "securityGroups { resourceId }").body("data.instances.nodes[0].securityGroups", empty());
        ask("{ instances { nodes { securityGroups { resourceId } subnet { resourceId } } } }")
                .body("data.instances.nodes[0].securityGroups", empty())
                .body("data.instances.nodes[0].subnet.resourceId", equalTo("subnet-2"));
    }

    @ParameterizedTest
    @CsvSource({"1, OPEN, LOW", "3, RESOLVED, LOW", "5, OPEN, HIGH", "9, OPEN, HIGH"})
    void findingsAreInTheStateOfThen(int day, String status, String severity) {
        at(day, "findings { status severity }")
                .body("data.instances.nodes[0].findings.status", contains(status))
                .body("data.instances.nodes[0].findings.severity", contains(severity));
        String open = "{ instances(at: \"%s\", filter: {withFindings: {statuses: [OPEN]}}) { totalCount } }";
        ask(open.formatted(day(day).plusSeconds(1)))
                .body("errors", nullValue())
                .body("data.instances.totalCount", equalTo(status.equals("OPEN") ? 1 : 0));
    }

    @ParameterizedTest
    @CsvSource({"1, sg-1, sg-2", "7, sg-2, sg-1"})
    void filtersAlongLinksAskForThen(int day, String used, String unused) {
        String document = "{ used: securityGroups(at: \"%1$s\", filter: {inUse: true}) { nodes { resourceId } }"
                + " unused: securityGroups(at: \"%1$s\", filter: {inUse: false}) { nodes { resourceId } } }";
        ValidatableResponse answer =
                ask(document.formatted(day(day).plusSeconds(1))).body("errors", nullValue());
        if (day == 1) {
            answer.body("data.used.nodes.resourceId", contains(used))
                    .body("data.unused.nodes.resourceId", contains(unused));
        } else {
            answer.body("data.used.nodes.resourceId", empty());
        }
    }

    @Test
    void nowAndThenAreToldApartInOneDocument() {
        ask("{ then: instances(at: \"%s\") { nodes { subnet { resourceId } } } now: instances { nodes { subnet { resourceId } } } }"
                        .formatted(day(1)))
                .body("errors", nullValue())
                .body("data.then.nodes[0].subnet.resourceId", equalTo("subnet-1"))
                .body("data.now.nodes[0].subnet.resourceId", equalTo("subnet-2"));
    }

    @Test
    void costsOneStatementForEachFieldAndOneForTheInstant() {
        try (Statements statements = Statements.count()) {
            at(
                    1,
                    "findings { ruleId resource { id } } vpc { id subnets { id } } subnet { id }"
                            + " securityGroups { id instances { id } } related { resource { id } } history { validFrom }");
            assertThat(statements.number()).isEqualTo(2 + 6 + 3);
        }
    }

    @Test
    void whatWasNotKeptIsRefusedAndNotNone() {
        store.update("insert into history_gap values (?)", day(2));
        String document = "query($at: DateTime) { instances(at: $at) { nodes { resourceId vpc { id } } } }";
        ask(document, Map.of("at", day(1).toString()))
                .body("errors[0].path", contains("instances", "nodes", 0, "vpc"))
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body(
                        "errors[0].message",
                        startsWith("at: links and findings are known as they were from 2026-11-03T00:00:00Z on"))
                .body("data.instances.nodes.resourceId", contains("i-1"));
        ask(document, Map.of("at", day(3).toString())).body("errors", nullValue());
        ask("{ instances(at: \"%s\", filter: {withFindings: {}}) { totalCount } }".formatted(day(1)))
                .body("errors.extensions.code", everyItem(equalTo("BAD_REQUEST")))
                .body("data", nullValue());
    }
}
