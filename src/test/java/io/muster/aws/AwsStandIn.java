package io.muster.aws;

import static org.awaitility.Awaitility.await;

import io.muster.platform.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A second implementation of AWS, one for all tests of a run: {@code moto_server} if it is on the path, else LocalStack
 * in a container. Without either, the tests that need one are skipped, and a line in the log says so.
 */
public final class AwsStandIn {

    /** The account that moto and LocalStack give to whoever has no other. */
    public static final String ACCOUNT = "123456789012";

    /** The lock of test classes that count on what is there. */
    public static final String LOCK = "the stand-in of AWS";

    /** Why tests are skipped. */
    public static final String ABSENCE = "neither moto_server nor Docker is here";

    private static final Logger LOG = Logger.getLogger(AwsStandIn.class);
    private static final String MOTO = "moto_server";
    private static final String LOCALSTACK = "localstack/localstack:4.14.0";
    private static final int LOCALSTACK_PORT = 4566;
    private static final Duration START = Duration.ofSeconds(60);

    private AwsStandIn() {}

    /** Whether there can be one. It is not started for the question. */
    public static boolean isHere() {
        return Possible.HERE;
    }

    /** Its address; the calling test is skipped where there is none. */
    public static URI endpoint() {
        Assumptions.assumeTrue(isHere(), ABSENCE);
        return Running.ENDPOINT;
    }

    private static final class Possible {
        private static final boolean HERE = look();
    }

    private static final class Running {
        private static final URI ENDPOINT = isOnPath(MOTO) ? moto() : localStack();
    }

    private static boolean look() {
        boolean here = isOnPath(MOTO) || docker();
        if (!here) {
            LOG.warn("SKIPPED: the tests against moto or LocalStack, because " + ABSENCE);
        }
        return here;
    }

    /** Testcontainers looks for its parts by the context's class loader, which is another while JUnit asks for conditions. */
    static boolean docker() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(AwsStandIn.class.getClassLoader());
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Whether a program is on the path. */
    public static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static URI moto() {
        int port = FreePorts.next();
        ProcessBuilder moto = new ProcessBuilder(MOTO, "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "moto.log").toFile());
        moto.environment()
                .putAll(Map.of(
                        "MOTO_AMIS_PATH",
                        resource("/aws/moto-amis.json").toString(),
                        "MOTO_IAM_LOAD_MANAGED_POLICIES",
                        "true"));
        try {
            Process process = moto.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        await().atMost(START).until(() -> answers(port));
        return URI.create("http://127.0.0.1:" + port);
    }

    // The container lives as long as the JVM; Testcontainers removes it.
    @SuppressWarnings("resource")
    private static URI localStack() {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(LOCALSTACK))
                .withEnv("SERVICES", "ec2,iam,sts")
                .withExposedPorts(LOCALSTACK_PORT)
                .waitingFor(Wait.forHttp("/_localstack/health").forPort(LOCALSTACK_PORT));
        container.start();
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(LOCALSTACK_PORT));
    }

    private static Path resource(String name) {
        try {
            return Path.of(AwsStandIn.class.getResource(name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
