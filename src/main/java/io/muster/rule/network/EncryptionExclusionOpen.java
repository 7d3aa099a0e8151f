package io.muster.rule.network;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.inventory.kind.VpcEncryptionExclusion;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** An excluded way out of the VPC carries plain text to other networks, and so is worse than an excluded service. */
@Singleton
class EncryptionExclusionOpen extends EncryptionRule {

    private static final String ENABLED = "enabled";
    private static final Set<String> WAYS_OUT = Set.of("internet-gateway", "vpc-peering");

    EncryptionExclusionOpen() {
        super(new RuleMetadata(
                "vpc-encryption-exclusion-open",
                "VPC encryption is enforced with exclusions",
                Severity.LOW,
                Area.NETWORK,
                ResourceKind.VPC,
                "Traffic through an excluded resource need not be encrypted, in a VPC of which the mode says that all"
                        + " traffic is.",
                "Remove the exclusions that nothing needs with aws ec2 modify-vpc-encryption-control, and use TLS on"
                        + " the paths that stay excluded.",
                List.of(
                        EncryptionControls.REFERENCE,
                        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEncryptionControlExclusions.html"),
                List.of()));
    }

    @Override
    Verdict judge(Resource<Vpc> resource, Resource<VpcEncryptionControl> found) {
        VpcEncryptionControl control = found.attributes();
        if (control.mode() == null) {
            return Verdict.unknown("AWS did not tell the mode of the encryption control");
        }
        return control.mode().equals(EncryptionControls.ENFORCE) ? enforced(resource, found) : Verdict.notApplicable();
    }

    private Verdict enforced(Resource<Vpc> resource, Resource<VpcEncryptionControl> control) {
        List<VpcEncryptionExclusion> exclusions = control.attributes().exclusions();
        List<String> open = exclusions.stream()
                .filter(exclusion -> ENABLED.equals(exclusion.state()))
                .map(exclusion -> String.valueOf(exclusion.resource()))
                .toList();
        if (open.isEmpty()) {
            return exclusions.stream().anyMatch(exclusion -> exclusion.state() == null)
                    ? Verdict.unknown("AWS did not tell the state of an exclusion")
                    : Verdict.pass();
        }
        return Verdict.fail(
                open.stream().anyMatch(WAYS_OUT::contains)
                        ? Severity.MEDIUM
                        : metadata().severity(),
                "Encryption is enforced in the VPC, but not for: " + String.join(", ", open) + ".",
                Evidence.of("vpcId", resource.resourceId())
                        .and("controlId", control.resourceId())
                        .and("exclusions", open)
                        .facts());
    }
}
