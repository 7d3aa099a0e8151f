package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A VPC without network interfaces has no traffic. Whether enforcement succeeds is another rule's matter. */
@Singleton
class EncryptionNotControlled extends RecordRule<Vpc> {

    EncryptionNotControlled() {
        super(
                new RuleMetadata(
                        "vpc-encryption-not-controlled",
                        "VPC traffic encryption is not even monitored",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.VPC,
                        "Without a VPC encryption control it is unknown which traffic of the VPC is sent in plain text, and nothing"
                                + " prevents it.",
                        "Create a control with aws ec2 create-vpc-encryption-control, look in the flow logs at which traffic is"
                                + " not encrypted, and then set its mode to enforce.",
                        List.of(EncryptionControls.REFERENCE, EncryptionControls.API_REFERENCE),
                        List.of()),
                Vpc.class,
                ResourceKind.VPC_ENCRYPTION_CONTROL,
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public Verdict judge(Resource<Vpc> resource, Estate estate) {
        int interfaces = Interfaces.of(estate).inVpc(resource.resourceId()).size();
        if (foreign(resource, resource.attributes().ownerId()) || interfaces == 0) {
            return Verdict.notApplicable();
        }
        Optional<Resource<VpcEncryptionControl>> control = EncryptionControls.of(resource.resourceId(), estate);
        Evidence evidence = Evidence.of("vpcId", resource.resourceId()).and("networkInterfaces", interfaces);
        if (control.isEmpty()) {
            return fail("The VPC has network interfaces, but no encryption control.", evidence.facts());
        }
        return switch (Objects.requireNonNullElse(control.get().attributes().mode(), "")) {
            case EncryptionControls.ENFORCE -> Verdict.pass();
            case EncryptionControls.MONITOR ->
                Verdict.fail(
                        Severity.INFO,
                        "The encryption of the VPC's traffic is monitored, but not enforced.",
                        evidence.and("controlId", control.get().resourceId())
                                .and("mode", EncryptionControls.MONITOR)
                                .facts());
            default -> Verdict.unknown("the mode of the encryption control is not known");
        };
    }
}
