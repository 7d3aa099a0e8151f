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

    /** Of the accounts that other tests left behind, not all can be read. */
    @Test
    void aScriptOfARunbookCallsTheMusterThatItsShellWasTold() {
        // given
        register(STAGING, "eu-central-1");
        String preparation = Runbook.preparation()
                .replace("https://muster.example.com", "http://localhost:" + RestAssured.port)
                .replace("<token>", "");
        List<String> scripts = Runbook.all().stream()
                .flatMap(runbook -> runbook.examples().stream())
                .distinct()
                .toList();

        // when, then
        assertThat(scripts).isNotEmpty();
        for (String script : scripts) {
            Ended ended = Script.of(Map.of("ACCOUNT_ID", STAGING), "sh", "-c", preparation + script + " -k VPC -t 120");
            assertThat(ended.exitCode()).as(script + ended.output()).isIn(0, 2);
        }
    }
}
