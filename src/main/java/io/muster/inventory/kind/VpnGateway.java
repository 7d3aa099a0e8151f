package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeVpnGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPN_GATEWAY,
        plural = "vpnGateways",
        description =
                "A virtual private gateway: a VPC's end of VPN and Direct Connect. AWS lists a deleted one for a while.")
@Related(
        field = "vpnConnections",
        to = ResourceKind.VPN_CONNECTION,
        path = @Related.Step(value = Relation.ATTACHED_TO, incoming = true))
public record VpnGateway(
        @Described("pending, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("ipsec.1.") @Nullable String type,

        @Described("The BGP autonomous system number of Amazon's side.") @Nullable
        String amazonSideAsn,

        @Described("The VPCs it is attached to: one at most.")
        @Filterable("vpcIds")
        @Link(value = Relation.ATTACHED_TO, field = "vpcs", to = ResourceKind.VPC)
        List<String> vpcIds) {}
