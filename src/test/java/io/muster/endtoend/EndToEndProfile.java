package io.muster.endtoend;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The service as it runs in production, but that its AWS is {@link AnotherAws}. */
public final class EndToEndProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.demo.enabled", "false",
                "muster.auth.enabled", "false",
                "muster.aws.budget-fraction", "1",
                // moto's answers are the same at each attempt, but under load it drops a connection now and then
                "muster.aws.max-attempts", "2",
                "muster.collect.instance-user-data", "true",
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.test-port", "0");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AnotherAws.class));
    }
}
