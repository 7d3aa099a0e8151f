package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.LifecycleSchedule;
import io.muster.inventory.kind.LifecycleShareRule;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecyclePolicyBrokenTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Baseline TRUSTING = Baselines.of(Map.of("trusted-accounts", "777788889999"));

    @ParameterizedTest
    @MethodSource
    void judgesLifecyclePolicies(String state, List<LifecycleSchedule> schedules, String expected) {
        Estates.Made<LifecyclePolicy> policy =
                Made.of("policy-1", Parts.of(LifecyclePolicy.class, "state", state, "schedules", schedules));
        assertThat(Judging.judge(
                        new LifecyclePolicyBroken(TRUSTING),
                        policy,
                        Estates.estate()
                                .with(policy)
                                .registered(Estates.OTHER_ACCOUNT)
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesLifecyclePolicies() {
        return Stream.of(
                argumentSet("enabled", "ENABLED", List.of(), PASS),
                argumentSet("enabled, schedules not read", "ENABLED", null, UNKNOWN),
                argumentSet("broken", "ERROR", List.of(), "FAIL MEDIUM"),
                argumentSet("broken, schedules not read", "ERROR", null, "FAIL MEDIUM"),
                argumentSet("disabled is a choice", "DISABLED", sharing("999900001111"), LOW),
                argumentSet("shares with a stranger", "ENABLED", sharing("999900001111"), "FAIL HIGH"),
                argumentSet("broken and shares with a stranger", "ERROR", sharing("999900001111"), "FAIL HIGH"),
                argumentSet("shares with a registered account", "ENABLED", sharing(Estates.OTHER_ACCOUNT), PASS),
                argumentSet("shares with a trusted account", "ENABLED", sharing("777788889999"), PASS),
                argumentSet("state not told", null, List.of(), UNKNOWN));
    }

    private static List<LifecycleSchedule> sharing(String account) {
        return List.of(Parts.of(
                LifecycleSchedule.class, "shareRules", List.of(new LifecycleShareRule(List.of(account), null, null))));
    }
}
