package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.rule.EndedStates;
import java.util.Optional;

/** The VPC encryption controls of an estate. */
final class EncryptionControls {

    static final String MONITOR = "monitor";
    static final String ENFORCE = "enforce";

    static final String REFERENCE = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html";
    static final String API_REFERENCE =
            "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEncryptionControls.html";

    private EncryptionControls() {}

    /** The control of the VPC; of a deleted one, AWS may tell for a while, and it controls nothing. */
    static Optional<Resource<VpcEncryptionControl>> of(String vpcId, Estate estate) {
        return estate.all(VpcEncryptionControl.class).stream()
                .filter(control -> vpcId.equals(control.attributes().vpcId()))
                .filter(control ->
                        !EndedStates.DELETED.hold(control.attributes().state()))
                .findFirst();
    }
}
