package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeNatGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.NAT_GATEWAY,
        plural = "natGateways",
        description = "A NAT gateway. AWS lists a deleted one for about an hour.")
public record NatGateway(
        @Described("pending, failed, available, deleting or deleted.") @Nullable @Filterable("states")
        String state,

        @Described("public or private: whether it has a way to the internet.")
        @Nullable
        @Filterable("connectivityTypes")
        String connectivityType,

        @Described("zonal or regional; a regional one has no subnet.") @Nullable
        String availabilityMode,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("The subnet's id.")
        @Nullable
        @Filterable("subnetIds")
        @Link(value = Relation.IN_SUBNET, field = "subnet", to = ResourceKind.SUBNET)
        String subnetId,

        @Described("The route table that a regional one has of its own.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String routeTableId,

        @Described("The NAT gateway's addresses, each with a network interface where it is zonal.")
        List<NatGatewayAddress> addresses,

        @Described("Whether a regional one takes addresses as it needs them: enabled or disabled.") @Nullable
        String autoScalingIps,

        @Described("The ARNs of the network firewalls and proxies that are attached to it.")
        List<String> applianceArns,

        @Described("Why the NAT gateway could not be made.") @Nullable
        String failureCode,

        @Described("When it was made.") @Nullable Instant createTime) {}
