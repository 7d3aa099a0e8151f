package io.muster.aws;

import static org.awaitility.Awaitility.await;

import io.muster.platform.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack beside {@link AwsStandIn}, one for all tests of a run: from its Python package, where the environment variable
 * {@code LOCALSTACK_PYTHON} names a Python that has {@code localstack-core} with its runtime, else in a container where there is Docker.
 * Without either, the tests that need it are skipped, and a line in the log says so.
 */
public final class LocalStackStandIn {

    /** The account that LocalStack gives to callers whose access key names no other. */
    public static final String ACCOUNT = "000000000000";

    private static final Logger LOG = Logger.getLogger(LocalStackStandIn.class);
    private static final String PYTHON = "LOCALSTACK_PYTHON";
    private static final String ABSENCE = PYTHON + " is not set, and there is no Docker";
    private static final String IMAGE = "localstack/localstack:4.14.0";
    private static final int PORT = 4566;
    private static final Duration START = Duration.ofSeconds(90);

    private LocalStackStandIn() {}

    /** Its address; the calling test is skipped where there is none. */
    public static URI endpoint() {
        Assumptions.assumeTrue(Running.ENDPOINT.isPresent(), ABSENCE);
        return Running.ENDPOINT.get();
    }

    private static final class Running {
        private static final Optional<URI> ENDPOINT = start();
    }

    private static Optional<URI> start() {
        String python = System.getenv(PYTHON);
        if (python != null && !python.isBlank()) {
            return Optional.of(runtime(python));
        }
        if (AwsStandIn.docker()) {
            return Optional.of(container());
        }
        LOG.warn("SKIPPED: the tests against LocalStack, because " + ABSENCE);
        return Optional.empty();
    }

    private static URI runtime(String python) {
        String address = "127.0.0.1:" + FreePorts.next();
        ProcessBuilder runtime = new ProcessBuilder(python, "-m", "localstack.runtime.main")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "localstack.log").toFile());
        runtime.environment()
                .putAll(Map.of(
                        "GATEWAY_LISTEN", address,
                        "DNS_ADDRESS", "0",
                        "DISABLE_EVENTS", "1",
                        "SKIP_SSL_CERT_DOWNLOAD", "1",
                        "FILESYSTEM_ROOT",
                                Path.of("target", "localstack").toAbsolutePath().toString()));
        try {
            Process process = runtime.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }));
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        URI endpoint = URI.create("http://" + address);
        await().atMost(START).until(() -> isHealthy(endpoint));
        return endpoint;
    }

    // The container lives as long as the JVM; Testcontainers removes it.
    @SuppressWarnings("resource")
    private static URI container() {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT));
        container.start();
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    private static boolean isHealthy(URI endpoint) throws InterruptedException {
        try {
            HttpRequest health = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(health, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
