package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeVpcPeeringConnections}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPC_PEERING_CONNECTION,
        plural = "vpcPeeringConnections",
        description = "A peering connection of two VPCs, of which either may be another account's or region's."
                + " AWS lists one that has ended for some hours or days.")
public record VpcPeeringConnection(
        @Described(
                "initiating-request, pending-acceptance, active, deleted, rejected, failed, expired, provisioning or deleting.")
        @Nullable
        @Filterable("statuses")
        @Dimension
        String status,

        @Described("AWS's words on the status.") @Nullable String statusMessage,

        @Described("The VPC that asked for it.") @Nullable PeeringSide requester,

        @Described("The VPC that was asked.") @Nullable PeeringSide accepter,

        @Described("The ids of both VPCs.") @Filterable("vpcIds")
        List<String> vpcIds,

        @Described("The ARNs of both VPCs.") @Link(value = Relation.PEERED_WITH, field = "vpcs", to = ResourceKind.VPC)
        List<String> vpcArns,

        @Described("The accounts that own the VPCs, one or two.") @Filterable("ownerIds")
        List<String> ownerIds,

        @Described("When the request expires, if it is not accepted.") @Nullable
        Instant expirationTime) {}
