package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
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

/** An interface that an AWS service manages is the service's to change, and not counted. */
@Singleton
class DefaultGroupInUse extends GroupRule {

    DefaultGroupInUse() {
        super(
                new RuleMetadata(
                        "sg-default-in-use",
                        "Default security group is attached to an instance",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "Instances that carry the default group share its rules with all that were launched without a group:"
                                + " the rule that one of them needs opens all the others. Without such an instance, launch templates in use that name"
                                + " no group are told, since instances of them get the default group.",
                        "Give each instance a group of its own: aws ec2 modify-network-interface-attribute"
                                + " --network-interface-id ENI --groups SG. Name a group in launch templates, and set"
                                + " aws_default_security_group without rules in Terraform.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
                                FSBP + "#ec2-2"),
                        List.of(
                                Control.fsbp("EC2.2"),
                                Control.cis("3.0", "5.4"),
                                Control.cis("4.0", "5.5"),
                                Control.cis("5.0", "5.5"))),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    public Set<ResourceKind> consults() {
        return TemplatesWithoutGroup.KINDS;
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        if (!group.isDefault()) {
            return Verdict.notApplicable();
        }
        List<Resource<NetworkInterface>> carriers = Interfaces.of(estate).ofGroup(resource.resourceId()).stream()
                .filter(eni -> eni.attributes().instanceId() != null)
                .filter(eni -> !eni.attributes().requesterManaged())
                .toList();
        return carriers.isEmpty() ? ofTemplates(resource, group, estate) : attached(resource, group, carriers);
    }

    private Verdict attached(
            Resource<SecurityGroup> resource, SecurityGroup group, List<Resource<NetworkInterface>> carriers) {
        List<String> instances = carriers.stream()
                .map(eni -> eni.attributes().instanceId())
                .distinct()
                .toList();
        return fail(
                instances.size() == 1
                        ? "The default group is attached to instance " + instances.get(0) + "."
                        : "The default group is attached to " + instances.size() + " instances.",
                Evidence.of("groupId", resource.resourceId())
                        .and("vpcId", group.vpcId())
                        .andFirst("instances", instances)
                        .andSome("networkInterfaces", carriers)
                        .facts());
    }

    private static Verdict ofTemplates(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        List<String> templates = TemplatesWithoutGroup.of(estate).into(group.vpcId());
        return templates.isEmpty()
                ? Verdict.pass()
                : Verdict.fail(
                        Severity.LOW,
                        "No instance carries the default group, but those of a launch template without a group would.",
                        Evidence.of("groupId", resource.resourceId())
                                .and("vpcId", group.vpcId())
                                .andFirst("launchTemplates", templates)
                                .facts());
    }
}
