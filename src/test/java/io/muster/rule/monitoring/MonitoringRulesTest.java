package io.muster.rule.monitoring;

import static io.muster.estate.Made.flowLog;
import static io.muster.estate.Made.vpc;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInstance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MonitoringRulesTest {

    @ParameterizedTest
    @MethodSource
    void detailedMonitoring(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new DetailedMonitoring(Baselines.usual()), instance))
                .isEqualTo(expected);
    }

    static Stream<Arguments> detailedMonitoring() {
        return Stream.of(
                argumentSet("on", instance("i"), "PASS"),
                argumentSet("off", instance("i").basicMonitoring(), "FAIL LOW"),
                argumentSet(
                        "off in production",
                        instance("i").basicMonitoring().tag("Environment", "production"),
                        "FAIL LOW"),
                argumentSet("off in a test", instance("i").basicMonitoring().tag("env", "test"), "FAIL INFO"),
                argumentSet("being turned on", instance("i").monitoring("pending"), "PASS"),
                argumentSet("being turned off", instance("i").monitoring("disabling"), "FAIL LOW"),
                argumentSet("not reported", instance("i").monitoring(null), "UNKNOWN"),
                argumentSet("stopped", instance("i").basicMonitoring().state(InstanceState.STOPPED), "NOT_APPLICABLE"),
                argumentSet(
                        "ended", instance("i").basicMonitoring().state(InstanceState.TERMINATED), "NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @MethodSource
    void flowLogs(Estates.Made<Vpc> vpc, Estates estate, String expected) {
        assertThat(Judging.judge(new FlowLogsMissing(), vpc, estate.with(vpc).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> flowLogs() {
        Estates.Made<Vpc> own = vpc("vpc-1", false, Estates.ACCOUNT);
        return Stream.of(
                argumentSet("none", own, twoSubnets(), "FAIL MEDIUM"),
                argumentSet("of the VPC", own, twoSubnets().with(flowLog("fl-1", "ACTIVE", "vpc-1")), "PASS"),
                argumentSet("not active", own, twoSubnets().with(flowLog("fl-1", "INACTIVE", "vpc-1")), "FAIL MEDIUM"),
                argumentSet(
                        "of another VPC", own, twoSubnets().with(flowLog("fl-1", "ACTIVE", "vpc-2")), "FAIL MEDIUM"),
                argumentSet(
                        "of one subnet", own, twoSubnets().with(flowLog("fl-1", "ACTIVE", "subnet-1")), "FAIL MEDIUM"),
                argumentSet(
                        "of a subnet and the other's interface",
                        own,
                        twoSubnets().with(flowLog("fl-1", "ACTIVE", "subnet-1"), flowLog("fl-2", "ACTIVE", "eni-2")),
                        "PASS"),
                argumentSet("empty", own, Estates.estate(), "FAIL INFO"),
                argumentSet("empty default", vpc("vpc-1", true, Estates.ACCOUNT), Estates.estate(), "FAIL INFO"),
                argumentSet("empty, recorded", own, Estates.estate().with(flowLog("fl-1", "ACTIVE", "vpc-1")), "PASS"),
                argumentSet(
                        "shared by another account",
                        vpc("vpc-1", false, Estates.OTHER_ACCOUNT),
                        twoSubnets(),
                        "NOT_APPLICABLE"));
    }

    private static Estates twoSubnets() {
        return Estates.estate().with(eni("eni-1"), eni("eni-2").in("subnet-2"));
    }
}
