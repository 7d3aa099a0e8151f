package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The severity is high where the group is in use, and lowest where the group and the default VPC are unchanged and unused. */
@Singleton
class DefaultGroupHasRules extends GroupRule {

    private static final String ALL = "-1";
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");

    DefaultGroupHasRules() {
        super(
                new RuleMetadata(
                        "sg-default-has-rules",
                        "Default security group allows traffic",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "A resource that is launched without a group gets the default one. Its rules then apply to resources"
                                + " for which they were not meant, and open these to each other.",
                        "Give every member a group of its own, then remove all rules of the default group; the group"
                                + " itself cannot be deleted.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
                                FSBP + "#ec2-2"),
                        List.of(
                                Control.fsbp("EC2.2"),
                                Control.cis("3.0", "5.4"),
                                Control.cis("4.0", "5.5"),
                                Control.cis("5.0", "5.5"),
                                Control.cis("6.0", "6.5"),
                                Control.cis("7.0", "6.5"),
                                Control.prowler("ec2_securitygroup_default_restrict_traffic"))),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.VPC);
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        if (!group.isDefault()) {
            return Verdict.notApplicable();
        }
        if (group.ingress().isEmpty() && group.egress().isEmpty()) {
            return Verdict.pass();
        }
        int members = Interfaces.of(estate).ofGroup(resource.resourceId()).size();
        return Verdict.fail(
                members > 0 ? Severity.HIGH : ofUnused(resource, estate),
                members > 0
                        ? "The default group of the VPC allows traffic, and network interfaces carry it (" + members
                                + ")."
                        : "The default group of the VPC allows traffic, though no network interface carries it.",
                Evidence.of("groupId", resource.resourceId())
                        .and("vpcId", group.vpcId())
                        .and("networkInterfaces", members)
                        .and("ingress", facts(group.ingress()))
                        .and("egress", facts(group.egress()))
                        .facts());
    }

    private Severity ofUnused(Resource<SecurityGroup> resource, Estate estate) {
        return untouched(resource) && inUnusedDefaultVpc(resource.attributes(), estate)
                ? Severity.INFO
                : metadata().severity();
    }

    /** AWS lets members talk to each other, and everything out. */
    private static boolean untouched(Resource<SecurityGroup> resource) {
        List<SecurityGroupRule> ingress = resource.attributes().ingress();
        return ingress.size() == 1
                && ALL.equals(ingress.get(0).protocol())
                && resource.resourceId().equals(ingress.get(0).referencedGroupId())
                && resource.attributes().egress().stream().allMatch(DefaultGroupHasRules::letsEverythingOut);
    }

    private static boolean letsEverythingOut(SecurityGroupRule rule) {
        return ALL.equals(rule.protocol()) && rule.cidr() != null && EVERYWHERE.contains(rule.cidr());
    }

    private static boolean inUnusedDefaultVpc(SecurityGroup group, Estate estate) {
        return Optional.ofNullable(group.vpcId())
                .filter(vpc -> Interfaces.of(estate).inVpc(vpc).isEmpty())
                .flatMap(vpc -> estate.find(Vpc.class, vpc))
                .filter(vpc -> vpc.attributes().isDefault())
                .isPresent();
    }
}
