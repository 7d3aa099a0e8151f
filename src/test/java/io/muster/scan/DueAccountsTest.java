package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.account.Precondition;
import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts whose scheduled time has come. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class DueAccountsTest {

    @Inject
    Lab lab;

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
        List<CompletableFuture<List<Account>>> asked = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::takeDue))
                .limit(4)
                .toList();

        // then
        assertThat(asked.stream().flatMap(taken -> taken.join().stream()).map(Account::accountId))
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
        assertThat(takeDue()).extracting(Account::accountId).containsExactly("700000000201");
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

    /** As an earlier version accepted it. */
    @Test
    void aStoredScheduleThatCannotBeFollowedCostsItsAccountOnly() {
        // given
        register("700000000201", true, "2 minutes", "every 110000000d");
        register("700000000202", true, "1 minute", "* * * * * ?");
        register("700000000203", true, "1 minute");

        // when
        List<Account> due = takeDue();

        // then
        assertThat(due).extracting(Account::accountId).contains("700000000203");
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

    private List<Account> takeDue() {
        return run(accounts.takeDue());
    }

    private static <T> T run(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (Throwable e) {
            throw new CompletionException(e);
        }
    }
}
