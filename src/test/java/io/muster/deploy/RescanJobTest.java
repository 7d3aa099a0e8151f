package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.muster.launch.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the nightly rescan, against a server that is both Muster and the provider of tokens. */
class RescanJobTest {

    private static final String SECRET = "/etc/muster/rescan";
    private static final Path HELM = Helm.CHART.resolve("ci/production-values.yaml");

    /** By path: what was asked with which Authorization, and the body. */
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    private HttpServer server;

    @TempDir
    Path secret;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", call -> answer(call, "{\"expires_in\":300, \"access_token\" : \"a.b-c_d\"}"));
        server.createContext("/api/v1/scans", call -> answer(call, "{}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenIsFetchedForEachRun() throws IOException {
        // given
        Files.writeString(
                secret.resolve("token"),
                "url = \"%s/token\"\nuser = \"muster-rescan:secret\"\ndata = \"grant_type=client_credentials\"\n"
                        .formatted(url()));

        // when
        Ended ended = run();

        // then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(asked)
                .containsEntry("/token", "Basic bXVzdGVyLXJlc2NhbjpzZWNyZXQ= grant_type=client_credentials")
                .containsEntry("/api/v1/scans", "Bearer a.b-c_d {\"reason\": \"the nightly rescan\"}");
    }

    @Test
    void aHeaderOfAStaticUserIsSentAsItIs() throws IOException {
        // given
        Files.writeString(secret.resolve("headers"), "Authorization: Basic YTpi\n");

        // when
        Ended ended = run();

        // then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(asked).containsOnly(Map.entry("/api/v1/scans", "Basic YTpi {\"reason\": \"the nightly rescan\"}"));
    }

    @Test
    void theChartRunsTheSame() {
        assertThat(command(Helm.manifests(HELM))).isEqualTo(command(Kustomize.production()));
    }

    private Ended run() {
        List<String> command = command(Kustomize.production()).stream()
                .map(argument -> argument.replace(SECRET, secret.toString()).replace("http://muster", url()))
                .toList();
        assumeTrue(Command.of("curl").isThere(), "there is no curl here");
        ProcessBuilder job = new ProcessBuilder(command).redirectErrorStream(true);
        job.environment().put("JOB_NAME", "muster-rescan-1");
        return Ended.of(job, Duration.ofMinutes(1));
    }

    private static List<String> command(Manifests manifests) {
        return manifests
                .find(CronJob.class, "muster-rescan")
                .flatMap(Workload::of)
                .orElseThrow()
                .containers()
                .get(0)
                .getCommand();
    }

    private void answer(HttpExchange call, String body) throws IOException {
        String sent = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.put(call.getRequestURI().getPath(), call.getRequestHeaders().getFirst("Authorization") + " " + sent);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}
