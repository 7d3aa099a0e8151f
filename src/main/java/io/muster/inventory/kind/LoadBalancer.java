package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Elastic Load Balancing API v2's {@code DescribeLoadBalancers}, {@code DescribeListeners}, {@code DescribeRules}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.LOAD_BALANCER,
        plural = "loadBalancers",
        description = "An Application, Network or Gateway Load Balancer with its listeners and their rules.")
public record LoadBalancer(
        @Described("application, network or gateway.") @Nullable @Filterable("types")
        String type,

        @Described("internet-facing or internal; absent for a Gateway Load Balancer.") @Nullable @Filterable("schemes")
        String scheme,

        @Described("active, provisioning, active_impaired or failed.") @Nullable @Unhashed(Flicker.HEALTH)
        String state,

        @Described("The load balancer's DNS name.") @Nullable
        String dnsName,

        @Described("ipv4, dualstack or dualstack-without-public-ipv4.") @Nullable
        String ipAddressType,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("The load balancer's subnets.")
        @Link(value = Relation.IN_SUBNET, field = "subnets", to = ResourceKind.SUBNET)
        List<String> subnetIds,

        @Described(
                "The load balancer's security groups. A Network Load Balancer may have none, and then admits every address.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("Whether its security groups count for traffic over AWS PrivateLink, too: on or off.") @Nullable
        String enforceSecurityGroupInboundRulesOnPrivateLinkTraffic,

        @Described("The load balancer's listeners; absent where they could not be read.") @Nullable
        List<Listener> listeners,

        @Described("When it was made.") @Nullable Instant createdTime,

        @Described(
                "When AWS was asked last for its listeners and their rules; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt("listeners")
        Instant listenersCheckedAt) {}
