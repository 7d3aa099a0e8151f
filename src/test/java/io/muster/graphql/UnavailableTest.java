package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnavailableTest.NoDatabase.class)
class UnavailableTest {

    /** A port that nobody listens on. */
    public static final class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(ReadsOnly.SETTINGS);
            settings.put("quarkus.datasource.reactive.url", "vertx-reactive:postgresql://127.0.0.1:9/none");
            return settings;
        }
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        ask("{ account(accountId: \"1\") { name } rules { ruleId } resource(id: \"x\") { id } }")
                .body("errors", hasSize(2))
                .body("errors.extensions.code", contains("UNAVAILABLE", "UNAVAILABLE"))
                .body("errors.extensions.retryable", contains(true, true))
                .body("data.rules.size()", greaterThan(0));
    }
}
