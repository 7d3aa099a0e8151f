package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeNetworkInterfaces}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.NETWORK_INTERFACE,
        plural = "networkInterfaces",
        description = "An elastic network interface.")
@Related(
        field = "elasticIps",
        to = ResourceKind.ELASTIC_IP,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record NetworkInterface(
        @Described("available, associated, attaching, in-use or detaching.")
        @Nullable
        @Filterable("statuses")
        @Dimension
        String status,

        @Described("For example interface, nat_gateway, lambda.") @Nullable @Filterable("interfaceTypes") @Dimension
        String interfaceType,

        @Described("Every private IPv4 address.") @IpAddress List<String> privateIps,

        @Described("Every public, carrier or elastic IPv4 address.")
        @Filterable(value = "hasPublicIp", match = Filterable.Match.PRESENT)
        @IpAddress
        List<String> publicIps,

        @Described("Every IPv6 address.") @IpAddress List<String> ipv6Addresses,

        @Described("Every delegated IPv6 prefix.") @IpAddress
        List<String> ipv6Prefixes,

        @Described("Whether traffic must be addressed to or from the interface itself.") @Nullable
        Boolean sourceDestCheck,

        @Described("Whether an AWS service owns it.") boolean requesterManaged,

        @Described("Whether traffic to and from internet gateways is denied (IPv6).")
        boolean denyAllIgwTraffic,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described("The description that its creator gave.") @Nullable
        String description,

        @Described("The VPC it is in.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("The subnet it is in.")
        @Nullable
        @Filterable("subnetIds")
        @Link(value = Relation.IN_SUBNET, field = "subnet", to = ResourceKind.SUBNET)
        @Dimension
        String subnetId,

        @Described("The security groups of the interface.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The instance it is attached to, until it is detached.")
        @Nullable
        @Filterable("instanceIds")
        @Link(value = Relation.ATTACHED_TO, field = "instance", to = ResourceKind.INSTANCE)
        String instanceId,

        @Described("attaching, attached, detaching or detached.") @Nullable @Dimension @Unhashed(Flicker.PROGRESS)
        String attachmentStatus,

        @Described("The AWS service that runs it, as AWS tells it.") @Nullable
        Operator operator,

        @Described("Every private IPv4 address with the public one that is associated with it.") @Nullable
        List<PrivateAddress> privateAddresses,

        @Described("Every delegated IPv4 prefix; absent where it has none, and before a scan has looked for them.")
        @Nullable
        @IpAddress
        List<String> ipv4Prefixes) {}
