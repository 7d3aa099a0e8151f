package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** The options of the attachment of a VPC to a transit gateway. */
@Described("The options of the attachment of a VPC to a transit gateway.")
public record TransitGatewayVpcOptions(
        @Described("The subnets that it has an interface in.")
        List<String> subnetIds,

        @Described("enable or disable: whether security groups of other attached VPCs may be referenced.") @Nullable
        String securityGroupReferencingSupport,

        @Described("enable or disable: resolution of public DNS names to private addresses.") @Nullable
        String dnsSupport,

        @Described("enable or disable: IPv6.") @Nullable String ipv6Support,

        @Described("enable or disable: whether both directions of a flow take the same Availability Zone.") @Nullable
        String applianceModeSupport) {}
