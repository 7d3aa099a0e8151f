package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeAddresses}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.ELASTIC_IP,
        plural = "elasticIps",
        description = "An Elastic IP address: a public IPv4 address that the account holds until it gives it back.")
public record ElasticIp(
        @Described("The address.") @Nullable @Filterable("publicIps") @IpAddress
        String publicIp,

        @Described("The private address that it is translated to.") @Nullable
        String privateIp,

        @Described("The association's id; absent for an address that nothing uses.")
        @Nullable
        @Filterable(value = "associated", match = Filterable.Match.PRESENT)
        String associationId,

        @Described("The instance that it is associated with.")
        @Nullable
        @Filterable("instanceIds")
        @Link(value = Relation.ATTACHED_TO, field = "instance", to = ResourceKind.INSTANCE)
        String instanceId,

        @Described("The network interface that it is associated with.")
        @Nullable
        @Filterable("networkInterfaceIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "networkInterface", to = ResourceKind.NETWORK_INTERFACE)
        String networkInterfaceId,

        @Described("The account that owns the network interface; a service's own where a service uses the address.")
        @Nullable
        @Dimension
        String networkInterfaceOwnerId,

        @Described("The subnet that it is allocated in, where it belongs to one.")
        @Nullable
        @Link(value = Relation.IN_SUBNET, field = "subnet", to = ResourceKind.SUBNET)
        String subnetId,

        @Described("The pool that it comes from: amazon, or the id of an own one.")
        @Nullable
        @Filterable("publicIpv4Pools")
        @Dimension
        String publicIpv4Pool,

        @Described("The zones from which AWS announces it, for example eu-central-1.") @Nullable @Dimension
        String networkBorderGroup,

        @Described("The address in a telecommunication carrier's network (Wavelength).") @Nullable @IpAddress
        String carrierIp,

        @Described("The address of the customer's own network (Outposts).") @Nullable @IpAddress
        String customerOwnedIp,

        @Described("The pool of the customer's own addresses that it comes from.") @Nullable
        String customerOwnedIpv4Pool,

        @Described("The service that manages it: alb, nlb, rnat (a regional NAT gateway) or rds.") @Nullable @Dimension
        String serviceManaged,

        @Described("vpc.") @Nullable String domain) {}
