package io.muster.api;

import io.muster.launch.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Gives the packaged application what dev mode and tests have by default: a PostgreSQL and the demo cloud. */
public class PackagedSettings implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        int demoPort = freePort();
        return Map.of(
                "muster.database.host", "localhost",
                "muster.database.port", String.valueOf(TestDatabase.port()),
                "muster.database.name", "postgres",
                "muster.database.username", "postgres",
                "muster.database.password", "postgres",
                "muster.demo.enabled", "true",
                "muster.demo.port", String.valueOf(demoPort),
                "muster.aws.endpoint", "http://127.0.0.1:" + demoPort,
                "muster.auth.enabled", "false");
    }

    @Override
    public void stop() {
        // the database ends with the JVM
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
