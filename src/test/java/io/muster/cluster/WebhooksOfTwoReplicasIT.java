package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.cluster.Deliveries.Delivery;
import io.muster.cluster.HookReceiver.Got;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas send to a target that is slow and fails now and then; one is killed in the middle of its attempts. */
@Tag("native")
class WebhooksOfTwoReplicasIT {

    private static final String RULE = "ec2-imdsv2-required";

    private final Cluster cluster = new Cluster(
            "hooks",
            Map.of(
                    "MUSTER_WEBHOOKS_ALLOW_PRIVATE_NETWORKS", "true",
                    "MUSTER_WEBHOOKS_ALLOW_HTTP", "true",
                    "MUSTER_WEBHOOKS_FIRST_PAUSE", "1s",
                    "MUSTER_WEBHOOKS_TIMEOUT", "3s",
                    "MUSTER_WEBHOOKS_CONCURRENCY", "3",
                    "MUSTER_WEBHOOKS_PER_WEBHOOK", "6"));

    private final Deliveries deliveries = new Deliveries(cluster.tasks().database());
    private HookReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new HookReceiver();
    }

    @AfterEach
    void end() {
        receiver.close();
        cluster.close();
    }

    @Test
    void aKilledReplicaLosesNoEventAndDoublesNoneButByItsKey() {
        // given two replicas, and two events of each finding of a rule
        Replica victim = cluster.start();
        Client survivor = Client.of(cluster.start());
        cluster.registerAccounts(survivor);
        survivor.make(
                "/api/v1/webhooks",
                Map.of(
                        "name",
                        "tickets",
                        "format",
                        "JSON",
                        "url",
                        receiver.address().toString(),
                        "secret",
                        "a-secret-of-the-receiver",
                        "filter",
                        Map.of("ruleIds", List.of(RULE))));
        receiver.answerAfter(Duration.ofMillis(700));
        cluster.ended(survivor, cluster.scanAll(survivor));
        survivor.make("/api/v1/suppressions", Map.of("ruleId", RULE, "reason", "known"));

        // when both are in the middle of attempts
        await().atMost(PATIENCE).until(() -> owners(deliveries.underWay()).size() == 2);
        victim.kill();
        Set<String> atTheKill = keys(deliveries.underWay());
        receiver.answerAfter(Duration.ofMillis(50));

        // then
        await().atMost(PATIENCE)
                .until(() -> deliveries.all().stream()
                        .allMatch(delivery -> delivery.state().equals("DELIVERED")));
        List<Delivery> all = deliveries.all();
        List<Got> got = receiver.got();
        assertThat(keysTaken(got)).as("nothing is lost, and nothing made up").isEqualTo(keys(all));
        assertThat(all).anyMatch(delivery -> delivery.attempts() > 1);
        assertThat(doubled(got)).as("but what was under way when it died").isSubsetOf(atTheKill);
        assertThat(bodies(got)).as("each attempt tells the same").hasSize(all.size());
        assertThat(inOrderOf(all, got)).isEqualTo(bySequence(all));
    }

    private static Set<String> owners(List<Delivery> underWay) {
        return underWay.stream().map(Delivery::owner).collect(Collectors.toSet());
    }

    private static Set<String> keys(List<Delivery> all) {
        return all.stream().map(Delivery::key).collect(Collectors.toSet());
    }

    private static Set<String> keysTaken(List<Got> got) {
        return got.stream().filter(Got::taken).map(Got::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> doubled(List<Got> got) {
        Set<String> once = new HashSet<>();
        return got.stream()
                .filter(Got::taken)
                .map(Got::key)
                .filter(key -> !once.add(key))
                .collect(Collectors.toSet());
    }

    private static Set<String> bodies(List<Got> got) {
        return got.stream().map(Got::body).collect(Collectors.toSet());
    }

    /** The keys of each finding in the order in which they were first taken. */
    private static Map<String, List<String>> inOrderOf(List<Delivery> all, List<Got> got) {
        Map<String, String> findings =
                all.stream().collect(Collectors.toMap(Delivery::key, Delivery::finding, (one, same) -> one));
        return keysTaken(got).stream().collect(Collectors.groupingBy(findings::get, Collectors.toList()));
    }

    private static Map<String, List<String>> bySequence(List<Delivery> all) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparingLong(Delivery::sequence))
                .forEach(delivery -> keys.computeIfAbsent(delivery.finding(), any -> new ArrayList<>())
                        .add(delivery.key()));
        return keys;
    }
}
