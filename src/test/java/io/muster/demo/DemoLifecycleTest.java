package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.muster.aws.AnswerProtocol;
import io.muster.platform.FreePorts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;

/** How the demo cloud is configured, and that it comes and goes with the application. */
class DemoLifecycleTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isOffUnlessAskedFor() {
        DemoConfig config = config(Map.of());

        assertThat(config.enabled()).isFalse();
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(4599);
        assertThat(config.drift()).isZero();
        assertThat(config.deny()).isEmpty();
        assertThat(DemoSize.of(config)).isEqualTo(new DemoSize(3, List.of("eu-central-1", "us-east-1"), 25, 42));
    }

    @Test
    void takesItsFaultsFromTheConfiguration() {
        DemoFaults faults = new DemoFaults(config(Map.of(
                "muster.demo.deny", "ec2:DescribeVolumes,ec2:DescribeVpcs",
                "muster.demo.throttle-every", "1",
                "muster.demo.latency", "PT0.2S")));

        Row row = new Row("ec2", "ec2", "DescribeVolumes", "", "");
        Call volumes = new Call(
                row,
                AnswerProtocol.EC2_QUERY,
                "",
                new Caller("AKIA", "eu-central-1", "ec2"),
                "1",
                DescribeVolumesRequest.builder().build());
        assertThat(faults.denies(volumes)).isTrue();
        assertThat(faults.cut(volumes)).isEqualTo(Answers.Cut.NOWHERE);
        assertThat(faults.throttlesNext()).isTrue();
        assertThat(faults.latency()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void comesAndGoesWithTheApplication() throws IOException {
        int port = FreePorts.next();
        DemoLifecycle lifecycle = lifecycle(Map.of("muster.demo.enabled", "true", "muster.demo.port", "" + port));

        lifecycle.start(new StartupEvent());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }

        lifecycle.stop(new ShutdownEvent());
        // the kernel may still complete a connection just after the server was told to close
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close()));
    }

    @Test
    void doesNotChangeAnyMoreOnceItHasStopped() throws IOException {
        // given
        DemoConfig config = config(Map.of(
                "muster.demo.enabled",
                "true",
                "muster.demo.port",
                "" + FreePorts.next(),
                "muster.demo.drift",
                "PT0.01S"));
        DemoCloud cloud = new DemoCloud(config);
        DemoLifecycle lifecycle = new DemoLifecycle(config, vertx, cloud, new DemoFaults(config));
        lifecycle.start(new StartupEvent());
        await().atMost(LIMIT).until(() -> cloud.queue().size() > 0);

        // when
        lifecycle.stop(new ShutdownEvent());
        afterTimersOf(Duration.ofMillis(100)); // a change may have been under way
        int changes = cloud.queue().size();
        afterTimersOf(Duration.ofMillis(100));

        // then
        assertThat(cloud.queue().size()).isEqualTo(changes);
    }

    private void afterTimersOf(Duration time) {
        vertx.timer(time.toMillis()).toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void staysAwayWhereItIsNotEnabled() throws IOException {
        int port = FreePorts.next();
        DemoLifecycle lifecycle = lifecycle(Map.of("muster.demo.port", "" + port));

        lifecycle.start(new StartupEvent());

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        lifecycle.stop(new ShutdownEvent());
    }

    @Test
    void saysWhatToDoWhereThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DemoLifecycle lifecycle =
                    lifecycle(Map.of("muster.demo.enabled", "true", "muster.demo.port", "" + taken.getLocalPort()));

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> lifecycle.start(new StartupEvent()))
                    .withMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .withMessageContaining("muster.demo.port")
                    .withNoCause();
        }
    }

    private DemoLifecycle lifecycle(Map<String, String> properties) {
        DemoConfig config = config(properties);
        return new DemoLifecycle(config, vertx, new DemoCloud(config), new DemoFaults(config));
    }

    private static DemoConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(DemoConfig.class)
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .build()
                .getConfigMapping(DemoConfig.class);
    }
}
