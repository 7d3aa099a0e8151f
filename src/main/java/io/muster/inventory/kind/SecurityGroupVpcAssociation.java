package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeSecurityGroupVpcAssociations}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION,
        plural = "securityGroupVpcAssociations",
        description =
                "The association of a security group with another VPC than its own, in which it may be used as well."
                        + " AWS has neither id nor ARN for it: both are made of the group's and the VPC's.")
public record SecurityGroupVpcAssociation(
        @Described("The group's id.")
        @Nullable
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroup", to = ResourceKind.SECURITY_GROUP)
        String securityGroupId,

        @Described("The account that owns the group.") @Nullable @Filterable("groupOwnerIds") @Dimension
        String groupOwnerId,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("The account that owns the VPC.") @Nullable @Dimension
        String vpcOwnerId,

        @Described(
                "associating, associated, association-failed, disassociating, disassociated or disassociation-failed.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described("AWS's words on the state.") @Nullable String stateReason) {}
