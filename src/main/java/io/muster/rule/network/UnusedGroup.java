package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.GroupReferences;
import io.muster.estate.GroupUsers;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * A stopped instance keeps its interfaces, and so its groups in use; a group that is scaled to nothing, its launch template. That a
 * group names itself is no use.
 */
@Singleton
class UnusedGroup extends GroupRule {

    private static final List<String> NOT_LOOKED_AT = List.of(
            "tasks of ECS without a service",
            "VPC associations of VPC Lattice",
            "other services",
            "peered VPCs of other accounts");

    UnusedGroup() {
        super(
                new RuleMetadata(
                        "sg-unused",
                        "Security group is used by nothing",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "An unused group may be attached later for its name, with rules that are not maintained any more."
                                + " Muster looks at network interfaces, at the rules of other groups, at launch templates"
                                + " and configurations, at Spot Fleets, at associations with other VPCs, and at the settings of Lambda, of services of ECS, of CodeBuild, Batch, Glue, RDS and EFS. It does"
                                + " not look at tasks of ECS that a schedule or an event starts without a service, at associations of VPCs with VPC Lattice, at other"
                                + " services, nor at peered VPCs of other accounts.",
                        "Make sure that no scheduled task, no association with VPC Lattice, no other service and no peered VPC names the group, then delete it. Never"
                                + " delete on this finding alone.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html",
                                FSBP + "#ec2-22"),
                        List.of(Control.securityHub("EC2.22"), Control.prowler("ec2_securitygroup_not_used"))),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "2";
    }

    /** Asked for only where neither an interface nor another group uses the group. */
    @Override
    public Set<ResourceKind> consults() {
        return GroupUsers.KINDS;
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        if (group.isDefault()) {
            return Verdict.notApplicable();
        }
        boolean used = !Interfaces.of(estate).ofGroup(resource.resourceId()).isEmpty()
                || GroupUsers.of(estate).use(resource)
                || !GroupReferences.of(estate).to(resource.resourceId()).isEmpty();
        if (used) {
            return Verdict.pass();
        }
        List<String> missing = GroupUsers.of(estate).missing();
        return missing.isEmpty()
                ? fail(
                        "No network interface, launch template, fleet or service carries the group, and no other group names it.",
                        Evidence.of("groupId", resource.resourceId())
                                .and("groupName", group.groupName())
                                .and("notLookedAt", NOT_LOOKED_AT)
                                .facts())
                : Verdict.unknown("not known: " + String.join("; ", missing));
    }
}
