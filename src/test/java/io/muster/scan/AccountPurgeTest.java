package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.account.Precondition;
import io.muster.finding.Recount;
import io.muster.graphql.ReadsOnly;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Purging an account while it is scanned, and in spite of a crash. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AccountPurgeTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String GOES = "711111111111";
    private static final String STAYS = "722222222222";

    /** Three steps. */
    private static final int MANY = 5_000;

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    ScanConfig config;

    @Inject
    Accounts accounts;

    @Inject
    ScanEnds ends;

    @Inject
    AccountPurge purge;

    private TaskQueue queue;

    @BeforeEach
    void fill() {
        empty();
        queue = new TaskQueue(pool, config);
        for (String account : List.of(GOES, STAYS)) {
            lab.execute("insert into account (account_id, registered_at) values ($1, now())", account);
            lab.execute(
                    "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                            + " first_seen_at, changed_at) select 'arn:' || $1 || n, 'VPC', $1, 'x', n::text, '{}', '{}',"
                            + " '', now(), now() from generate_series(1, $2) n",
                    account,
                    MANY);
            lab.execute(
                    "insert into cell (account_id, region, kind, state, last_attempt_at)"
                            + " values ($1, 'x', 'VPC', 'COMPLETE', now())",
                    account);
        }
        lab.execute(
                "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area,"
                        + " severity, severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at)"
                        + " select gen_random_uuid(), 'r', arn, resource_id, kind, account_id, region, 'NETWORK', 'LOW', 1, 'OPEN',"
                        + " 'It is so.', '{}', '', now(), now() from resource");
        pool.query(Recount.statements()).execute().await().atMost(LIMIT);
        lab.execute("insert into resource_version select id, now() - interval '1 day', now(), null, '{}', '{}' from"
                + " resource");
        lab.execute("insert into resource_link select id, 'IN_VPC', 'arn:x' from resource");
        for (String account : List.of(GOES, STAYS)) {
            lab.execute("insert into attack_path_scope values ($1, 'x', now(), '{}')", account);
            lab.execute(
                    "insert into signal (source, uid, resource, account_id, type, state, observed_at, received_at, document)"
                            + " values ('Prowler', 'f-' || $1, 'arn:x', $1, 'COMPLIANCE', 'OPEN', now(), now(), '{}')",
                    account);
            lab.execute("insert into event_wish values ($1, 'x', '{}', '{}', '{}', '{}', 1, now())", account);
            for (String state : List.of("ACTIVE", "REQUESTED", "EXPIRED")) {
                lab.execute(
                        "insert into exemption (version, type, state, account_id, reason, needs_approval, requested_by,"
                                + " requester_name, created_at, settled) values (0, 'SUPPRESSION', $2, $1, 'r', false, 'k', 'n',"
                                + " now(), true)",
                        account,
                        state);
            }
        }
    }

    @AfterEach
    void empty() {
        lab.truncate(
                "account, account_purge, account_purged, scan, scan_task, scan_gap, resource, resource_version,"
                        + " resource_link, cell, finding, finding_series, attack_path_scope, event_wish, exemption, signal cascade");
    }

    @Test
    void allOfTheAccountGoesAndNothingOfAnother() {
        // when
        assertThat(purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT)).isTrue();

        // then
        for (String table : List.of(
                "account",
                "account_purge",
                "resource",
                "cell",
                "finding",
                "finding_series",
                "attack_path_scope",
                "event_wish",
                "signal")) {
            assertThat(rows(table, GOES)).as(table).isZero();
        }
        assertThat(lab.number("select sum(findings) from finding_series where level = 'ESTATE'"))
                .isEqualTo(MANY);
        assertThat(lab.number("select sum(delta) from finding_trend_day join finding_series on id = series_id"
                        + " where level = 'ESTATE'"))
                .isEqualTo(MANY);
        assertThat(rows("finding", STAYS)).isEqualTo(MANY);
        assertThat(rows("resource", STAYS)).isEqualTo(MANY);
        for (String table : List.of("account", "attack_path_scope", "event_wish", "signal")) {
            assertThat(rows(table, STAYS)).as(table).isOne();
        }
        assertThat(lab.number("select count(*) from resource_version")).isEqualTo(MANY);
        assertThat(lab.number("select count(*) from resource_link")).isEqualTo(MANY);
        assertThat(purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT))
                .as("nothing is known of it")
                .isFalse();
    }

    @Test
    void exemptionsThatNameTheAccountAreEndedAndStayOnRecord() {
        // when
        purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT);

        // then
        String states = "select string_agg(state || ' ' || (ended_at is not null), ', ' order by id) from exemption"
                + " where account_id = $1";
        assertThat(lab.text(states, GOES)).isEqualTo("LIFTED true, LIFTED true, EXPIRED false");
        assertThat(lab.text(states, STAYS)).isEqualTo("ACTIVE false, REQUESTED false, EXPIRED false");
        assertThat(lab.text(
                        "select string_agg(type || ' ' || coalesce(by_name, '-') || ' ' || (note like '%purged'), ', ')"
                                + " from exemption_event"))
                .isEqualTo("LIFTED - true, LIFTED - true");
    }

    @Test
    void whatTheRegistrationLeftBehindIsPurgedToo() {
        // given
        accounts.remove(GOES, Precondition.NONE).await().atMost(LIMIT);

        // when, then
        assertThat(purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT)).isTrue();
        assertThat(rows("resource", GOES)).isZero();
    }

    @Test
    void anAccountOfWhichSignalsAloneAreKnownIsKnown() {
        // given
        lab.execute("update signal set account_id = '733333333333' where account_id = $1", STAYS);

        // when, then
        assertThat(purge.purge("733333333333", Precondition.NONE).await().atMost(LIMIT))
                .isTrue();
        assertThat(rows("signal", "733333333333")).isZero();
    }

    @Test
    void aPurgeThatWasBrokenOffGoesOnAndTheAccountComesBackNoSooner() {
        // given a replica that died right after it had begun
        accounts.removeToPurge(GOES, Precondition.NONE).await().atMost(LIMIT);
        Account again = new Account(GOES, null, null, null, null, true, null, null);
        assertThatThrownBy(() -> accounts.register(again).await().atMost(LIMIT))
                .isInstanceOfSatisfying(
                        MusterException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT));
        purge.resume().await().atMost(LIMIT);
        assertThat(rows("resource", GOES)).as("it may still be at work").isEqualTo(MANY);

        // when
        lab.execute("update account_purge set requested_at = requested_at - interval '2 minutes'");
        purge.resume().await().atMost(LIMIT);

        // then
        assertThat(rows("resource", GOES)).isZero();
        assertThat(accounts.register(again).await().atMost(LIMIT).created()).isTrue();
    }

    @Test
    void aPurgeThatFailsDoesNotKeepTheOthersFromGoingOn() {
        // given
        for (String account : List.of(GOES, STAYS)) {
            accounts.removeToPurge(account, Precondition.NONE).await().atMost(LIMIT);
        }
        lab.execute("update account_purge set requested_at = requested_at - interval '2 minutes'");
        lab.execute("create function refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no' using errcode = '53100'; end $$");
        lab.execute("create trigger refused before delete on resource for each row when (old.account_id = '" + GOES
                + "') execute function refuse()");

        // when
        purge.resume().await().atMost(LIMIT);
        lab.execute("drop function refuse() cascade");

        // then
        assertThat(rows("resource", STAYS)).isZero();
        assertThat(rows("resource", GOES)).isEqualTo(MANY);
    }

    @Test
    void scansOfTheAccountAreCalledOffAndThoseOfOthersGoOn() {
        // given
        long alone = scan(GOES);
        long both = scan(GOES, STAYS);
        List<ScanTask> claimed = queue.claim(10, Set.of()).await().atMost(LIMIT);
        assertThat(claimed).as("an account is not read twice at a time").hasSize(2);

        // when
        purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT);

        // then
        assertThat(status(alone)).isEqualTo("CANCELLED");
        assertThat(status(both)).isEqualTo("RUNNING");
        for (ScanTask task : claimed) {
            if (task.scope().accountId().equals(GOES)) {
                assertThatThrownBy(() -> lab.finish(queue, ends, task)).isInstanceOf(LostTask.class);
            } else {
                lab.finish(queue, ends, task);
            }
        }
        assertThat(status(both)).isEqualTo("SUCCEEDED");
    }

    @Test
    void theLastTasksOfAScanMayBeThoseThatAreCalledOff() {
        // given
        long both = scan(GOES, STAYS);
        queue.claim(10, Set.of()).await().atMost(LIMIT).stream()
                .filter(task -> task.scope().accountId().equals(STAYS))
                .forEach(task -> lab.finish(queue, ends, task));

        // when
        purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT);

        // then
        assertThat(status(both)).isEqualTo("SUCCEEDED");
    }

    @Test
    void aScanOfWhichEveryTaskIsCalledOffIsCancelled() {
        // given
        long both = scan(GOES, STAYS);

        // when
        purge.purge(GOES, Precondition.NONE).await().atMost(LIMIT);
        purge.purge(STAYS, Precondition.NONE).await().atMost(LIMIT);

        // then
        assertThat(status(both)).isEqualTo("CANCELLED");
    }

    private long scan(String... accountIds) {
        long scan = lab.number(
                "insert into scan (status, trigger, account_ids, requested_at)"
                        + " values ('QUEUED', 'REQUEST', $1, now()) returning id",
                (Object) accountIds);
        List<NewTask> tasks = List.of(accountIds).stream()
                .map(account -> new NewTask(account, "global", TaskPhase.ACCOUNT))
                .toList();
        pool.withTransaction(connection -> TaskQueue.add(connection, scan, tasks))
                .await()
                .atMost(LIMIT);
        return scan;
    }

    private String status(long scan) {
        return lab.text("select status from scan where id = $1", scan);
    }

    private long rows(String table, String accountId) {
        return lab.number("select count(*) from " + table + " where account_id = $1", accountId);
    }
}
