package io.muster.api;

import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.deploy.Runbook;
import io.muster.launch.Ended;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The calls that find the cause of an alert, as the runbooks print them, against the running service. */
@QuarkusTest
class RunbookCallsTest {

    @Test
    void aCallOfARunbookIsAnswered() throws Exception {
        // given
        register(STAGING, "eu-central-1");
        Map<String, String> environment =
                Map.of("MUSTER", "http://localhost:" + RestAssured.port, "CURL_CONFIG", Script.curlConfig());
        List<String> calls = Runbook.all().stream()
                .flatMap(runbook -> runbook.calls().stream())
                .distinct()
                .toList();

        // when, then
        assertThat(calls).hasSizeGreaterThan(10);
        for (String call : calls) {
            Ended answered = Script.of(environment, "sh", "-c", call);
            assertThat(answered.exitCode()).as(call + answered.output()).isZero();
            assertThat(answered.output()).as(call).startsWith("{").doesNotContain("\"errors\"");
        }
    }
}
