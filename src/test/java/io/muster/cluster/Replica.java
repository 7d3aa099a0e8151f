package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.muster.platform.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** One packaged application, be it a JAR or a native executable, as a process of its own. */
final class Replica {

    private static final Path TARGET = Path.of("target");
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // several start in one suite, and none lives long
            "-jar");

    private final String name;
    private final Process process;
    private final Path log;
    private final URI address;
    private final URI management;

    private Replica(String name, Process process, Path log, URI address, URI management) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.address = address;
        this.management = management;
    }

    /** Starts one; it is not ready yet. Its log goes to {@code target/cluster/}. */
    static Replica start(String name, Map<String, String> settings) {
        return start(name, command(), settings);
    }

    /** As {@link #start(String, Map)}, of an application that was built elsewhere: an executable, or the folder quarkus-app. */
    static Replica start(String name, Path application, Map<String, String> settings) {
        Path path = application.toAbsolutePath();
        return start(
                name,
                Files.isDirectory(path) ? java(path.resolve("quarkus-run.jar")) : List.of(path.toString()),
                settings);
    }

    private static Replica start(String name, List<String> command, Map<String, String> settings) {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("MUSTER_") || variable.startsWith("AWS_"));
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        try {
            Path log = Files.createDirectories(TARGET.resolve("cluster")).resolve(name + ".log");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Replica(name, process, log, local(port), local(managementPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was built last tells what it is, as it tells Quarkus's own integration tests. */
    private static List<String> command() {
        Properties artifact = new Properties();
        try (var file = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path path = TARGET.resolve(artifact.getProperty("path")).toAbsolutePath();
        return artifact.getProperty("type").equals("native") ? List.of(path.toString()) : java(path);
    }

    private static List<String> java(Path jar) {
        return Stream.concat(JVM.stream(), Stream.of(jar.toString())).toList();
    }

    String name() {
        return name;
    }

    URI address() {
        return address;
    }

    /** Where its health is told. */
    URI readiness() {
        return management.resolve("/q/health/ready");
    }

    /** All that it has said so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    /** Of one that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** As the kernel kills a process that takes too much memory: nothing is said goodbye to. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** Asks it to stop, as Kubernetes does, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    void join() {
        await(name).atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
