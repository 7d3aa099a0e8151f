package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeVpcs}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.VPC, plural = "vpcs", description = "A virtual private cloud.")
@Related(field = "subnets", to = ResourceKind.SUBNET, path = @Related.Step(value = Relation.IN_VPC, incoming = true))
@Related(
        field = "endpoints",
        to = ResourceKind.VPC_ENDPOINT,
        path = @Related.Step(value = Relation.IN_VPC, incoming = true))
@Related(
        field = "peeringConnections",
        to = ResourceKind.VPC_PEERING_CONNECTION,
        path = @Related.Step(value = Relation.PEERED_WITH, incoming = true))
@Related(
        field = "encryptionControl",
        to = ResourceKind.VPC_ENCRYPTION_CONTROL,
        path = @Related.Step(value = Relation.IN_VPC, incoming = true),
        many = false)
@Related(
        field = "blockPublicAccessExclusions",
        to = ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record Vpc(
        @Described("The IPv4 CIDRs that are associated with the VPC.")
        List<String> cidrBlocks,

        @Described("The IPv6 CIDRs that are associated with the VPC.")
        List<String> ipv6CidrBlocks,

        @Described("Whether it is the region's default VPC.")
        @Filterable(value = "isDefault", match = Filterable.Match.EQUALS)
        boolean isDefault,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described(
                "The effective internet gateway block mode (VPC Block Public Access) of the VPC; a subnet may have another.")
        @Nullable
        @Dimension
        String internetGatewayBlockMode,

        @Described("Every association of a CIDR, those that are being made or undone or that failed, too.") @Nullable
        List<CidrAssociation> cidrAssociations) {}
