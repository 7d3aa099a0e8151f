package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * See the Elastic Load Balancing API v2's {@code DescribeTargetGroups}, {@code DescribeTargetHealth},
 * {@code DescribeTargetGroupAttributes}.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.TARGET_GROUP,
        plural = "targetGroups",
        description = "A target group of load balancers with its targets and their health.")
@Related(
        field = "loadBalancers",
        to = ResourceKind.LOAD_BALANCER,
        path = @Related.Step(value = Relation.TARGETS, incoming = true))
public record TargetGroup(
        @Described("instance, ip, lambda or alb.") @Nullable @Filterable("targetTypes")
        String targetType,

        @Described("The protocol to its targets.") @Nullable String protocol,

        @Described("The port of targets that have none of their own.") @Nullable
        Integer port,

        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("ipv4 or ipv6: the addresses that its targets are reached at.") @Nullable
        String ipAddressType,

        @Described("The load balancers that forward to it.") @Link(Relation.ASSOCIATED_WITH)
        List<String> loadBalancerArns,

        @Described(
                "Whether its targets see the client's address; absent where that could not be looked up, or is not an"
                        + " attribute of such a group.")
        @Nullable
        Boolean preserveClientIp,

        @Described("Whether load balancers send traffic to its targets across Availability Zones: true, false, or"
                + " use_load_balancer_configuration; absent where that could not be looked up, or is not an attribute of such a"
                + " group.")
        @Nullable
        String crossZone,

        @Described("The protocol of its health checks.") @Nullable
        String healthCheckProtocol,

        @Described("The port of its health checks, or traffic-port.") @Nullable
        String healthCheckPort,

        @Described("The target group's targets; absent where they could not be looked up.") @Nullable
        List<Target> targets,

        @Described(
                "When AWS was asked last for its targets and attributes; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"crossZone", "preserveClientIp", "targets"})
        Instant targetsCheckedAt) {}
