package io.muster.launch;

import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoConfig;
import io.muster.scan.FirstScans;
import io.muster.ui.UiConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    private final DemoCloud cloud;
    private final FirstScans scans;
    private final Vertx vertx;
    private final String address;
    private final String database;
    private final UiConfig pages;
    private final boolean graphQlUi;
    private volatile boolean stopped;

    Guidance(
            DemoConfig config,
            DemoCloud cloud,
            FirstScans scans,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            UiConfig pages,
            @ConfigProperty(name = "quarkus.smallrye-graphql.ui.enabled", defaultValue = "true") boolean graphQlUi) {
        this.config = config;
        this.cloud = cloud;
        this.scans = scans;
        this.vertx = vertx;
        this.address = "http://" + host + ":" + port;
        this.database = database;
        this.pages = pages;
        this.graphQlUi = graphQlUi;
    }

    void give() {
        if (!config.enabled() || LaunchMode.current() == LaunchMode.TEST) {
            return;
        }
        List<DemoAccount> accounts = cloud.accounts();
        LOGGER.infof("PostgreSQL    %s%s", database, embedded());
        LOGGER.infof(
                "Demo cloud    %d accounts (%s); no AWS account is touched",
                accounts.size(), accounts.stream().map(DemoAccount::accountId).collect(Collectors.joining(", ")));
        if (pages.enabled()) {
            LOGGER.infof("Pages         %s/", address);
        }
        LOGGER.infof(
                "GraphQL       %s%s  try: { findings(first: 5, filter: {statuses: [OPEN]}) { nodes { severity title } } }",
                address, graphQlUi ? "/q/graphql-ui" : "/graphql");
        LOGGER.infof(
                "REST          curl -X POST %s/api/v1/accounts/%s/scans",
                address, accounts.get(0).accountId());
        scans.underWay()
                .subscribe()
                .with(this::begun, failure -> LOGGER.debug("The first scans could not be counted", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private static String embedded() {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? " (embedded unless muster.database.host is set)" : "";
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
