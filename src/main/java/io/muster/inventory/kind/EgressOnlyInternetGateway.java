package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** See the EC2 API's {@code DescribeEgressOnlyInternetGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY,
        plural = "egressOnlyInternetGateways",
        description = "An egress-only internet gateway: IPv6 to the internet, and answers back.")
public record EgressOnlyInternetGateway(
        @Described("The VPCs it is attached to: one at most.")
        @Filterable("vpcIds")
        @Link(value = Relation.ATTACHED_TO, field = "vpcs", to = ResourceKind.VPC)
        List<String> vpcIds) {}
