package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeVpcEndpointServiceConfigurations}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPC_ENDPOINT_SERVICE,
        plural = "vpcEndpointServices",
        description =
                "An endpoint service of this account: load balancers that VPCs of other accounts may reach by PrivateLink.")
public record VpcEndpointService(
        @Described("The name that consumers use.") @Nullable @Filterable("serviceNames")
        String serviceName,

        @Described("Interface, Gateway or GatewayLoadBalancer.")
        List<String> serviceTypes,

        @Described("Pending, Available, Deleting, Deleted or Failed.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("Whether each connection waits until the account accepts it.")
        @Nullable
        @Filterable(value = "acceptanceRequired", match = Filterable.Match.EQUALS)
        Boolean acceptanceRequired,

        @Described("Whether the service makes the endpoints of its consumers.") @Nullable
        Boolean managesVpcEndpoints,

        @Described("The ARNs of its network and gateway load balancers.")
        @Filterable("loadBalancerArns")
        @Link(value = Relation.TARGETS, field = "loadBalancers", to = ResourceKind.LOAD_BALANCER)
        List<String> loadBalancerArns,

        @Described("The endpoint service's Availability Zones.")
        List<String> availabilityZones,

        @Described("ipv4 and ipv6, as far as it takes them.")
        List<String> supportedIpAddressTypes,

        @Described("The private name that consumers may use.") @Nullable
        String privateDnsName,

        @Described("Whether the domain of the private name is proven: pendingVerification, verified or failed.")
        @Nullable
        String privateDnsNameState,

        @Described("The regions of which VPCs may reach it.")
        List<String> supportedRegions,

        @Described("Whether VPCs of other regions may reach it.") @Nullable
        Boolean remoteAccessEnabled,

        @Described("The principals that may connect to it; absent where they could not be read.") @Nullable
        List<AllowedPrincipal> allowedPrincipals,

        @Described("The endpoints that are connected to it, or ask to be; absent where that could not be read.")
        @Nullable
        List<EndpointConnection> connections,

        @Described(
                "When AWS was asked last for its principals and connections; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"allowedPrincipals", "connections"})
        Instant connectionsCheckedAt) {}
