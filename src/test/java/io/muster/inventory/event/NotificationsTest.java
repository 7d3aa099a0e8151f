package io.muster.inventory.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.graphql.ReadsOnly;
import io.muster.platform.DatabaseConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas that tell each other what has changed. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class NotificationsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String STALLING = "muster-test-stalling";
    private static final int MORE_THAN_ANY_BUFFER = 2_000;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    DatabaseConfig database;

    private final List<Pool> ownPools = new ArrayList<>();
    private ListeningConnection connection;
    private Notifications here;

    @BeforeEach
    void listen() {
        connection = new ListeningConnection(pool, vertx);
        here = new Notifications(connection);
    }

    @AfterEach
    void close() {
        connection.close(new ShutdownEvent());
        ownPools.forEach(own -> own.close().await().atMost(LIMIT));
    }

    @Test
    void whatIsPublishedIsHeardOnItsTopic() {
        // given
        AssertSubscriber<Notification> scans = listening(Topic.SCAN);
        AssertSubscriber<Notification> findings = listening(Topic.FINDING);

        // when
        publish(Topic.SCAN, "7");
        publish(Topic.FINDING, "8");
        publish(Topic.SCAN, "9");

        // then
        await().atMost(LIMIT).until(() -> subjects(scans).contains("9"));
        await().atMost(LIMIT).until(() -> subjects(findings).contains("8"));
        assertThat(subjects(scans)).containsExactly("7", "9");
        assertThat(subjects(findings)).containsExactly("8");
    }

    @Test
    void whatIsRolledBackIsNotHeard() {
        // given
        AssertSubscriber<Notification> heard = listening(Topic.SCAN);

        // when
        pool.withTransaction(open -> Notifications.publish(open, Topic.SCAN, "lost")
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("a test"))))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(LIMIT);
        publish(Topic.SCAN, "kept");

        // then
        await().atMost(LIMIT).until(() -> subjects(heard).contains("kept"));
        assertThat(subjects(heard)).containsExactly("kept");
    }

    @Test
    void aBrokenConnectionIsReplacedAndListenersAreToldThatTheyMayHaveMissedSomething() {
        // given
        AssertSubscriber<Notification> heard = listening(Topic.SCAN);
        long before = unknowns(heard);

        // when
        pool.query(
                        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen muster%' or query = 'select 1 as listening'")
                .execute()
                .await()
                .atMost(LIMIT);

        // then
        await().atMost(LIMIT).until(() -> unknowns(heard) > before);
        publish(Topic.SCAN, "after");
        await().atMost(LIMIT).until(() -> subjects(heard).contains("after"));
    }

    @Test
    void aConnectionThatAnswersLateIsGivenBackAndHearsNothingTwice() throws Exception {
        // given a process of the database that stands still for longer than a check waits
        Pool stalling = poolNamed(STALLING);
        connection = new ListeningConnection(stalling, vertx, Duration.ofSeconds(1));
        here = new Notifications(connection);
        AssertSubscriber<Notification> heard = listening(Topic.SCAN);
        long before = unknowns(heard);
        String process = onlyProcess(STALLING);
        signal("STOP", process);

        // when another connection has taken its place
        try {
            await().atMost(LIMIT).until(() -> unknowns(heard) > before);
        } finally {
            signal("CONT", process);
        }
        await().atMost(LIMIT).until(() -> isSilent(process));
        publish(Topic.SCAN, "once");
        publish(Topic.SCAN, "last");

        // then
        await().atMost(LIMIT).until(() -> subjects(heard).contains("last"));
        assertThat(subjects(heard)).containsExactly("once", "last");
    }

    /** A pool whose connections nobody else takes, and PostgreSQL's view of activity tells from all others. */
    private Pool poolNamed(String application) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(database.host())
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.username())
                .setPassword(database.password())
                .addProperty("application_name", application);
        Pool named = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(2))
                .using(vertx)
                .build();
        ownPools.add(named);
        return named;
    }

    private String onlyProcess(String application) {
        return only("select cast(pid as text) from pg_stat_activity where application_name = '" + application + "'")
                .getString(0);
    }

    private boolean isSilent(String process) {
        return only("select query = 'unlisten *' and state = 'idle' from pg_stat_activity where pid = " + process)
                .getBoolean(0);
    }

    private Row only(String query) {
        RowSet<Row> rows = pool.query(query).execute().await().atMost(LIMIT);
        assertThat(rows.size()).isEqualTo(1);
        return rows.iterator().next();
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }

    @Test
    void aListenerThatDoesNotKeepUpLearnsThatItMissedSomethingAndHearsOn() {
        // given one that takes a single notification, and one that takes them all
        AssertSubscriber<Notification> fast = listening(Topic.SCAN);
        AssertSubscriber<Notification> slow =
                here.of(Topic.SCAN).subscribe().withSubscriber(AssertSubscriber.create(1));

        // when
        pool.query("select pg_notify('muster_scan', cast(n as text)) from generate_series(1, " + MORE_THAN_ANY_BUFFER
                        + ") n")
                .execute()
                .await()
                .atMost(LIMIT);
        await().atMost(LIMIT).until(() -> subjects(fast).contains(String.valueOf(MORE_THAN_ANY_BUFFER)));
        slow.request(Long.MAX_VALUE);

        // then
        await().atMost(LIMIT).until(() -> unknowns(slow) == 2);
        assertThat(subjects(fast)).hasSize(MORE_THAN_ANY_BUFFER);
        assertThat(subjects(slow)).hasSizeLessThan(MORE_THAN_ANY_BUFFER / 2);
        publish(Topic.SCAN, "after");
        await().atMost(LIMIT).until(() -> subjects(slow).contains("after"));
    }

    /** One that hears already: it begins with what says nothing, and has it again once there is a connection. */
    private AssertSubscriber<Notification> listening(Topic topic) {
        AssertSubscriber<Notification> heard =
                here.of(topic).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        await().atMost(LIMIT).until(connection::isListening);
        return heard;
    }

    private void publish(Topic topic, String subject) {
        pool.withTransaction(open -> Notifications.publish(open, topic, subject))
                .await()
                .atMost(LIMIT);
    }

    private static List<String> subjects(AssertSubscriber<Notification> heard) {
        return List.copyOf(heard.getItems()).stream()
                .filter(notification -> !notification.equals(Notification.ANYTHING))
                .map(Notification::subject)
                .toList();
    }

    private static long unknowns(AssertSubscriber<Notification> heard) {
        return List.copyOf(heard.getItems()).stream()
                .filter(Notification.ANYTHING::equals)
                .count();
    }
}
