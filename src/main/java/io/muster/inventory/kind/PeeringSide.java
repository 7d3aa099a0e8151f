package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code VpcPeeringConnectionVpcInfo}. */
@Described("A VPC of a peering connection, as AWS tells it to either side.")
public record PeeringSide(
        @Described("The VPC's id.") @Nullable String vpcId,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described("The VPC's region.") @Nullable @Dimension String region,

        @Described("The VPC's IPv4 CIDRs; none until the connection is active.")
        List<String> cidrBlocks,

        @Described("The VPC's IPv6 CIDRs; none until the connection is active.")
        List<String> ipv6CidrBlocks,

        @Described("Whether public DNS names of this VPC resolve to private addresses for the other one.") @Nullable
        Boolean allowDnsResolutionFromRemoteVpc) {}
