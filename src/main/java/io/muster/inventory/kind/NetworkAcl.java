package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeNetworkAcls}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.NETWORK_ACL, plural = "networkAcls", description = "A network access control list.")
public record NetworkAcl(
        @Described("The VPC it belongs to.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("Whether it is the VPC's default list.")
        @Filterable(value = "isDefault", match = Filterable.Match.EQUALS)
        boolean isDefault,

        @Described("The subnets it guards.") @Link(Relation.ASSOCIATED_WITH)
        List<String> subnetIds,

        @Described("The entries of the network ACL, ordered by direction and number.")
        List<NetworkAclEntry> entries,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId) {}
