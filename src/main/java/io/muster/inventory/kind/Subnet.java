package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeSubnets}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.SUBNET, plural = "subnets", description = "A subnet of a VPC.")
@Related(
        field = "routeTable",
        to = ResourceKind.ROUTE_TABLE,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true),
        many = false)
@Related(
        field = "networkAcl",
        to = ResourceKind.NETWORK_ACL,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true),
        many = false)
@Related(
        field = "blockPublicAccessExclusions",
        to = ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record Subnet(
        @Described("The VPC it is part of.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("The IPv4 CIDR of the subnet; absent for a subnet of IPv6 alone.") @Nullable
        String cidrBlock,

        @Described("The IPv6 CIDRs that are associated with the subnet.")
        List<String> ipv6CidrBlocks,

        @Described("For example eu-central-1a.") @Nullable @Dimension
        String availabilityZone,

        @Described("Whether new interfaces get a public IPv4 address.")
        @Filterable(value = "mapPublicIpOnLaunch", match = Filterable.Match.EQUALS)
        boolean mapPublicIpOnLaunch,

        @Described("Whether new interfaces get an IPv6 address.")
        boolean assignIpv6AddressOnCreation,

        @Described("The effective internet gateway block mode (VPC Block Public Access).") @Nullable @Dimension
        String internetGatewayBlockMode,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described("Those of the IPv6 CIDRs that are private to AWS, of a private scope of IPAM; absent without any.")
        @Nullable
        List<String> privateIpv6CidrBlocks) {}
