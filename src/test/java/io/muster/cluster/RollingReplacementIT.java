package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.cluster.Tasks.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new version takes the place of the old one, replica by replica, while callers call and scans run. */
@Tag("native")
class RollingReplacementIT {

    private final Cluster cluster = new Cluster("rolling");

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void losesNoRequestAndNoScan() {
        // given two replicas, busy
        List<Replica> old = List.of(cluster.start(), cluster.start());
        cluster.registerAccounts(Client.of(old.get(0)));
        cluster.aws().answerAfter(Duration.ofSeconds(1));
        try (ReadyReplicas ready = new ReadyReplicas(cluster)) {
            Client client = new Client(ready::next);
            Load load = new Load(client, cluster.aws().accounts());

            // when
            old.forEach(replica -> replace(replica, ready, load));
            load.close();
            cluster.aws().answerAfter(Duration.ZERO);

            // then
            assertThat(load.lost()).isEmpty();
            assertThat(load.answered()).isPositive();
            assertThat(cluster.ended(client, load.scans()).values())
                    .isNotEmpty()
                    .containsOnly("SUCCEEDED");
            assertThat(cluster.tasks().all())
                    .as("a task that is handed back counts as not begun, one that is left to its lease does not")
                    .allSatisfy(task -> assertThat(task.attempt()).isEqualTo(1));
        }
    }

    /** As a Deployment with maxUnavailable 0 does it: the new one is ready before the old one goes. */
    private void replace(Replica old, ReadyReplicas ready, Load load) {
        Replica replacement = cluster.start();
        await().atMost(PATIENCE).until(() -> ready.contain(replacement));
        await("every replica has work")
                .atMost(PATIENCE)
                .until(() -> cluster.tasks().running().stream()
                                .map(Task::owner)
                                .distinct()
                                .count()
                        == cluster.replicas().size());
        old.terminate();
        await().atMost(PATIENCE).until(() -> !ready.contain(old));
        assertThat(old.runs())
                .as("it goes on answering for a while after it says so")
                .isTrue();
        old.join();
        load.goOnFor(50);
    }
}
