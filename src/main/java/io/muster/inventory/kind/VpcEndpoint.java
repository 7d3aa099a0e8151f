package io.muster.inventory.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeVpcEndpoints}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPC_ENDPOINT,
        plural = "vpcEndpoints",
        description =
                "A VPC endpoint: a private way from a VPC to an AWS service, another account's service or a single resource.")
public record VpcEndpoint(
        @Described("Interface, Gateway, GatewayLoadBalancer, Resource, ServiceNetwork or Tunnel.")
        @Nullable
        @Filterable("vpcEndpointTypes")
        @Dimension
        String vpcEndpointType,

        @Described("PendingAcceptance, Pending, Available, Deleting, Deleted, Rejected, Failed, Expired or Partial;"
                + " AWS writes it with a small letter at times.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described(
                "The service's name, for example com.amazonaws.eu-central-1.s3; absent for resources and service networks.")
        @Nullable
        @Filterable("serviceNames")
        @Dimension
        String serviceName,

        @Described("The service's region, where that is told.") @Nullable
        String serviceRegion,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("The subnets with an interface of it.")
        @Filterable("subnetIds")
        @Link(value = Relation.IN_SUBNET, field = "subnets", to = ResourceKind.SUBNET)
        List<String> subnetIds,

        @Described("The security groups of its interfaces.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The route tables that lead to a gateway endpoint.")
        @Link(value = Relation.ASSOCIATED_WITH, field = "routeTables", to = ResourceKind.ROUTE_TABLE)
        List<String> routeTableIds,

        @Described("The VPC endpoint's network interfaces.")
        @Link(value = Relation.ATTACHED_TO, field = "networkInterfaces", to = ResourceKind.NETWORK_INTERFACE)
        List<String> networkInterfaceIds,

        @Described(
                "The VPC endpoint's policy; the text, where that is no JSON object; absent where the service takes none.")
        @Nullable
        JsonNode policy,

        @Described("Whether the service's public names lead to the endpoint within the VPC.")
        @Nullable
        @Filterable(value = "privateDnsEnabled", match = Filterable.Match.EQUALS)
        Boolean privateDnsEnabled,

        @Described("The DNS names of the endpoint.") List<String> dnsNames,

        @Described("ipv4, ipv6 or dualstack.") @Nullable @Dimension
        String ipAddressType,

        @Described("Whether an AWS service made it.") boolean requesterManaged,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described("The ARN of the VPC Lattice resource configuration that it leads to (Resource).") @Nullable
        String resourceConfigurationArn,

        @Described("The ARN of the VPC Lattice service network that it leads to (ServiceNetwork).") @Nullable
        String serviceNetworkArn,

        @Described("Why the VPC endpoint could not be made.") @Nullable
        String failureReason,

        @Described("When it was made.") @Nullable Instant creationTime) {}
