package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeSecurityGroups} and {@code DescribeSecurityGroupRules}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.SECURITY_GROUP, plural = "securityGroups", description = "A security group and its rules.")
@Related(
        field = "instances",
        to = ResourceKind.INSTANCE,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true))
@Related(
        field = "networkInterfaces",
        to = ResourceKind.NETWORK_INTERFACE,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true),
        filter = "inUse")
@Related(
        field = "vpcAssociations",
        to = ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true),
        filter = "inUse")
@Related(
        field = "launchTemplates",
        to = ResourceKind.LAUNCH_TEMPLATE,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true),
        filter = "inUse")
@Related(
        field = "launchConfigurations",
        to = ResourceKind.LAUNCH_CONFIGURATION,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true),
        filter = "inUse")
@Related(
        field = "spotFleetRequests",
        to = ResourceKind.SPOT_FLEET_REQUEST,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true),
        filter = "inUse")
@Related(
        field = "serviceUsers",
        to = ResourceKind.SECURITY_GROUP_USER,
        path = @Related.Step(value = Relation.USES_SECURITY_GROUP, incoming = true),
        filter = "inUse")
public record SecurityGroup(
        @Described("The group's name.") @Filterable("groupNames") @Dimension
        String groupName,

        @Described("The description that its author gave.") @Nullable
        String description,

        @Described("The VPC it belongs to.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("Whether it is the default group of its VPC.")
        @Filterable(value = "isDefault", match = Filterable.Match.EQUALS)
        boolean isDefault,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described("The rules for traffic to the members of the group.")
        List<SecurityGroupRule> ingress,

        @Described("The rules for traffic from the members of the group.")
        List<SecurityGroupRule> egress) {}
