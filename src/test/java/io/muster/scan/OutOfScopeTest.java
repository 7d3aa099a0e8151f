package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.account.Precondition;
import io.muster.demo.DemoFaults;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Regions that are not scanned any more: what is known of them is out of date, and nothing of it is resolved. */
@QuarkusTest
class OutOfScopeTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String OPEN = "select count(*) from finding where status = 'OPEN' and region = $1";
    private static final String STALE = OPEN + " and stale";

    /** Of the attack paths of the region. */
    private static final String MISSING =
            "select array_to_string(missing, ', ') from attack_path_scope where region = 'eu-central-1'";

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    DemoFaults faults;

    @Inject
    Accounts accounts;

    @Inject
    OutOfScope outOfScope;

    @Inject
    UnregisteredAccounts unregistered;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void aRegionThatIsTakenOffTheRegistrationIsOutOfScopeAtOnce() {
        // given
        lab.scan();
        long open = lab.number(OPEN, Lab.REGION);
        assertThat(open).isPositive();

        // when
        register("us-east-1");

        // then
        awaitStale(open);
        assertThat(lab.number(OPEN, Lab.REGION)).isEqualTo(open);
        assertThat(lab.number("select count(*) from finding where region = 'global' and stale"))
                .isZero();
        Row cell = lab.row("select * from cell where region = $1 and kind = 'VOLUME'", Lab.REGION);
        assertThat(cell.getString("state")).isEqualTo("FAILED");
        assertThat(cell.getString("error_code")).isEqualTo("OUT_OF_SCOPE");
        assertThat(cell.getString("message")).contains("not scanned any more");
        assertThat(cell.getOffsetDateTime("last_complete_at")).isNotNull();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(lab.text(MISSING)).contains("INSTANCE in " + Lab.REGION));

        // when it comes back and is scanned
        register(Lab.REGION);
        Lab.Ended healed = lab.scan();

        // then
        assertThat(healed.opened()).isZero();
        assertThat(healed.resolved()).isZero();
        awaitStale(0);
        assertThat(lab.text(MISSING)).isEmpty();
        assertThat(lab.number("select count(*) from cell where state <> 'COMPLETE' and region = $1", Lab.REGION))
                .isZero();
    }

    @Test
    void aRegionThatIsNotReadHasNoGaps() {
        // given
        faults.deny("ec2:DescribeVolumes");
        lab.scan();
        long open = lab.number(OPEN + " and rule_id = 'inventory-collection-gap'", Lab.REGION);
        lab.execute("update account set regions = null");

        // when
        outOfScope.mark(Lab.ACCOUNT, List.of("us-east-1")).await().atMost(LIMIT);

        // then
        assertThat(open).isEqualTo(1);
        assertThat(lab.number(OPEN + " and rule_id = 'inventory-collection-gap'", Lab.REGION))
                .isZero();
        assertThat(lab.number("select count(*) from cell_gap where region = $1", Lab.REGION))
                .isZero();
    }

    @Test
    void aRegionThatAwsNamesNoMoreIsOutOfScope() {
        // given
        lab.scan();
        long open = lab.number(OPEN, Lab.REGION);
        lab.execute("update account set regions = null");

        // when
        outOfScope.mark(Lab.ACCOUNT, List.of("us-east-1")).await().atMost(LIMIT);

        // then
        assertThat(lab.number(STALE, Lab.REGION)).isEqualTo(open);
    }

    @Test
    void aRegionThatComesBackWhileItsScopeIsLockedIsNotMarked() {
        // given
        lab.scan();
        SqlConnection scan = pool.getConnection().await().atMost(LIMIT);
        try {
            Transaction transaction = scan.begin().await().atMost(LIMIT);
            rows(scan, "select pg_advisory_xact_lock(hashtextextended('" + Lab.ACCOUNT + "/" + Lab.REGION + "', 0))");
            lab.execute("update account set regions = '{us-east-1}'");
            CompletableFuture<Void> marked = outOfScope.mark(Lab.ACCOUNT, null).subscribeAsCompletionStage();
            await().atMost(LIMIT)
                    .until(() -> rows(
                                            scan,
                                            "select 1 from pg_locks where not granted"
                                                    + " and pg_backend_pid() = any(pg_blocking_pids(pid))")
                                    .rowCount()
                            > 0);

            // when
            lab.execute("update account set regions = '{eu-central-1}'");
            transaction.commit().await().atMost(LIMIT);
            assertThat(marked).succeedsWithin(LIMIT);
        } finally {
            scan.close().await().atMost(LIMIT);
        }

        // then
        assertThat(lab.number(STALE, Lab.REGION)).isZero();
        assertThat(lab.number("select count(*) from cell where error_code = 'OUT_OF_SCOPE'"))
                .isZero();
    }

    private static RowSet<Row> rows(SqlConnection connection, String sql) {
        return connection.query(sql).execute().await().atMost(LIMIT);
    }

    @Test
    void regionsThatCouldNotBeFoundOutAreLeftAlone() {
        // given
        lab.scan();
        lab.execute("update account set regions = null");

        // when
        outOfScope.mark(Lab.ACCOUNT, List.of()).await().atMost(LIMIT);

        // then
        assertThat(lab.number(STALE, Lab.REGION)).isZero();
    }

    @Test
    void allOfAnAccountThatIsUnregisteredIsOutOfScope() {
        // given
        lab.scan();
        long open = lab.number(OPEN, Lab.REGION);

        // when
        accounts.remove(Lab.ACCOUNT, Precondition.NONE).await().atMost(LIMIT);

        // then region by region
        awaitStale(open);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lab.number(
                                "select count(*) from cell where error_code is distinct from 'OUT_OF_SCOPE'"))
                        .isZero());
    }

    @Test
    void scansOfAnAccountThatIsUnregisteredMarkNothingAsReadAgain() {
        // given a task that has read from AWS when the account goes
        lab.scan();
        long open = lab.number(OPEN, Lab.REGION);
        long scan = lab.number("insert into scan (status, trigger, account_ids, requested_at)"
                + " values ('RUNNING', 'REQUEST', array['111111111111'], now()) returning id");
        lab.execute(
                "insert into scan_task (scan_id, account_id, region, phase, step, discovers, status, attempt, owner, lease_until)"
                        + " values ($1, $2, $3, 'REGION', 1, false, 'RUNNING', 1, 'another', now() + interval '1 hour')",
                scan,
                Lab.ACCOUNT,
                Lab.REGION);

        // when
        unregistered.unregister(Lab.ACCOUNT, Precondition.NONE).await().atMost(LIMIT);

        // then
        assertThat(lab.text("select status from scan where id = $1", scan)).isEqualTo("CANCELLED");
        assertThat(lab.text("select status from scan_task where scan_id = $1", scan))
                .isEqualTo("CANCELLED");
        assertThat(lab.number(STALE, Lab.REGION)).isEqualTo(open);
    }

    @Test
    void anAccountWhoseUnregistrationWasBrokenOffIsMarkedLater() {
        // given
        lab.scan();
        long open = lab.number(OPEN, Lab.REGION);
        lab.execute("delete from account");
        unregistered.resume().await().atMost(LIMIT);
        assertThat(lab.number(STALE, Lab.REGION)).as("it may still be at work").isZero();

        // when
        lab.execute("update cell set last_attempt_at = last_attempt_at - interval '3 minutes'");
        unregistered.resume().await().atMost(LIMIT);

        // then
        assertThat(lab.number(STALE, Lab.REGION)).isEqualTo(open);
        assertThat(lab.number("select count(*) from cell where error_code is distinct from 'OUT_OF_SCOPE'"))
                .isZero();
    }

    private void awaitStale(long findings) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lab.number(STALE, Lab.REGION)).isEqualTo(findings));
    }

    private void register(String region) {
        Row account = lab.row("select role_arn, external_id from account");
        accounts.register(new Account(
                        Lab.ACCOUNT,
                        null,
                        account.getString("role_arn"),
                        account.getString("external_id"),
                        List.of(region),
                        true,
                        null,
                        null))
                .await()
                .atMost(LIMIT);
    }
}
