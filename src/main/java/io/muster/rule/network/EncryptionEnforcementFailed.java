package io.muster.rule.network;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.EncryptionBlocker;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Fails in any state that ends in {@code -failed}: the control is then not in the intended mode. */
@Singleton
class EncryptionEnforcementFailed extends EncryptionRule {

    EncryptionEnforcementFailed() {
        super(new RuleMetadata(
                "vpc-encryption-enforcement-failed",
                "VPC encryption enforcement could not be established",
                Severity.HIGH,
                Area.NETWORK,
                ResourceKind.VPC,
                "The owner asked that all traffic of the VPC be encrypted and may take it for so, but AWS could not do"
                        + " it: traffic in plain text still passes.",
                "Replace or exclude the resources that the evidence names, then set the control's mode again with aws"
                        + " ec2 modify-vpc-encryption-control.",
                List.of(
                        EncryptionControls.REFERENCE,
                        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetVpcResourcesBlockingEncryptionEnforcement.html"),
                List.of()));
    }

    @Override
    Verdict judge(Resource<Vpc> resource, Resource<VpcEncryptionControl> found) {
        VpcEncryptionControl control = found.attributes();
        if (control.state() == null) {
            return Verdict.unknown("AWS did not tell the state of the encryption control");
        }
        return control.state().endsWith("-failed")
                ? fail(
                        "The encryption control of the VPC is in state " + control.state() + ".",
                        Evidence.of("vpcId", resource.resourceId())
                                .and("controlId", found.resourceId())
                                .and("mode", control.mode())
                                .and("state", control.state())
                                .and("stateMessage", control.stateMessage())
                                .and("blockingResources", facts(control.blockingResources()))
                                .facts())
                : Verdict.pass();
    }

    /** Null where they could not be read: then none are told, and not that there is none. */
    private static @Nullable List<Map<String, Object>> facts(@Nullable List<EncryptionBlocker> blockers) {
        return blockers == null
                ? null
                : blockers.stream()
                        .map(blocker -> Evidence.of("resourceId", blocker.resourceId())
                                .and("resourceType", blocker.resourceType())
                                .and("description", blocker.description())
                                .and("excludable", blocker.excludable())
                                .facts())
                        .toList();
    }
}
