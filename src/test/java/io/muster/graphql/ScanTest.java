package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans, accounts, coverage. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ScanTest {

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.update("insert into account (account_id, name, regions, enabled, schedule, registered_at) values"
                + " ('111122223333', 'Production', '{eu-central-1}', true, 'every 1h', now()),"
                + " ('444455556666', null, null, false, null, now())");
        scan("SUCCEEDED", "{111122223333}", 1);
        scan("PARTIAL", "{111122223333,444455556666}", 2);
        scan("QUEUED", "{999999999999}", 3);
        store.update("update scan set finished_at = timestamptz '2026-11-05T00:00:00Z' where id = 1");
        store.update("update scan set finished_at = timestamptz '2026-11-04T00:00:00Z' where id = 2");
        store.update(
                "insert into scan_task (scan_id, account_id, region, phase, step, status, resources_seen, aws_calls)"
                        + " values (2, '111122223333', 'global', 'ASSESS', 2, 'DONE', 5, 3),"
                        + " (2, '444455556666', 'global', 'ASSESS', 2, 'FAILED', 7, 4),"
                        + " (2, '111122223333', 'c', 'REGION', 1, 'RUNNING', 0, 0)");
        store.update(
                "insert into scan_gap values"
                        + " (2, '111122223333', 'eu-central-1', 'VOLUME', 'ec2:DescribeVolumes', 'RequestLimitExceeded', 'Slow.')");
        store.update("insert into cell values ('111122223333', 'eu-central-1', 'VOLUME', 'FAILED', 3, now(), now(),"
                + " 'ec2:DescribeVolumes', 'RequestLimitExceeded', 'Slow.'),"
                + " ('111122223333', 'global', 'ROLE', 'COMPLETE', 9, now(), now(), null, null, null)");
    }

    private void scan(String status, String accounts, int day) {
        store.update(
                "insert into scan (status, trigger, account_ids, requested_at) values (?, 'REQUEST', ?::text[], ?)",
                status,
                accounts,
                Store.T0.plusSeconds(86_400L * day));
    }

    @Test
    void tellsAllOfAScan() {
        ask("{ scan(scanId: \"2\") { scanId status accountIds trigger requestedAt startedAt finishedAt"
                        + " progress { tasksTotal tasksDone resourcesSeen resourcesChanged findingsOpened findingsResolved awsCalls }"
                        + " gapCount gaps { accountId region kind operation errorCode message } } none: scan(scanId: \"9\") { scanId } }")
                .body("errors", nullValue())
                .body("data.none", nullValue())
                .body("data.scan.status", equalTo("PARTIAL"))
                .body("data.scan.trigger", equalTo("REQUEST"))
                .body("data.scan.requestedAt", equalTo("2026-11-03T00:00:00Z"))
                .body("data.scan.progress.tasksTotal", equalTo(3))
                .body("data.scan.progress.tasksDone", equalTo(2))
                .body("data.scan.progress.resourcesSeen", equalTo(12))
                .body("data.scan.progress.awsCalls", equalTo(7))
                .body("data.scan.gapCount", equalTo(1))
                .body("data.scan.gaps", hasSize(1))
                .body("data.scan.gaps[0].kind", equalTo("VOLUME"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                      | 3 2 1
            scanIds: ["1", "x"]                     | 1
            scanIds: []                             |
            accountIds: ["444455556666"]            | 2
            statuses: [QUEUED, SUCCEEDED]           | 3 1
            requestedAfter: "2026-11-03T00:00:00Z"  | 3
            finishedAfter: "2026-11-04T00:00:00Z"   | 1
            finishedAfter: "2026-11-06T00:00:00Z"   |
            """)
    void filtersScans(String filter, String expected) {
        List<String> found = ask("{ scans(filter: {" + (filter.equals("{}") ? "" : filter)
                        + "}) { totalCount nodes { scanId gaps { kind } } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.scans.nodes.scanId");
        assertThat(found).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }

    @Test
    void pagesThroughScans() {
        String after = ask("{ scans(first: 2) { pageInfo { endCursor hasNextPage } } }")
                .body("data.scans.pageInfo.hasNextPage", equalTo(true))
                .extract()
                .path("data.scans.pageInfo.endCursor");
        ask("{ scans(first: 2, after: \"" + after + "\") { nodes { scanId } } }")
                .body("data.scans.nodes.scanId", contains("1"));
    }

    @Test
    void tellsAllOfAnAccount() {
        ask("{ account(accountId: \"111122223333\") { accountId name enabled regions roleArn schedule"
                        + " lastScan { scanId gaps { kind } } findingStats(groupBy: []) { count }"
                        + " resourceStats(groupBy: [KIND]) { count kind } } }")
                .body("errors", nullValue())
                .body("data.account.name", equalTo("Production"))
                .body("data.account.regions", contains("eu-central-1"))
                .body("data.account.lastScan.scanId", equalTo("2"))
                .body("data.account.lastScan.gaps.kind", contains("VOLUME"))
                .body("data.account.findingStats", empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                             | 111122223333 444455556666
            accountIds: ["444455556666"]   | 444455556666
            enabled: true                  | 111122223333
            enabled: false                 | 444455556666
            search: "prod"                 | 111122223333
            search: "5555"                 | 444455556666
            """)
    void filtersAccounts(String filter, String expected) {
        List<String> found = ask("{ accounts(filter: {" + (filter.equals("{}") ? "" : filter)
                        + "}) { totalCount nodes { accountId regions lastScan { scanId } } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.accounts.nodes.accountId");
        assertThat(found).containsExactly(expected.split(" ", -1));
    }

    /** One account's regions are named, the other's are not known before its first scan. */
    @Test
    void tellsOfCellsThatWereNeverListed() {
        ask("{ coverage(filter: {kinds: [VPC, VOLUME, ROLE], states: [NEVER]}) { nodes { accountId region kind state"
                        + " resources lastCompleteAt lastAttemptAt } }"
                        + " coverageStats(filter: {kinds: [VPC]}, groupBy: [STATE]) { cells never state } }")
                .body("errors", nullValue())
                .body(
                        "data.coverage.nodes.accountId",
                        contains("111122223333", "444455556666", "444455556666", "444455556666"))
                .body("data.coverage.nodes.region", contains("eu-central-1", "*", "*", "global"))
                .body("data.coverage.nodes.kind", contains("VPC", "VOLUME", "VPC", "ROLE"))
                .body("data.coverage.nodes.state", everyItem(equalTo("NEVER")))
                .body("data.coverage.nodes.resources", everyItem(equalTo(0)))
                .body("data.coverage.nodes.lastAttemptAt", everyItem(nullValue()))
                .body("data.coverageStats[0].never", equalTo(2))
                .body("data.coverageStats[0].state", equalTo("NEVER"));
    }

    @Test
    void regionsThatScansDoNotReadAnyMoreCanBeLeftOut() {
        // given
        store.update("insert into cell values ('111122223333', 'us-east-1', 'VOLUME', 'FAILED', 4, now(), now(),"
                + " null, 'OUT_OF_SCOPE', 'Not scanned any more.')");

        // when, then
        ask("{ in: coverageStats(filter: {kinds: [VOLUME], accountIds: [\"111122223333\"], inScope: true}, groupBy: []) { failed resources }"
                        + " out: coverageStats(filter: {inScope: false}, groupBy: [REGION]) { cells region }"
                        + " all: coverageStats(filter: {kinds: [VOLUME]}, groupBy: []) { failed } }")
                .body("errors", nullValue())
                .body("data.in[0].failed", equalTo(1))
                .body("data.in[0].resources", equalTo(3))
                .body("data.out.region", contains("us-east-1"))
                .body("data.out.cells", contains(1))
                .body("data.all[0].failed", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            states: [FAILED, COMPLETE]                                | VOLUME ROLE
            states: [FAILED]                                          | VOLUME
            states: [NEVER], regions: ["global"], kinds: [ROLE, INSTANCE_PROFILE] | INSTANCE_PROFILE INSTANCE_PROFILE ROLE
            kinds: [ROLE, VPC], accountIds: ["111122223333"]          | VPC ROLE
            regions: ["global"], accountIds: ["111122223333"], kinds: [ROLE, INSTANCE_PROFILE] | INSTANCE_PROFILE ROLE
            kinds: [VOLUME], regions: ["eu-central-1", "us-east-1"]   | VOLUME VOLUME
            accountIds: ["444455556666"], kinds: [ROLE, VPC]          | VPC ROLE
            accountIds: ["444455556666"], regions: []                 |
            """)
    void filtersCoverage(String filter, String expected) {
        List<String> found = ask("{ coverage(filter: {" + (filter.equals("{}") ? "" : filter)
                        + "}) { totalCount nodes { kind state resources lastCompleteAt lastAttemptAt errorCode message } } }")
                .body("errors", nullValue())
                .extract()
                .path("data.coverage.nodes.kind");
        assertThat(found).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }
}
