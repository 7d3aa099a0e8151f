package io.muster.rule.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAccessExclusionTest {

    private static final String VPC = "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1";

    @ParameterizedTest
    @CsvSource({
        "allow-bidirectional, create-complete, allowed, FAIL MEDIUM",
        "allow-bidirectional, update-complete, allowed, FAIL MEDIUM",
        "allow-egress, create-complete, allowed, NOT_APPLICABLE",
        "allow-bidirectional, create-complete, , FAIL MEDIUM",
        "allow-bidirectional, create-complete, not-allowed, NOT_APPLICABLE",
        "allow-bidirectional, create-in-progress, allowed, NOT_APPLICABLE",
        "allow-bidirectional, update-in-progress, allowed, UNKNOWN",
        "allow-bidirectional, update-failed, allowed, UNKNOWN",
        "allow-bidirectional, delete-in-progress, allowed, UNKNOWN",
        "allow-bidirectional, disable-in-progress, allowed, UNKNOWN",
        "allow-bidirectional, update-failed, not-allowed, NOT_APPLICABLE",
        "allow-bidirectional, create-failed, allowed, NOT_APPLICABLE",
        "allow-bidirectional, delete-complete, allowed, NOT_APPLICABLE",
        "allow-bidirectional, disable-complete, allowed, NOT_APPLICABLE",
        "allow-bidirectional, , allowed, UNKNOWN",
        ", create-complete, allowed, UNKNOWN",
        "allow-some, create-complete, allowed, UNKNOWN"
    })
    void judges(String mode, String state, String allowed, String expected) {
        assertThat(Judging.judge(
                        new PublicAccessExclusion(),
                        exclusion(mode, state),
                        Made.publicAccess("block-ingress", allowed)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "off, allow-bidirectional, NOT_APPLICABLE",
        "off, allow-egress, NOT_APPLICABLE",
        "block-ingress, allow-bidirectional, FAIL MEDIUM",
        "block-bidirectional, allow-bidirectional, FAIL MEDIUM",
        "block-bidirectional, allow-egress, FAIL LOW",
        ", allow-egress, UNKNOWN"
    })
    void hasAnEffectOnWhatIsBlocked(String blocked, String mode, String expected) {
        assertThat(Judging.judge(
                        new PublicAccessExclusion(),
                        exclusion(mode, "create-complete"),
                        Made.publicAccess(blocked, "allowed")))
                .isEqualTo(expected);
    }

    @Test
    void isNotKnownWithoutSettings() {
        var exclusion = exclusion("allow-bidirectional", "create-complete");
        assertThat(Judging.judge(
                        new PublicAccessExclusion(),
                        exclusion,
                        Estates.estate()
                                .with(exclusion)
                                .without(ResourceKind.REGION_SETTINGS)
                                .build()))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void evidenceNamesWhatIsExcluded() {
        assertThat(Judging.evidence(
                        new PublicAccessExclusion(),
                        exclusion("allow-egress", "create-complete"),
                        Made.publicAccess("block-bidirectional", "allowed")))
                .containsEntry("resourceArn", VPC)
                .containsEntry("regionBlockMode", "block-bidirectional");
    }

    static Estates.Made<BlockPublicAccessExclusion> exclusion(String mode, String state) {
        return Made.of(
                "vpcbpa-exclude-" + state, new BlockPublicAccessExclusion(mode, VPC, state, null, null, null, null));
    }
}
