package io.muster.collect;

import io.muster.inventory.kind.AccountVpcEncryption;
import io.muster.inventory.kind.VpcEncryptionExclusion;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AccountVpcEncryptionControl;
import software.amazon.awssdk.services.ec2.model.AccountVpcEncryptionControlExclusions;
import software.amazon.awssdk.services.ec2.model.DescribeAccountVpcEncryptionControlResponse;
import software.amazon.awssdk.services.ec2.model.VpcEncryptionControlExclusion;
import software.amazon.awssdk.services.ec2.model.VpcEncryptionControlExclusions;

/** The encryption controls of an account and of a VPC, which name the same exclusions in two forms. */
final class VpcEncryption {

    private VpcEncryption() {}

    static @Nullable AccountVpcEncryption ofAccount(DescribeAccountVpcEncryptionControlResponse answer) {
        AccountVpcEncryptionControl control = answer.accountVpcEncryptionControl();
        return control == null
                ? null
                : new AccountVpcEncryption(
                        control.modeAsString(),
                        control.stateAsString(),
                        control.managedByAsString(),
                        exclusions(control.exclusions()));
    }

    private static List<VpcEncryptionExclusion> exclusions(@Nullable AccountVpcEncryptionControlExclusions all) {
        return all == null
                ? List.of()
                : told(
                        exclusion("egress-only-internet-gateway", all.egressOnlyInternetGatewayAsString()),
                        exclusion("elastic-file-system", all.elasticFileSystemAsString()),
                        exclusion("internet-gateway", all.internetGatewayAsString()),
                        exclusion("lambda", all.lambdaAsString()),
                        exclusion("nat-gateway", all.natGatewayAsString()),
                        exclusion("virtual-private-gateway", all.virtualPrivateGatewayAsString()),
                        exclusion("vpc-lattice", all.vpcLatticeAsString()),
                        exclusion("vpc-peering", all.vpcPeeringAsString()));
    }

    static List<VpcEncryptionExclusion> exclusions(@Nullable VpcEncryptionControlExclusions all) {
        return all == null
                ? List.of()
                : told(
                        exclusion("egress-only-internet-gateway", all.egressOnlyInternetGateway()),
                        exclusion("elastic-file-system", all.elasticFileSystem()),
                        exclusion("internet-gateway", all.internetGateway()),
                        exclusion("lambda", all.lambda()),
                        exclusion("nat-gateway", all.natGateway()),
                        exclusion("virtual-private-gateway", all.virtualPrivateGateway()),
                        exclusion("vpc-lattice", all.vpcLattice()),
                        exclusion("vpc-peering", all.vpcPeering()));
    }

    private static List<VpcEncryptionExclusion> told(VpcEncryptionExclusion... exclusions) {
        return Stream.of(exclusions).filter(Objects::nonNull).toList();
    }

    private static @Nullable VpcEncryptionExclusion exclusion(
            String resource, @Nullable VpcEncryptionControlExclusion exclusion) {
        return exclusion == null ? null : exclusion(resource, exclusion.stateAsString());
    }

    private static @Nullable VpcEncryptionExclusion exclusion(String resource, @Nullable String state) {
        return state == null ? null : new VpcEncryptionExclusion(resource, state);
    }
}
