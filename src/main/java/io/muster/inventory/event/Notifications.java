package io.muster.inventory.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notifies every replica of changes, by PostgreSQL's NOTIFY: a transaction's notifications are delivered after it has committed,
 * in the order of commits, and never if it is rolled back. A listener may miss some, when a replica's connection breaks; it then
 * gets {@link Notification#ANYTHING}, and must be able to read its data again.
 */
@ApplicationScoped
public class Notifications {

    private static final String NOTIFY = "select pg_notify($1, $2)";
    private static final String NOTIFY_ALL =
            "select count(pg_notify($1, subject)) from unnest($2::text[]) as s (subject)";

    /** How many notifications are kept for a slow listener; beyond that, it learns only that some were missed. */
    private static final int BUFFER = 256;

    private final ListeningConnection connection;
    private final Map<Topic, Collection<MultiEmitter<? super Notification>>> listeners =
            Stream.of(Topic.values()).collect(Collectors.toUnmodifiableMap(t -> t, t -> new CopyOnWriteArrayList<>()));

    Notifications(ListeningConnection connection) {
        this.connection = connection;
        connection.onNotification(this::deliver, this::missed);
    }

    /** Publishes them all in one statement. */
    public static Uni<Void> publish(SqlConnection connection, Topic topic, List<String> subjects) {
        return connection
                .preparedQuery(NOTIFY_ALL)
                .execute(Tuple.of(topic.channel()).addArrayOfString(subjects.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Publishes within the connection's transaction; the same subject twice in one transaction is heard once. */
    public static Uni<Void> publish(SqlConnection connection, Topic topic, String subject) {
        return connection
                .preparedQuery(NOTIFY)
                .execute(Tuple.of(topic.channel(), subject))
                .replaceWithVoid();
    }

    /**
     * The notifications that any replica publishes on a topic, without end and without failure. It begins with
     * {@link Notification#ANYTHING}, and has it again wherever something may have been missed: what is read after it, and
     * after each that follows, is never older than the last change that was published.
     */
    public Multi<Notification> of(Topic topic) {
        return Multi.createFrom()
                .<Notification>emitter(listener -> listen(listeners.get(topic), listener), BUFFER)
                // the only failure is a full buffer: its contents are dropped, and it begins anew
                .onFailure()
                .retry()
                .indefinitely();
    }

    /**
     * Completes once listeners have every notification whose transaction had committed before the call. Fails where notifications are not
     * heard just now.
     */
    public Uni<Void> caughtUp() {
        return connection.caughtUp();
    }

    /** Whether this replica receives notifications that are published now: it does from shortly after the first request for it. */
    public boolean isListening() {
        return connection.isListening();
    }

    private void listen(
            Collection<MultiEmitter<? super Notification>> ofTopic, MultiEmitter<? super Notification> listener) {
        ofTopic.add(listener);
        listener.onTermination(() -> ofTopic.remove(listener));
        listener.emit(Notification.ANYTHING);
        connection.open();
    }

    private void deliver(Topic topic, String subject) {
        Notification notification = new Notification(subject);
        listeners.get(topic).forEach(listener -> listener.emit(notification));
    }

    private void missed() {
        listeners.values().forEach(ofTopic -> ofTopic.forEach(listener -> listener.emit(Notification.ANYTHING)));
    }
}
