package io.muster.rule.network;

import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.EncryptionBlocker;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.inventory.kind.VpcEncryptionExclusion;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionRulesTest {

    private static final Estates.Made<Vpc> VPC = Made.vpc("vpc-1", false, Estates.ACCOUNT);

    @ParameterizedTest
    @CsvSource({
        "enforce, available, PASS",
        "enforce, enforce-failed, PASS",
        "enforce, , PASS",
        "monitor, available, FAIL INFO",
        "monitor, creating, FAIL INFO",
        "enforce, deleted, FAIL LOW",
        "enforce, deleting, FAIL LOW",
        ", available, UNKNOWN",
        "other, available, UNKNOWN"
    })
    void notControlled(String mode, String state, String expected) {
        assertThat(Judging.judge(new EncryptionNotControlled(), VPC, eni("eni-1"), control("vpc-1", mode, state)))
                .isEqualTo(expected);
    }

    @Test
    void aVpcWithoutControlIsNotControlledWhereItHasInterfaces() {
        var rule = new EncryptionNotControlled();
        assertThat(Judging.judge(rule, VPC, eni("eni-1"))).isEqualTo("FAIL LOW");
        assertThat(Judging.judge(rule, VPC, eni("eni-1"), control("vpc-2", "enforce", "available")))
                .isEqualTo("FAIL LOW");
        assertThat(Judging.judge(rule, VPC, eni("eni-1"), control(null, "enforce", "available")))
                .isEqualTo("FAIL LOW");
        assertThat(Judging.judge(rule, VPC)).isEqualTo("NOT_APPLICABLE");
        assertThat(Judging.judge(rule, VPC, eni("eni-1").inVpc("vpc-2"))).isEqualTo("NOT_APPLICABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "enforce-failed, FAIL HIGH",
        "monitor-failed, FAIL HIGH",
        "delete-failed, FAIL HIGH",
        "available, PASS",
        "enforce-in-progress, PASS",
        "deleted, NOT_APPLICABLE",
        ", UNKNOWN"
    })
    void enforcementFailed(String state, String expected) {
        assertThat(Judging.judge(new EncryptionEnforcementFailed(), VPC, control("vpc-1", "enforce", state)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "enforce, lambda=enabled, FAIL LOW",
        "enforce, lambda=enabled nat-gateway=enabled, FAIL LOW",
        "enforce, internet-gateway=enabled, FAIL MEDIUM",
        "enforce, lambda=enabled vpc-peering=enabled, FAIL MEDIUM",
        "enforce, internet-gateway=disabled, PASS",
        "enforce, internet-gateway=enabling lambda=disabling, PASS",
        "enforce, internet-gateway=?, UNKNOWN",
        "enforce, internet-gateway=? lambda=enabled, FAIL LOW",
        "monitor, internet-gateway=enabled, NOT_APPLICABLE",
        ", internet-gateway=enabled, UNKNOWN"
    })
    void exclusionOpen(String mode, String exclusions, String expected) {
        assertThat(Judging.judge(
                        new EncryptionExclusionOpen(), VPC, control("vpc-1", mode, "available", exclusions.split(" "))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neitherWithoutControlNorInASharedVpc(boolean shared) {
        Estates.Made<Vpc> vpc = shared ? Made.vpc("vpc-1", false, Estates.OTHER_ACCOUNT) : VPC;
        Estates.Made<VpcEncryptionControl> control =
                control(shared ? "vpc-1" : "vpc-2", "enforce", "enforce-failed", "lambda=enabled");
        for (Rule<Vpc> rule : List.of(new EncryptionEnforcementFailed(), new EncryptionExclusionOpen())) {
            assertThat(Judging.judge(rule, vpc, control)).isEqualTo("NOT_APPLICABLE");
        }
        assertThat(Judging.judge(new EncryptionNotControlled(), vpc, eni("eni-1")))
                .isEqualTo(shared ? "NOT_APPLICABLE" : "FAIL LOW");
    }

    @Test
    void evidenceNamesWhatBlocksAndWhatIsExcluded() {
        assertThat(Judging.evidence(
                        new EncryptionEnforcementFailed(), VPC, control("vpc-1", "enforce", "enforce-failed")))
                .containsEntry(
                        "blockingResources",
                        List.of(Map.of("resourceId", "eni-9", "resourceType", "interface", "excludable", true)));
        assertThat(Judging.evidence(
                        new EncryptionExclusionOpen(),
                        VPC,
                        control("vpc-1", "enforce", "available", "lambda=enabled", "vpc-peering=disabled")))
                .containsEntry("exclusions", List.of("lambda"));
    }

    private static Estates.Made<VpcEncryptionControl> control(
            String vpc, String mode, String state, String... exclusions) {
        return Made.of(
                "vpcec-1",
                new VpcEncryptionControl(
                        vpc,
                        mode,
                        state,
                        null,
                        Arrays.stream(exclusions)
                                .map(text -> text.split("="))
                                .map(parts ->
                                        new VpcEncryptionExclusion(parts[0], parts[1].equals("?") ? null : parts[1]))
                                .toList(),
                        List.of(new EncryptionBlocker("eni-9", "interface", null, true)),
                        null));
    }
}
