package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeCarrierGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.CARRIER_GATEWAY,
        plural = "carrierGateways",
        description = "A carrier gateway: the way between subnets in Wavelength Zones and a carrier's network.")
public record CarrierGateway(
        @Described("pending, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.ATTACHED_TO, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId) {}
