package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A subnet that a Client VPN endpoint has an interface in. */
@Described("A subnet that a Client VPN endpoint has an interface in.")
@IdentifiedBy("subnetId")
public record ClientVpnTargetNetwork(
        @Described("The subnet's id.") @Nullable @Filterable("subnetIds") @Link(Relation.IN_SUBNET)
        String subnetId,

        @Described("The VPC's id.") @Nullable String vpcId,

        @Described("associating, associated, association-failed, disassociating or disassociated.") @Nullable
        String state,

        @Described("The security groups of the interface.") List<String> securityGroupIds) {}
