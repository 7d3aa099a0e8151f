package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Elastic Load Balancing API of 2012-06-01: {@code DescribeLoadBalancers} and {@code DescribeTags}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.CLASSIC_LOAD_BALANCER,
        plural = "classicLoadBalancers",
        description = "A Classic Load Balancer with its listeners and instances.")
public record ClassicLoadBalancer(
        @Described("internet-facing or internal.") @Nullable @Filterable("schemes") @Dimension
        String scheme,

        @Described("The load balancer's DNS name.") @Nullable
        String dnsName,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("The load balancer's subnets.")
        @Link(value = Relation.IN_SUBNET, field = "subnets", to = ResourceKind.SUBNET)
        List<String> subnetIds,

        @Described("The load balancer's Availability Zones.")
        List<String> availabilityZones,

        @Described("The load balancer's security groups.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The instances that it sends traffic to.")
        @Filterable("instanceIds")
        @Link(value = Relation.TARGETS, field = "instances", to = ResourceKind.INSTANCE)
        List<String> instanceIds,

        @Described("The load balancer's listeners, by port.")
        List<ClassicListener> listeners,

        @Described("The target of its health checks, for example HTTP:80/health.") @Nullable
        String healthCheckTarget,

        @Described("When it was made.") @Nullable Instant createdTime) {}
