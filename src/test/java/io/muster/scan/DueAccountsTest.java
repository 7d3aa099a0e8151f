package io.muster.scan;

import static io.muster.platform.OnVertx.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.account.DueAccounts;
import io.muster.account.Precondition;
import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts whose scheduled time has come. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class DueAccountsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    Accounts accounts;

    @Inject
    ScheduledScans scheduled;

    @BeforeEach
    @AfterEach
    void empty() {
        lab.truncate("account, scan, scan_task, scan_gap");
    }

    @Test
    void eachComesUpOnceHoweverManyAskAtOnce() {
        // given
        IntStream.range(0, 20).forEach(i -> register("7000000001%02d".formatted(i), true, "1 minute"));

        // when
        List<CompletableFuture<List<String>>> asked = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::takeDue))
                .limit(4)
                .toList();

        // then
        assertThat(asked.stream().flatMap(taken -> taken.join().stream()))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyThoseThatAreDueAndEnabledComeUpAndMoveOn() {
        // given
        register("700000000201", true, "1 minute");
        register("700000000202", false, "1 minute");
        register("700000000203", true, "-1 minute");
        lab.execute("insert into account (account_id, registered_at) values ('700000000204', now())");

        // when, then
        assertThat(takeDue()).containsExactly("700000000201");
        assertThat(takeDue()).isEmpty();
        assertThat(lab.number("select count(*) from account where account_id = '700000000201'"
                        + " and next_scan_at between now() + interval '50 minutes' and now() + interval '61 minutes'"))
                .isEqualTo(1);
    }

    @Test
    void theTickAsksForTheirScans() {
        // given
        register("700000000201", true, "1 minute");
        register("700000000203", true, "-1 minute");

        // when
        run(scheduled.tick());

        // then
        assertThat(lab.rows("select account_ids[1], trigger from scan"))
                .extracting(row -> row.getString(0) + " " + row.getString(1))
                .containsExactly("700000000201 SCHEDULE");
    }

    @Test
    void anAccountWhoseScanCannotBeRequestedIsStillDue() {
        // given a database that takes no scan of one of them
        register("700000000201", true, "2 minutes");
        register("700000000203", true, "1 minute");
        lab.execute("alter table scan add constraint refused check (account_ids <> '{700000000201}')");

        // when
        run(scheduled.tick());
        lab.execute("alter table scan drop constraint refused");

        // then
        assertThat(lab.text("select account_ids[1] from scan")).isEqualTo("700000000203");
        run(scheduled.tick());
        assertThat(lab.text("select string_agg(account_ids[1], ' ' order by id) from scan"))
                .isEqualTo("700000000203 700000000201");
    }

    @Test
    void aTimeThatAClockAheadHasComputedIsCorrected() {
        // given
        register("700000000201", true, "-1 year", "every 1h");
        register("700000000202", true, "-1 year", "0 0 3 * * ?");
        register("700000000203", true, "-65 minutes", "every 1h");
        register("700000000204", true, "-1 year", "every 110000000d");
        register("700000000205", false, "-1 year", "every 1h");

        // when
        run(scheduled.correct());

        // then clocks that differ by a few minutes are none that are wrong
        assertThat(lab.text("select string_agg(right(account_id, 1), '' order by account_id) from account"
                        + " where next_scan_at < now() + interval '25 hours'"))
                .isEqualTo("123");
        assertThat(lab.number("select count(*) from account where account_id = '700000000203'"
                        + " and next_scan_at > now() + interval '64 minutes'"))
                .isOne();
    }

    /** As an earlier version accepted it. */
    @Test
    void aStoredScheduleThatCannotBeFollowedCostsItsAccountOnly() {
        // given
        register("700000000201", true, "2 minutes", "every 110000000d");
        register("700000000202", true, "1 minute", "* * * * * ?");
        register("700000000203", true, "1 minute");

        // when
        List<String> due = takeDue();

        // then
        assertThat(due).contains("700000000203");
        assertThat(lab.number("select count(*) from account where next_scan_at is null"))
                .isEqualTo(2);
        assertThat(takeDue()).isEmpty();
    }

    @Test
    void anAccountWithAStoredScheduleThatCannotBeFollowedIsReadAndDeleted() {
        // given
        register("700000000201", true, "-1 minute", "every 110000000d");

        // when
        Optional<Account> read = run(accounts.find("700000000201"));
        boolean removed = run(accounts.remove("700000000201", Precondition.NONE));

        // then
        assertThat(read).map(Account::schedule).contains("every 110000000d");
        assertThat(removed).isTrue();
    }

    /** As at each start of a replica with accounts in its settings, and as a change of the name. */
    @Test
    void aRegistrationThatLeavesTheScheduleAsItIsDoesNotMoveTheNextScan() {
        // given
        register("700000000201", true, "-1 minute");
        register("700000000202", true, "-1 minute");

        // when
        run(accounts.register(account("700000000201", true, "every 1h")));
        run(accounts.change(
                "700000000202", Precondition.NONE, before -> account(before.accountId(), true, before.schedule())));

        // then
        assertThat(nextScans()).containsExactly("700000000201 in 1 min", "700000000202 in 1 min");
    }

    @Test
    void theNextScanCountsFromNowWhereTheScheduleIsAnotherOrFollowedAgain() {
        // given
        register("700000000201", true, "-1 minute");
        register("700000000202", false, "-1 minute");
        register("700000000203", true, "-1 minute");

        // when
        run(accounts.register(account("700000000201", true, "every 2h")));
        run(accounts.register(account("700000000202", true, "every 1h")));
        run(accounts.register(account("700000000203", true, null)));
        run(accounts.register(account("700000000204", true, "every 3h")));

        // then
        assertThat(nextScans())
                .containsExactly(
                        "700000000201 in 120 min",
                        "700000000202 in 60 min",
                        "700000000203 never",
                        "700000000204 in 180 min");
    }

    /** As where the tick of another replica has just taken the account, and has not committed yet. */
    @Test
    void aRegistrationWaitsForTheTickThatMovesTheNextScan() {
        // given
        register("700000000201", true, "1 minute");
        SqlConnection tick = pool.getConnection().await().atMost(LIMIT);
        try {
            Transaction transaction = tick.begin().await().atMost(LIMIT);
            query(tick, "update account set next_scan_at = now() + interval '40 minutes'");

            // when
            CompletableFuture<?> registered = CompletableFuture.supplyAsync(
                    () -> run(accounts.register(account("700000000201", true, "every 1h"))));
            await().atMost(LIMIT).until(() -> isWaitedFor(tick));
            transaction.commit().await().atMost(LIMIT);

            // then
            assertThat(registered).succeedsWithin(LIMIT);
            assertThat(nextScans()).containsExactly("700000000201 in 40 min");
        } finally {
            tick.close().await().atMost(LIMIT);
        }
    }

    private static boolean isWaitedFor(SqlConnection holder) {
        return query(
                                holder,
                                "select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                        .rowCount()
                > 0;
    }

    private static RowSet<Row> query(SqlConnection connection, String sql) {
        return connection.query(sql).execute().await().atMost(LIMIT);
    }

    private static Account account(String accountId, boolean enabled, @Nullable String schedule) {
        return new Account(accountId, "renamed", null, null, List.of("eu-central-1"), enabled, schedule, null);
    }

    /** The accounts with the time to their next scans, rounded up or down. */
    private List<String> nextScans() {
        return lab
                .rows("select account_id || coalesce(' in ' || round(extract(epoch from next_scan_at - now()) / 60)"
                        + " || ' min', ' never') from account order by account_id")
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void register(String accountId, boolean enabled, String overdue) {
        register(accountId, enabled, overdue, "every 1h");
    }

    private void register(String accountId, boolean enabled, String overdue, String schedule) {
        lab.execute(
                "insert into account (account_id, enabled, schedule, next_scan_at, registered_at, regions)"
                        + " values ($1, $2, $4, now() - $3::text::interval, now(), '{eu-central-1}')",
                accountId,
                enabled,
                overdue,
                schedule);
    }

    private List<String> takeDue() {
        List<String> taken = new ArrayList<>();
        for (String accountId : run(DueAccounts.find(pool))) {
            run(pool.withTransaction(connection -> DueAccounts.take(connection, accountId)))
                    .map(DueAccounts.Due::accountId)
                    .ifPresent(taken::add);
        }
        return taken;
    }
}
