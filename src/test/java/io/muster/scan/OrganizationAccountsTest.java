package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that discovery registered get their first scan. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class OrganizationAccountsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    OrganizationAccounts organization;

    @Inject
    FirstScans firstScans;

    @Inject
    ScanEnds ends;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void eachThatWasNeverScannedIsScannedOnce() {
        // given
        account("800000000001", "ORGANIZATION", true);
        account("800000000002", "ORGANIZATION", false);
        account("800000000003", "REGISTERED", true);

        // when
        organization.scanNew().await().atMost(LIMIT);
        organization.scanNew().await().atMost(LIMIT);

        // then
        assertThat(lab.rows("select account_ids[1], trigger, reason from scan"))
                .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2))
                .containsExactly("800000000001 SCHEDULE discovered in the organization");
    }

    @Test
    void anAccountThatIsRegisteredAgainIsScannedOnce() {
        // given
        account("800000000001", "ORGANIZATION", true);
        lab.execute(
                "insert into scan (status, trigger, account_ids, requested_at, finished_at)"
                        + " values ('SUCCEEDED', 'REQUEST', '{800000000001}', now() - interval '1 day', now() - interval '1 day'),"
                        + " ('CANCELLED', 'REQUEST', '{800000000001}', now() - interval '2 minutes', now() - interval '1 minute')");

        // when
        organization.scanNew().await().atMost(LIMIT);
        organization.scanNew().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from scan where trigger = 'SCHEDULE'"))
                .isOne();
    }

    @Test
    void aScanForAnEventIsNoFirstScan() {
        // given
        account("800000000001", "ORGANIZATION", true);
        lab.execute("insert into scan (status, trigger, account_ids, requested_at)"
                + " values ('SUCCEEDED', 'EVENT', '{800000000001}', now())");

        // when
        organization.scanNew().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from scan where trigger = 'SCHEDULE'"))
                .isOne();
        lab.execute("delete from scan where trigger = 'SCHEDULE'");
        assertThat(firstScans.asked("800000000001").await().atMost(LIMIT)).isFalse();
    }

    @Test
    void scansForEventsAreForgotten() {
        // given
        lab.execute("insert into scan (status, trigger, account_ids, requested_at, finished_at)"
                + " select status, trigger, '{800000000001}', at, at + interval '1 minute'"
                + " from unnest('{SUCCEEDED,FAILED}'::text[]) status, unnest('{EVENT,REQUEST}'::text[]) trigger,"
                + " unnest(array[now() - interval '6 days', now() - interval '8 days']) at");
        lab.execute("insert into scan (status, trigger, account_ids, requested_at)"
                + " values ('RUNNING', 'EVENT', '{800000000001}', now() - interval '8 days')");

        // when
        ends.sweep().await().atMost(LIMIT);

        // then
        assertThat(lab.rows("select trigger || ' ' || status || ' ' || (now()::date - requested_at::date) from scan"
                        + " order by 1"))
                .extracting(row -> row.getString(0))
                .containsExactly(
                        "EVENT FAILED 6",
                        "EVENT RUNNING 8",
                        "EVENT SUCCEEDED 6",
                        "REQUEST FAILED 6",
                        "REQUEST FAILED 8",
                        "REQUEST SUCCEEDED 6",
                        "REQUEST SUCCEEDED 8");
    }

    @Test
    void withoutAnOrganizationNothingHappens() {
        // given
        account("800000000001", "ORGANIZATION", true);

        // when
        organization.follow().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from scan")).isZero();
    }

    @Test
    void withoutAnOrganizationAnyMoreItsAccountsAreForgotten() {
        // given
        lab.execute("insert into organization_account (account_id, organization_id)"
                + " values ('800000000001', 'o-former'), ('800000000002', 'o-former')");

        // when
        organization.follow().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from organization_account")).isZero();
    }

    private void account(String id, String source, boolean enabled) {
        lab.execute(
                "insert into account (account_id, enabled, source, regions, registered_at)"
                        + " values ($1, $2, $3, '{eu-central-1}', now())",
                id,
                enabled,
                source);
    }
}
