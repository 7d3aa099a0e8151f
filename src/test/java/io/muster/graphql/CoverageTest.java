package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.grafana.Alerts;
import io.muster.grafana.InfinityQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read, what was not, and what would close the gaps. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class CoverageTest {

    private static final String BY_ORGANIZATION =
            "is not authorized to perform: ec2:DescribeVpcs with an explicit deny in a service control policy";

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.update("insert into account (account_id, name, regions, registered_at)"
                + " values ('111122223333', 'Production', '{eu-central-1}', now())");
        store.update(
                "insert into cell (account_id, region, kind, state, resources, last_attempt_at, operation, error_code,"
                        + " message, unread, items_read) values"
                        + " ('111122223333', 'eu-central-1', 'KMS_KEY', 'FAILED', 3, now(), 'kms:DescribeKey', 'AccessDeniedException', '',"
                        + " '{a,b}', 1),"
                        + " ('111122223333', 'eu-central-1', 'VPC', 'FAILED', 0, now(), 'ec2:DescribeVpcs', 'UnauthorizedOperation', '',"
                        + " null, 0)");
        gap("KMS_KEY", "kms:DescribeKey", "AccessDeniedException", "Not you (a, b)");
        gap("KMS_KEY", "kms:ListKeys", "ThrottlingException", "Slower");
        gap("VPC", "ec2:DescribeVpcs", "UnauthorizedOperation", BY_ORGANIZATION);
    }

    private void gap(String kind, String operation, String errorCode, String message) {
        store.update(
                "insert into cell_gap values ('111122223333', 'eu-central-1', ?, ?, ?, ?, now() - interval '73 hours')",
                kind,
                operation,
                errorCode,
                message);
    }

    @Test
    void aCellHasEveryOperationThatFailed() {
        ask("{ coverage(filter: {kinds: [KMS_KEY]}) { nodes { operation itemsRead itemsUnread resources"
                        + " gaps { operation errorCode message since regions kinds listings deniedBy remedy statement } } } }")
                .body("errors", nullValue())
                .body("data.coverage.nodes[0].itemsRead", equalTo(1))
                .body("data.coverage.nodes[0].itemsUnread", equalTo(2))
                .body("data.coverage.nodes[0].gaps.operation", contains("kms:DescribeKey", "kms:ListKeys"))
                .body("data.coverage.nodes[0].gaps.deniedBy", contains("NOT_TOLD", null))
                .body("data.coverage.nodes[0].gaps[0].statement", containsString("\"Action\":[\"kms:DescribeKey\"]"))
                .body("data.coverage.nodes[0].gaps[1].statement", nullValue());
    }

    @Test
    void anAccountIsToldInASentenceWithTheStatementThatHelps() {
        ask("{ accountCoverage { totalCount nodes { accountId accountName summary listings complete failed never statement"
                        + " organizationStatement gaps { operation deniedBy remedy statement } } } }")
                .body("errors", nullValue())
                .body("data.accountCoverage.totalCount", equalTo(1))
                .body("data.accountCoverage.nodes[0].accountName", equalTo("Production"))
                .body("data.accountCoverage.nodes[0].failed", equalTo(2))
                .body("data.accountCoverage.nodes[0].summary", startsWith("0 of "))
                .body(
                        "data.accountCoverage.nodes[0].summary",
                        containsString("kms:DescribeKey in eu-central-1 (AccessDeniedException since 3 days)"))
                .body(
                        "data.accountCoverage.nodes[0].statement",
                        equalTo("{\"Action\":[\"kms:DescribeKey\"],\"Effect\":\"Allow\",\"Resource\":\"*\","
                                + "\"Sid\":\"MusterReadsWhatWasDenied\"}"))
                .body("data.accountCoverage.nodes[0].organizationStatement", nullValue())
                .body("data.accountCoverage.nodes[0].gaps[0].deniedBy", equalTo("SERVICE_CONTROL_POLICY"))
                .body("data.accountCoverage.nodes[0].gaps[0].remedy", startsWith("A statement would not help"))
                .body("data.accountCoverage.nodes[0].gaps[0].statement", nullValue());
    }

    @Test
    void accountsThatAreDisabledCanBeLeftOut() {
        // given one that was never scanned
        store.update("insert into account (account_id, regions, enabled, registered_at)"
                + " values ('444455556666', '{eu-central-1}', false, now())");

        // when, then
        ask("{ on: coverageStats(filter: {inScope: true, enabled: true}, groupBy: [ACCOUNT]) { accountId }"
                        + " off: coverageStats(filter: {inScope: true, enabled: false}, groupBy: [ACCOUNT]) { accountId }"
                        + " all: accountCoverage { totalCount } enabled: accountCoverage(filter: {enabled: true}) { totalCount } }")
                .body("errors", nullValue())
                .body("data.on.accountId", contains("111122223333"))
                .body("data.off.accountId", contains("444455556666"))
                .body("data.all.totalCount", equalTo(2))
                .body("data.enabled.totalCount", equalTo(1));
    }

    static Stream<InfinityQuery> alertsOnCoverage() {
        return Alerts.queries().stream().filter(alert -> alert.document().contains("coverageStats"));
    }

    @ParameterizedTest
    @MethodSource("alertsOnCoverage")
    void anAlertIsSilentOnceTheAccountIsDisabled(InfinityQuery alert) {
        // given
        store.update("update cell set last_complete_at = now() - interval '30 days' where kind = 'KMS_KEY'");
        value(alert, greaterThan(0));

        // when
        store.update("update account set enabled = false");

        // then
        value(alert, equalTo(0));
    }

    @Test
    void anAccountThatWasNotScannedYetIsNoFailure() {
        // given
        store.update("update cell set last_complete_at = now(), state = 'COMPLETE'");

        // when, then
        alertsOnCoverage().forEach(alert -> value(alert, lessThan(60)));
    }

    private static void value(InfinityQuery alert, Matcher<Integer> expected) {
        ask(alert.document()).body("errors", nullValue()).body("data.coverageStats[0].values().first()", expected);
    }

    @Test
    void cellsOfRegionsThatLeftTheAccountAreNotUnread() {
        // given
        store.update(
                "insert into cell (account_id, region, kind, state, last_attempt_at, operation, error_code, message)"
                        + " values ('111122223333', 'us-east-1', 'VOLUME', 'FAILED', now(), 'muster:Scope', 'OUT_OF_SCOPE', '')");

        // when, then
        ask("{ ruleResults(groupBy: [REGION]) { region unreadCells } }")
                .body("errors", nullValue())
                .body("data.ruleResults.region", hasItem("eu-central-1"))
                .body("data.ruleResults.region", not(hasItem("us-east-1")));
    }

    @Test
    void gapsAreThoseOfTheKindsThatAreAskedFor() {
        ask("{ accountCoverage(filter: {kinds: [VPC]}) { nodes { listings gaps { operation } } } }")
                .body("errors", nullValue())
                .body("data.accountCoverage.nodes[0].listings", equalTo(1))
                .body("data.accountCoverage.nodes[0].gaps", hasSize(1));
    }
}
