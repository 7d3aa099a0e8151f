package io.muster.launch;

import io.muster.demo.DemoConfig;
import io.muster.scan.FirstScans;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Log messages that guide users who try Muster out, in dev mode and wherever else the demo cloud runs: addresses, a first query,
 * and when the first scans have ended.
 */
@ApplicationScoped
class Guidance {

    private static final Logger LOGGER = Logger.getLogger("muster");

    private static final long LOOK_EVERY_MS = 500;

    private final DemoConfig config;
    private final Addresses addresses;
    private final FirstScans scans;
    private final Vertx vertx;
    private volatile boolean stopped;

    Guidance(DemoConfig config, Addresses addresses, FirstScans scans, Vertx vertx) {
        this.config = config;
        this.addresses = addresses;
        this.scans = scans;
        this.vertx = vertx;
    }

    void give() {
        if (!config.enabled() || LaunchMode.current() == LaunchMode.TEST) {
            return;
        }
        addresses.log();
        scans.underWay()
                .subscribe()
                .with(this::begun, failure -> LOGGER.debug("The first scans could not be counted", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void begun(FirstScans.UnderWay begun) {
        if (begun.scans() == 0) {
            LOGGER.info("Inventory     as it was when this database was used last; scan to renew it");
            return;
        }
        if (begun.past() > 0) {
            LOGGER.infof(
                    "History       being made: %d scans of past days, the oldest first, then the present. Until a line says that the"
                            + " inventory is there, answers are of a past day",
                    begun.past());
        }
        watch(System.nanoTime(), begun.past() > 0);
    }

    /** Polls for the end of the first scans; a failed poll is followed by the next. */
    private void watch(long since, boolean history) {
        vertx.setTimer(LOOK_EVERY_MS, timer -> {
            if (!stopped) {
                scans.underWay()
                        .subscribe()
                        .with(left -> looked(left, since, history), failure -> watch(since, history));
            }
        });
    }

    private void looked(FirstScans.UnderWay left, long since, boolean history) {
        if (left.scans() > 0) {
            watch(since, history);
            return;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
        LOGGER.infof(
                "Inventory     there, after %d s: the accounts as they are now%s",
                seconds, history ? ", and their history" : "");
    }
}
