package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The version that was built takes the place of the last release, replica by replica on one schema, while callers call and scans run; and
 * the last release works on the schema that the new one left. {@code bench/upgrade.sh} builds the last release and runs this.
 */
@Tag("native")
class UpgradeIT {

    private static final Logger LOG = Logger.getLogger(UpgradeIT.class);

    /** The last release: its executable, or its folder quarkus-app. */
    private static final String LAST_RELEASE = "MUSTER_LAST_RELEASE";

    private Cluster cluster;

    @AfterEach
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void losesNoRequestAndNoScanThereAndBack() {
        // given two replicas of the last release, busy
        Path lastRelease = lastRelease();
        cluster = new Cluster("upgrade");
        List<Replica> old = List.of(cluster.start(lastRelease), cluster.start(lastRelease));
        cluster.registerAccounts(Client.of(old.get(0)));
        try (ReadyReplicas ready = new ReadyReplicas(cluster)) {
            Client client = new Client(ready::next);
            Load load = new Load(client, cluster.aws().accounts());
            load.goOnFor(200);

            // when
            List<Replica> upgraded = old.stream()
                    .map(one -> replace(one, cluster.start(), ready, load))
                    .toList();
            upgraded.forEach(one -> replace(one, cluster.start(lastRelease), ready, load));
            load.close();

            // then
            LOG.infof(
                    "%d calls were answered, %d were lost",
                    load.answered(), load.lost().size());
            assertThat(load.lost()).isEmpty();
            assertThat(load.answered()).isGreaterThan(500);
            assertThat(cluster.ended(client, load.scans()).values())
                    .isNotEmpty()
                    .containsOnly("SUCCEEDED");
        }
    }

    private static Path lastRelease() {
        String path = System.getenv(LAST_RELEASE);
        if (path == null) {
            LOG.warn("SKIPPED: the upgrade from the last release, because " + LAST_RELEASE + " does not name it");
        }
        Assumptions.assumeTrue(path != null, LAST_RELEASE + " is not set: bench/upgrade.sh sets it");
        return Path.of(path);
    }

    /** As a Deployment with maxUnavailable 0 does it: both versions serve for a while, then the old one goes. */
    private static Replica replace(Replica old, Replica replacement, ReadyReplicas ready, Load load) {
        await().atMost(PATIENCE).until(() -> ready.contain(replacement));
        load.goOnFor(100);
        old.terminate();
        await().atMost(PATIENCE).until(() -> !ready.contain(old));
        old.join();
        load.goOnFor(50);
        return replacement;
    }
}
