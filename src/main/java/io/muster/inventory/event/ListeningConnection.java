package io.muster.inventory.event;

import io.muster.platform.StructuredLog;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The one connection on which this replica hears notifications. It is opened when first asked for and then kept: whenever
 * it breaks, another is opened. It comes from the pool, so that it is made as every other one is.
 */
@ApplicationScoped
class ListeningConnection {

    private static final StructuredLog LOG = StructuredLog.of(ListeningConnection.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    /** How often the connection is checked by default, to detect that the other end has gone without closing it. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

    private static final Duration LONGEST_ECHO = Duration.ofMillis(500);

    /** Told apart from the statements of other connections in PostgreSQL's views of activity. */
    private static final String PING = "select 1 as listening";

    private static final String UNLISTEN = "unlisten *";

    private static final String LISTEN = Arrays.stream(Topic.values())
            .map(topic -> "listen " + topic.channel())
            .collect(Collectors.joining("; "));

    private enum State {
        CLOSED,
        OPEN,
        ENDED
    }

    private final Pool pool;
    private final Vertx vertx;
    private final Duration signOfLife;
    private final AtomicReference<State> state = new AtomicReference<>(State.CLOSED);
    private final AtomicReference<PgConnection> current = new AtomicReference<>();
    private final Echo echo = new Echo(this::answer, LONGEST_ECHO);
    private volatile BiConsumer<Topic, String> heard = (topic, subject) -> {};
    private volatile Runnable missed = () -> {};

    @Inject
    ListeningConnection(Pool pool, Vertx vertx) {
        this(pool, vertx, SIGN_OF_LIFE);
    }

    ListeningConnection(Pool pool, Vertx vertx, Duration signOfLife) {
        this.pool = pool;
        this.vertx = vertx;
        this.signOfLife = signOfLife;
    }

    /**
     * Sets the listener for notifications.
     *
     * @param missed runs after each reconnect, for notifications until then are lost
     */
    void onNotification(BiConsumer<Topic, String> heard, Runnable missed) {
        this.heard = heard;
        this.missed = missed;
    }

    void open() {
        if (state.compareAndSet(State.CLOSED, State.OPEN)) {
            // the connection serves every listener, and belongs to none of their calls
            VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext())
                    .runOnContext(own -> connect());
        }
    }

    /**
     * Completes once every notification is delivered whose transaction had committed before the call: PostgreSQL sends those that
     * wait for a connection before it ends the answer to the connection's next statement. Fails where no connection is open, and at once where the connection has not answered for {@link #LONGEST_ECHO}.
     */
    Uni<Void> caughtUp() {
        return echo.next();
    }

    private Uni<Void> answer() {
        PgConnection connection = current.get();
        return connection == null
                ? Uni.createFrom().failure(new IllegalStateException("Notifications are not heard just now"))
                : connection.query(PING).execute().replaceWithVoid();
    }

    boolean isListening() {
        return current.get() != null;
    }

    void close(@Observes ShutdownEvent event) {
        state.set(State.ENDED);
        PgConnection last = current.getAndSet(null);
        if (last != null) {
            last.closeAndForget();
        }
    }

    private void connect() {
        if (state.get() == State.ENDED) {
            return;
        }
        pool.getConnection().chain(this::listen).subscribe().with(this::opened, failure -> {
            // told of and counted as every other loss of the database
            LOG.warn("No connection to listen on, trying again", failure);
            connectLater();
        });
    }

    private void connectLater() {
        vertx.setTimer(BEFORE_NEXT_TRY.toMillis(), id -> connect());
    }

    private Uni<PgConnection> listen(SqlConnection pooled) {
        PgConnection connection = PgConnection.cast(pooled);
        connection.notificationHandler(this::hear);
        connection.closeHandler(() -> lost(connection));
        return connection
                .query(LISTEN)
                .execute()
                .onFailure()
                .invoke(connection::closeAndForget)
                .replaceWith(connection);
    }

    private void opened(PgConnection connection) {
        missed.run(); // before anybody can be told that all is heard
        echo.answered();
        current.set(connection);
        checkLater(connection);
    }

    private void lost(PgConnection connection) {
        if (current.compareAndSet(connection, null)) {
            LOG.debug("The connection that notifications are heard on has broken");
            connectLater();
        }
    }

    private void checkLater(PgConnection connection) {
        vertx.setTimer(signOfLife.toMillis(), id -> {
            if (connection.equals(current.get())) {
                check(connection);
            }
        });
    }

    /** Checks the connection, and gives one up that does not answer. */
    private void check(PgConnection connection) {
        connection
                .query(PING)
                .execute()
                .ifNoItem()
                .after(signOfLife.dividedBy(2))
                .fail()
                .invoke(echo::answered)
                .subscribe()
                .with(alive -> checkLater(connection), failure -> giveUp(connection));
    }

    /**
     * Opens another connection in place of this one, which returns to the pool once it has answered again, and hears nothing any more. If
     * it never does, the operating system will close it.
     */
    private void giveUp(PgConnection connection) {
        connection.notificationHandler(notification -> {});
        connection
                .query(UNLISTEN)
                .execute()
                .onTermination()
                .invoke(connection::closeAndForget)
                .subscribe()
                .with(silent -> {}, failure -> LOG.debug("A connection that did not answer has broken"));
        lost(connection);
    }

    private void hear(PgNotification notification) {
        heard.accept(Topic.of(notification.getChannel()), notification.getPayload());
    }
}
