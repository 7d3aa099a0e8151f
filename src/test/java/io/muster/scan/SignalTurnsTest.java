package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.account.Precondition;
import io.muster.inventory.signal.SignalRetention;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who delete signals wait for an import that is under way, before they lock any row. */
@QuarkusTest
class SignalTurnsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    SignalRetention retention;

    @Inject
    AccountPurge purge;

    @BeforeEach
    void keepAnOldSignal() {
        reset();
        lab.execute(
                "insert into signal (source, uid, resource, account_id, type, state, observed_at, received_at, document)"
                        + " values ('Prowler', 'f-1', 'arn:x', $1, 'COMPLIANCE', 'OPEN', now(), now() - interval '31 days', '{}')",
                Lab.ACCOUNT);
        lab.execute(
                "insert into signal_change (account_id, region, exploit, changed_at) values ($1, 'x', false, now())",
                Lab.ACCOUNT);
    }

    @AfterEach
    void reset() {
        lab.execute("delete from signal");
        lab.execute("delete from signal_change");
        lab.reset();
    }

    @Test
    void theDeletionOfOldSignalsWaits() {
        // when
        duringAnImport(() -> retention.tick());

        // then
        assertThat(lab.number("select count(*) from signal")).isZero();
    }

    @Test
    void thePurgeOfAnAccountWaits() {
        // when
        duringAnImport(() -> purge.purge(Lab.ACCOUNT, Precondition.NONE).replaceWithVoid());

        // then
        assertThat(lab.number("select count(*) from signal")).isZero();
        assertThat(lab.number("select count(*) from signal_change")).isZero();
    }

    /** The import has noted the place of its signals, and not kept them yet, when the work begins. */
    private void duringAnImport(Supplier<Uni<Void>> work) {
        SqlConnection importing = pool.getConnection().await().atMost(LIMIT);
        try {
            Transaction transaction = importing.begin().await().atMost(LIMIT);
            rows(importing, "select pg_advisory_xact_lock(hashtext('muster.signals'))");
            rows(importing, "update signal_change set changed_at = now()");
            CompletableFuture<Void> begun = work.get().subscribeAsCompletionStage();
            await().atMost(LIMIT).until(() -> waitedFor(importing));
            assertThat(rows(importing, "select 1 from signal for update nowait").rowCount())
                    .as("signals that are neither locked nor deleted")
                    .isOne();
            transaction.commit().await().atMost(LIMIT);
            assertThat(begun).succeedsWithin(LIMIT);
        } finally {
            importing.close().await().atMost(LIMIT);
        }
    }

    /** Not by pg_stat_activity, which stays for a transaction as it was at its first look. */
    private static boolean waitedFor(SqlConnection holder) {
        return rows(
                                holder,
                                "select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                        .rowCount()
                > 0;
    }

    private static RowSet<Row> rows(SqlConnection connection, String sql) {
        return connection.query(sql).execute().await().atMost(LIMIT);
    }
}
