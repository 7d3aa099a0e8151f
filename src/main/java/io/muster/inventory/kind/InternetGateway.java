package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** See the EC2 API's {@code DescribeInternetGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.INTERNET_GATEWAY, plural = "internetGateways", description = "An internet gateway.")
public record InternetGateway(
        @Described("The VPCs it is attached to: one at most.") @Link(Relation.ATTACHED_TO)
        List<String> vpcIds) {}
