package io.muster.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.demo.DemoAccount;
import io.muster.launch.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Replicas that share nothing but a database, and the demo cloud that they scan. */
final class Cluster implements AutoCloseable {

    /** Generous: the machine may be busy with other things. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    private final String name;
    private final Map<String, String> more;
    private final DemoAws aws = new DemoAws();
    private final Tasks tasks = Tasks.inNewDatabase();
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();

    Cluster(String name) {
        this(name, Map.of());
    }

    /** @param more settings of each replica, as environment variables */
    Cluster(String name, Map<String, String> more) {
        this.name = name;
        this.more = more;
    }

    DemoAws aws() {
        return aws;
    }

    Tasks tasks() {
        return tasks;
    }

    /** All that were started and have not ended. */
    List<Replica> replicas() {
        return replicas.stream().filter(Replica::runs).toList();
    }

    /** Starts one more, and waits until it is ready. */
    Replica start() {
        return ready(Replica.start(nextName(), settings()));
    }

    /** The same of an application that was built elsewhere. */
    Replica start(Path application) {
        return ready(Replica.start(nextName(), application, settings()));
    }

    private String nextName() {
        return name + "-" + (replicas.size() + 1);
    }

    private Replica ready(Replica replica) {
        replicas.add(replica);
        Client client = Client.of(replica);
        await(replica.name()).atMost(PATIENCE).until(() -> {
            assertThat(replica.runs())
                    .as("target/cluster/%s.log tells why", replica.name())
                    .isTrue();
            return client.isUp(replica.readiness());
        });
        return replica;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("MUSTER_DATABASE_HOST", "localhost");
        settings.put("MUSTER_DATABASE_PORT", String.valueOf(TestDatabase.port()));
        settings.put("MUSTER_DATABASE_NAME", tasks.database());
        settings.put("MUSTER_DATABASE_USERNAME", TestDatabase.USER);
        settings.put("MUSTER_DATABASE_PASSWORD", TestDatabase.USER);
        settings.put("MUSTER_AWS_ENDPOINT", aws.endpoint().toString());
        settings.put("MUSTER_AWS_BUDGET_FRACTION", "1");
        settings.put("MUSTER_AUTH_ENABLED", "false");
        settings.put("MUSTER_SCAN_CONCURRENCY", "3");
        // every scan asks the same, so that the calls of two can be compared
        settings.put("MUSTER_SCAN_RECHECK_INTERVAL", "0s");
        settings.put("QUARKUS_SHUTDOWN_DELAY", "3s");
        settings.putAll(more);
        return settings;
    }

    void registerAccounts(Client client) {
        for (DemoAccount account : aws.accounts()) {
            Map<String, Object> body = new HashMap<>();
            body.put("name", account.name());
            body.put("roleArn", account.roleArn());
            body.put("regions", account.regions());
            if (account.externalId() != null) {
                body.put("externalId", account.externalId());
            }
            client.register(account.accountId(), body);
        }
    }

    /** Asks for a scan of each account, and returns their ids. */
    List<String> scanAll(Client client) {
        return aws.accounts().stream()
                .map(account -> client.scan(account.accountId()))
                .toList();
    }

    /** The statuses of the scans, once all have ended. */
    Map<String, String> ended(Client client, List<String> scans) {
        return await().atMost(PATIENCE)
                .until(
                        () -> scans.stream().distinct().collect(Collectors.toMap(id -> id, id -> status(client, id))),
                        statuses -> statuses.values().stream().noneMatch(UNDER_WAY::contains));
    }

    private static String status(Client client, String scan) {
        JsonNode answer = client.get("/api/v1/scans/" + scan);
        return answer.path("status").asText();
    }

    @Override
    public void close() {
        replicas().forEach(Replica::kill);
        aws.close();
    }
}
