package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.cluster.Tasks.Task;
import io.muster.demo.DemoAccount;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two replicas share the work; when one dies in the middle of it, the other goes on with what it had. */
@Tag("native")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoReplicasIT {

    private final Cluster cluster = new Cluster("two");

    private long callsOfOneReplica;

    @BeforeAll
    void scanWithOneReplica() {
        Client client = Client.of(cluster.start());
        cluster.registerAccounts(client);
        cluster.ended(client, cluster.scanAll(client));
        callsOfOneReplica = cluster.aws().calls();
    }

    @BeforeEach
    void haveTwoReplicas() {
        while (cluster.replicas().size() < 2) {
            cluster.start();
        }
        cluster.aws().answerAfter(Duration.ofMillis(100));
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    @Test
    void aTaskRunsOnceInTheCluster() {
        // given
        Client client = Client.of(cluster.replicas().get(0));
        long before = cluster.aws().calls();

        // when
        List<String> scans = cluster.scanAll(client);

        // then
        assertThat(cluster.ended(client, scans).values()).containsOnly("SUCCEEDED");
        assertThat(cluster.tasks().of(scans))
                .allSatisfy(task -> assertThat(task.attempt()).isEqualTo(1))
                .extracting(Task::owner)
                .as("both replicas had a part in it")
                .satisfies(owners -> assertThat(Set.copyOf(owners)).hasSize(2));
        assertThat(cluster.aws().calls() - before)
                .as("what AWS was asked, compared with a scan by one replica alone")
                .isEqualTo(callsOfOneReplica);
    }

    @Test
    void aKilledReplicasTasksAreTakenOver() {
        // given both in the middle of the work
        Replica victim = cluster.replicas().get(0);
        Client survivor = Client.of(cluster.replicas().get(1));
        cluster.aws().answerAfter(Duration.ofSeconds(2));
        List<String> scans = cluster.scanAll(survivor);
        await().atMost(PATIENCE).until(() -> owners(cluster.tasks().running()).size() == 2);

        // when
        victim.kill();
        List<Task> atTheKill = cluster.tasks().running();
        cluster.aws().answerAfter(Duration.ZERO);

        // then
        assertThat(cluster.ended(survivor, scans).values()).containsOnly("SUCCEEDED");
        Set<Long> begunTwice = ids(cluster.tasks().of(scans).stream()
                .filter(task -> task.attempt() == 2)
                .toList());
        assertThat(begunTwice).isNotEmpty();
        String dead = atTheKill.stream()
                .filter(task -> begunTwice.contains(task.id()))
                .findFirst()
                .orElseThrow()
                .owner();
        assertThat(begunTwice)
                .as("what the dead one had, and nothing else, was begun anew")
                .isEqualTo(ids(atTheKill.stream()
                        .filter(task -> task.owner().equals(dead))
                        .toList()));
        assertThat(cluster.tasks().of(scans))
                .allSatisfy(task -> assertThat(task.attempt()).isLessThanOrEqualTo(2));
        theInventoryIsTheEstate(survivor, Client.of(cluster.start()));
    }

    private void theInventoryIsTheEstate(Client one, Client other) {
        for (DemoAccount account : cluster.aws().accounts()) {
            String id = account.accountId();
            assertThat(Inventories.of(one.resources(id)))
                    .isEqualTo(cluster.aws().estate(account))
                    .isNotEmpty();
            assertThat(other.resources(id)).isEqualTo(one.resources(id));
            assertThat(other.findings(id)).isEqualTo(one.findings(id)).isNotEmpty();
        }
    }

    private static Set<String> owners(List<Task> tasks) {
        return tasks.stream().map(Task::owner).collect(Collectors.toSet());
    }

    private static Set<Long> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).collect(Collectors.toSet());
    }
}
