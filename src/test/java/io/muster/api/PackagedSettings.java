package io.muster.api;

import io.muster.launch.TestDatabase;
import io.muster.platform.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the packaged application what dev mode and tests have by default: a PostgreSQL and the demo cloud. */
public class PackagedSettings implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        int demoPort = FreePorts.next();
        return Map.ofEntries(
                Map.entry("muster.database.host", "localhost"),
                Map.entry("muster.database.port", String.valueOf(TestDatabase.port())),
                Map.entry("muster.database.name", "postgres"),
                Map.entry("muster.database.username", "postgres"),
                Map.entry("muster.database.password", "postgres"),
                Map.entry("muster.demo.enabled", "true"),
                Map.entry("muster.demo.port", String.valueOf(demoPort)),
                Map.entry("muster.aws.endpoint", "http://127.0.0.1:" + demoPort),
                Map.entry("muster.auth.enabled", "false"),
                Map.entry("muster.http.head-time", "5s"),
                Map.entry("muster.webhooks.allow-http", "true"),
                Map.entry("muster.webhooks.allow-private-networks", "true"),
                Map.entry("quarkus.smallrye-graphql.ui.enabled", "true"),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.management.port", String.valueOf(FreePorts.next())));
    }

    @Override
    public void stop() {
        // the database ends with the JVM
    }
}
