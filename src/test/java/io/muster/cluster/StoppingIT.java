package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.api.GraphQlSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica is asked to stop while websockets are open. */
class StoppingIT {

    /** Less than {@code quarkus.shutdown.timeout}, after which Quarkus gives up what it waits for. */
    private static final Duration WITHOUT_A_TIMEOUT = Duration.ofSeconds(15);

    private final Cluster cluster = new Cluster("stopping");
    private Replica replica;

    @BeforeEach
    void start() {
        replica = cluster.start();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void websocketsAreClosedAndNotWaitedFor() {
        // given a websocket that is open, and one that was
        GraphQlSocket socket = subscribe();
        try (GraphQlSocket broken = subscribe()) {
            assertThat(broken.closed()).isNull();
        }

        // when
        replica.terminate();

        // then
        await().atMost(PATIENCE).until(() -> socket.closed() != null);
        assertThat(socket.closed()).isEqualTo(1001);
        endsInOrder();
    }

    @Test
    void newWorkIsRefusedWhileWhatIsUnderWayIsAnswered() {
        // given
        Client client = Client.of(replica);
        cluster.registerAccounts(client);
        GraphQlSocket socket = subscribe();
        try (SlowCall underWay = SlowCall.begin(replica.address())) {

            // when
            replica.terminate();
            await("the stop has begun").atMost(PATIENCE).until(() -> socket.closed() != null);
            HttpResponse<String> scan =
                    client.askForScan(cluster.aws().accounts().get(0).accountId());

            // then
            assertThat(scan.statusCode()).as(scan.body()).isEqualTo(503);
            assertThat(scan.headers().firstValue("Retry-After")).isPresent();
            assertThat(scan.body()).contains("UNAVAILABLE");
            assertThat(underWay.finish()).startsWith("HTTP/1.1 200").contains("\"__typename\"");
        }
        endsInOrder();
    }

    private GraphQlSocket subscribe() {
        GraphQlSocket socket = GraphQlSocket.open(replica.address());
        socket.subscribe("1", "subscription { findingChanged { type } }", Map.of());
        return socket;
    }

    private void endsInOrder() {
        await().atMost(WITHOUT_A_TIMEOUT).until(() -> !replica.runs());
        assertThat(replica.exitCode()).as("as SIGTERM ends a process").isIn(0, 143);
        assertThat(replica.log()).doesNotContain("\"ERROR\"");
    }
}
