package io.muster.finding;

import io.muster.inventory.event.Notifications;
import io.muster.inventory.event.Topic;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes the events of findings, and streams those of all replicas. */
@ApplicationScoped
public class FindingEvents {

    private final Notifications notifications;
    private final FindingReads findings;

    FindingEvents(Notifications notifications, FindingReads findings) {
        this.notifications = notifications;
        this.findings = findings;
    }

    /** Publishes the events within the connection's transaction. */
    static Uni<Void> publish(
            SqlConnection connection, String accountId, Instant at, Map<FindingEventType, List<UUID>> changes) {
        List<String> subjects = changes.entrySet().stream()
                .flatMap(change -> ChangedFindings.of(change.getKey(), accountId, at, change.getValue()).stream())
                .map(ChangedFindings::write)
                .toList();
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : Notifications.publish(connection, Topic.FINDING, subjects);
    }

    /**
     * Streams events of matching findings from now on. Each finding is read when its event is sent; one that no longer matches
     * the filter is left out.
     *
     * @return fails with {@link ErrorCode#SUBSCRIPTION_OVERFLOW} when events may have been missed, because they came
     * faster than they were taken or this replica did not hear of them for a while
     */
    public Multi<FindingEvent> changes(AccountScope accounts, FindingFilter filter) {
        return Multi.createFrom()
                .deferred(this::heard)
                .filter(change -> accounts.admits(change.accountId()))
                .onItem()
                .transformToMultiAndConcatenate(change -> findings.among(accounts, filter, change.ids())
                        .onItem()
                        .transformToMulti(found -> Multi.createFrom()
                                .items(found.stream()
                                        .map(finding -> new FindingEvent(change.type(), finding, change.at())))));
    }

    private Multi<ChangedFindings> heard() {
        // it is said once in the beginning, and once more if this replica begins to hear only now
        AtomicInteger beginnings = new AtomicInteger(notifications.isListening() ? 1 : 2);
        return notifications
                .of(Topic.FINDING)
                .filter(notification -> notification.subject() != null || begins(beginnings))
                .filter(notification -> notification.subject() != null)
                .map(notification -> ChangedFindings.read(notification.subject()));
    }

    private static boolean begins(AtomicInteger beginnings) {
        if (beginnings.getAndDecrement() > 0) {
            return true;
        }
        throw new MusterException(
                ErrorCode.SUBSCRIPTION_OVERFLOW, "Events may have been missed: query the findings and subscribe again");
    }
}
