package io.muster.api;

import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/rescan.sh} against the running service. */
@QuarkusTest
class RescanTest {

    @Test
    void aScanThatReadsAllEndsWell() throws Exception {
        // given
        register(STAGING, "eu-central-1");
        Map<String, String> key =
                Map.of("MUSTER_IDEMPOTENCY_KEY", UUID.randomUUID().toString());

        // when
        Rescan rescan = Rescan.of(url(), key, "-a", STAGING, "-k", "VPC", "-k", "KEY_PAIR", "-m", "a \"test\" \\");
        Rescan again = Rescan.of(url(), key, "-a", STAGING, "-k", "VPC", "-k", "KEY_PAIR", "-m", "a \"test\" \\");

        // then
        assertThat(rescan.output()).contains("all was read");
        assertThat(rescan.exitCode()).isZero();
        assertThat(again).as("the same key is the same scan").isEqualTo(rescan);
    }

    @Test
    void whatCannotBeScannedFails() throws Exception {
        // when
        Rescan unknown = Rescan.of(url(), Map.of(), "-a", "700000000099");
        Rescan bad = Rescan.of(url(), Map.of(), "-r", "nowhere");

        // then
        assertThat(unknown.output()).contains("404").contains("Account 700000000099 was not found");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(bad.output()).contains("400").contains("regions[0]");
        assertThat(bad.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, -t 60, MUSTER_POLL_SECONDS is no number of seconds: 0.5",
        "0, -t 60, MUSTER_POLL_SECONDS is less than 1: 0",
        "1, -t soon, -t is no number of seconds: soon",
        "1, 700000000001, no option: 700000000001"
    })
    void whatIsNotMeantIsNotScanned(String poll, String arguments, String message) throws Exception {
        Rescan refused = Rescan.of(url(), Map.of("MUSTER_POLL_SECONDS", poll), arguments.split(" ", -1));

        assertThat(refused.output()).contains(message);
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    private static String url() {
        return "http://localhost:" + RestAssured.port;
    }
}
