package io.muster.rule.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.FlowLog;
import io.muster.rule.Judging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLogNotDeliveringTest {

    @ParameterizedTest
    @CsvSource({
        // delivery, error,        traffic, expected
        "SUCCESS,  ,             ALL,     PASS",
        "SUCCESS,  ,             REJECT,  FAIL LOW",
        "SUCCESS,  ,             ACCEPT,  FAIL LOW",
        "FAILED,   Access error, ALL,     FAIL HIGH",
        "FAILED,   ,             ALL,     FAIL HIGH",
        "FAILED,   Access error, REJECT,  FAIL HIGH",
        "SUCCESS,  Rate limited, ALL,     FAIL MEDIUM",
        "FAILED,   Rate limited, REJECT,  FAIL MEDIUM",
        ",         Access error, ,        FAIL HIGH",
        ",         ,             ALL,     UNKNOWN",
        ",         ,             REJECT,  UNKNOWN",
        "SUCCESS,  ,             ,        UNKNOWN",
    })
    void judges(String delivery, String error, String traffic, String expected) {
        assertThat(Judging.judge(new FlowLogNotDelivering(), log(delivery, error, traffic)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"tgw-1", "tgw-attach-1"})
    void aTransitGatewaysHasNoTypeOfTraffic(String resourceId) {
        assertThat(Judging.judge(
                        new FlowLogNotDelivering(),
                        Made.of("fl-1", new FlowLog("ACTIVE", "SUCCESS", null, null, resourceId, "s3"))))
                .isEqualTo("PASS");
    }

    @Test
    void evidenceHoldsTheErrorAndWhatIsNotRecorded() {
        assertThat(Judging.evidence(new FlowLogNotDelivering(), log("FAILED", "Access error", "ALL")))
                .containsEntry("deliverErrorMessage", "Access error")
                .containsEntry("resourceId", "vpc-1");
    }

    private static Estates.Made<FlowLog> log(String delivery, String error, String traffic) {
        return Made.of("fl-1", new FlowLog("ACTIVE", delivery, error, traffic, "vpc-1", "s3"));
    }
}
