package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log says of a database that is away: one line when it goes, one when it is back. */
class OutageFilterTest {

    private static final Logger OUTAGE = Logger.getLogger(DatabaseOutage.class.getName());

    private final OutageFilter filter = new OutageFilter();
    private final List<String> said = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            said.add(entry.getLevel() + " " + entry.getMessage());
            assertThat(entry.getThrown()).isNull();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        DatabaseOutage.over();
        OUTAGE.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        DatabaseOutage.over();
        OUTAGE.removeHandler(listener);
    }

    @Test
    void anOutageIsTwoLinesAndACount() {
        // given
        long before = DatabaseOutage.failures();

        // when
        for (int i = 0; i < 100; i++) {
            assertThat(filter.isLoggable(entry("io.muster.scan.ScanWorker", lost())))
                    .isFalse();
            DatabaseOutage.confirmed();
        }
        DatabaseOutage.over();
        DatabaseOutage.over();

        // then
        assertThat(said)
                .containsExactly("WARN The database cannot be reached", "INFO The database can be reached again");
        assertThat(DatabaseOutage.failures() - before).isEqualTo(100);
    }

    @Test
    void aTimerThatOutlivesTheWaitForAConnectionIsNoNews() {
        assertThat(filter.isLoggable(completedTwice("io.vertx.sqlclient.impl.pool.SqlConnectionPool")))
                .isFalse();
        assertThat(filter.isLoggable(completedTwice("io.muster.scan.ScanWorker")))
                .isTrue();
    }

    private static LogRecord completedTwice(String by) {
        Throwable thrown = new IllegalStateException("Result is already complete");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
            new StackTraceElement(by, "run", "Any.java", 1)
        });
        return entry("io.quarkus.vertx.core.runtime.VertxCoreRecorder", thrown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pool closed",
                "Client is closed",
                "Received interrupted exception",
                "This pool is closed and does not handle any more connections!"
            })
    void connectionsThatThisProcessClosesAreNotToldOf(String message) {
        // given
        long before = DatabaseOutage.failures();
        Throwable closed = new IllegalStateException(new VertxException(message));

        // when, then
        assertThat(filter.isLoggable(entry("org.quartz.core.QuartzSchedulerThread", closed)))
                .isFalse();
        assertThat(filter.isLoggable(entry("io.muster.scan.ScanWorker", closed)))
                .isFalse();
        assertThat(filter.isLoggable(entry("io.muster.aws.AwsClients", closed)))
                .as("of another logger")
                .isTrue();
        assertThat(DatabaseOutage.failures()).isEqualTo(before);
    }

    @Test
    void oneConnectionThatBreaksIsNoOutage() {
        // when
        assertThat(filter.isLoggable(entry("io.muster.scan.ScanWorker", lost())))
                .isFalse();
        DatabaseOutage.over();

        // then
        assertThat(said).containsExactly("INFO Connections to the database broke; it answers on others");
    }

    @Test
    void aPasswordThatIsRefusedIsToldWhileOldConnectionsAnswer() {
        // when
        DatabaseOutage.met(new PgException("password authentication failed", "FATAL", "28P01", ""));
        DatabaseOutage.over();

        // then
        assertThat(said).containsExactly("WARN The database refuses new connections; it answers on old ones");
    }

    static Stream<Arguments> entries() {
        Exception lost = lost();
        return Stream.of(
                argumentSet("a claim", "io.muster.scan.ScanWorker", lost, false),
                argumentSet(
                        "Quartz", "org.quartz.impl.jdbcjobstore.JobStoreCMT", new SQLException("gone", "08006"), false),
                argumentSet("a wrapped one", "org.hibernate.orm", new IllegalStateException(lost), false),
                argumentSet(
                        "no connection in time",
                        "io.muster.scan.ScanWorker",
                        new VertxException("Timeout waiting for connection"),
                        false),
                argumentSet("the server stops", "io.muster.ops.ClusterGauges", refused("57P01"), false),
                argumentSet("a full disk", "io.muster.scan.ScanWorker", refused("53100"), true),
                argumentSet("a statement at fault", "io.muster.scan.ScanWorker", refused("42601"), true),
                argumentSet("a statement that takes too long", "io.muster.scan.ScanWorker", refused("57014"), true),
                argumentSet("another server", "io.quarkus.oidc.runtime.OidcRecorder", lost, true),
                argumentSet("something else", "io.muster.scan.ScanWorker", new IOException("a file"), true),
                argumentSet("no failure", "io.muster.scan.ScanWorker", null, true));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void onlyLossesOfTheDatabaseAreKeptBack(String logger, Throwable thrown, boolean loggable) {
        assertThat(filter.isLoggable(entry(logger, thrown))).isEqualTo(loggable);
    }

    private static Exception lost() {
        return new ConnectException("Connection refused: localhost/127.0.0.1:5432");
    }

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, null);
    }

    private static LogRecord entry(String logger, Throwable thrown) {
        LogRecord entry = new LogRecord(Level.WARNING, "a message");
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        return entry;
    }
}
