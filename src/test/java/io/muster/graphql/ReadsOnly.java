package io.muster.graphql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing writes to the store but the test itself: no demo accounts, no worker that takes up scans, no schedule. */
public final class ReadsOnly implements QuarkusTestProfile {

    static final Map<String, String> SETTINGS = Map.of(
            "muster.demo.enabled", "false",
            // the start of an application may ask for an assessment of what other tests left
            "muster.scan.concurrency", "0",
            "muster.scan.poll-interval", "1h",
            "muster.scan.lease", "1h",
            "muster.scan.max-attempts", "2",
            "muster.scan.retry-pause", "1m",
            "quarkus.scheduler.start-mode", "halted");

    @Override
    public Map<String, String> getConfigOverrides() {
        return SETTINGS;
    }
}
