package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeInstanceConnectEndpoints}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.INSTANCE_CONNECT_ENDPOINT,
        plural = "instanceConnectEndpoints",
        description =
                "An EC2 Instance Connect Endpoint: a way to the instances of a VPC for those whom IAM lets, without a public address.")
public record InstanceConnectEndpoint(
        @Described(
                "create-in-progress, create-complete, create-failed, update-in-progress, update-complete, update-failed,"
                        + " delete-in-progress, delete-complete or delete-failed.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described("AWS's words on the state.") @Nullable String stateMessage,

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

        @Described("The security groups of its interfaces.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The endpoint's network interfaces.")
        @Link(value = Relation.ATTACHED_TO, field = "networkInterfaces", to = ResourceKind.NETWORK_INTERFACE)
        List<String> networkInterfaceIds,

        @Described("Whether instances see the client's address in place of the endpoint's.")
        @Nullable
        @Filterable(value = "preserveClientIp", match = Filterable.Match.EQUALS)
        Boolean preserveClientIp,

        @Described("ipv4, ipv6 or dualstack.") @Nullable @Dimension
        String ipAddressType,

        @Described("The endpoint's DNS name.") @Nullable String dnsName,

        @Described("For example eu-central-1a.") @Nullable @Dimension
        String availabilityZone,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described("When it was made.") @Nullable Instant creationTime) {}
