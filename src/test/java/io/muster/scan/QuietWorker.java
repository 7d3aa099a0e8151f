package io.muster.scan;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is scanned by itself: the test alone claims tasks and takes what is due. */
public class QuietWorker implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.demo.enabled", "false",
                "muster.scan.concurrency", "0",
                "muster.scan.poll-interval", "1h",
                "muster.scan.lease", "1h",
                "muster.scan.max-attempts", "2",
                "quarkus.scheduler.enabled", "false");
    }
}
