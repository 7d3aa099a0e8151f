package io.muster.scan;

import io.muster.inventory.event.Notification;
import io.muster.inventory.event.Notifications;
import io.muster.inventory.event.Topic;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Follows scans, whichever replicas work on them. */
@ApplicationScoped
public class ScanEvents {

    /** The shortest time between two states that are read and sent. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The longest time without reading the scan, in case a notification was lost. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final Notifications notifications;
    private final ScanReads reads;

    ScanEvents(Notifications notifications, ScanReads reads) {
        this.notifications = notifications;
        this.reads = reads;
    }

    /**
     * The scan as it is now, and again whenever it has moved on, until it has ended; the last item is the ended scan. States that
     * follow each other faster than the subscriber takes them are skipped.
     *
     * @return fails with {@link ErrorCode#NOT_FOUND} where the scope has no such scan
     */
    public Multi<ScanView> progress(AccountScope scope, String scanId) {
        return reads.find(scope, scanId)
                .map(found -> found.orElseThrow(() -> MusterException.notFound("Scan " + scanId)))
                .onItem()
                .transformToMulti(now -> Multi.createBy().concatenating().streams(told(now), changes(scope, scanId)))
                .skip()
                .repetitions()
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }

    private Multi<Optional<ScanView>> changes(AccountScope scope, String scanId) {
        return Multi.createBy()
                .merging()
                .streams(
                        notifications.of(Topic.SCAN).filter(notification -> notification.concerns(scanId)),
                        Multi.createFrom().ticks().every(LONGEST_SILENCE).map(tick -> Notification.ANYTHING))
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(
                        change -> Multi.createBy().concatenating().streams(reread(scope, scanId), pause()));
    }

    private Multi<Optional<ScanView>> reread(AccountScope scope, String scanId) {
        return reads.find(scope, scanId)
                .onItem()
                .transformToMulti(found ->
                        found.map(ScanEvents::told).orElse(Multi.createFrom().item(Optional.empty())))
                // a database that is gone for a while is no end: the next change or silence reads again
                .onFailure(failure ->
                        failure instanceof MusterException known && known.code().retryable())
                .recoverWithCompletion();
    }

    /** The state, followed by an end marker if the scan has ended. */
    private static Multi<Optional<ScanView>> told(ScanView scan) {
        return scan.status().ended()
                ? Multi.createFrom().items(Optional.of(scan), Optional.empty())
                : Multi.createFrom().item(Optional.of(scan));
    }

    private static Multi<Optional<ScanView>> pause() {
        return Uni.createFrom()
                .<Optional<ScanView>>nullItem()
                .onItem()
                .delayIt()
                .by(PAUSE)
                .toMulti();
    }
}
