package io.muster.scan;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A region so large that its listings take several pages, and traces that go to memory in place of a collector. */
public final class SeveralPages implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.demo.accounts", "2",
                "muster.demo.regions", Lab.REGION,
                "muster.demo.instances-per-region", "600",
                "muster.aws.max-attempts", "2",
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.simple", "true",
                "quarkus.otel.exporter.otlp.enabled", "false");
    }
}
