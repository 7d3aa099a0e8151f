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

/** The console gives such groups their names, and SSH or RDP from anywhere as their first rule. */
@Singleton
class LaunchWizardGroup extends GroupRule {

    private static final String PREFIX = "launch-wizard";

    LaunchWizardGroup() {
        super(
                new RuleMetadata(
                        "sg-launch-wizard",
                        "Security group of the launch wizard is in use",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "The console's wizard makes a group with an open administration port for a first try. Such groups stay,"
                                + " and their purpose is unknown. Only the name is judged here: the rules about open ports judge its rules.",
                        "A group cannot be renamed: make one with a name and the rules of the workload, exchange them by"
                                + " aws ec2 modify-network-interface-attribute --network-interface-id ENI --groups SG, then"
                                + " delete this one.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-instance-wizard.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/changing-security-group.html"),
                        List.of(Control.prowler("ec2_securitygroup_from_launch_wizard"))),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        if (group.groupName() == null) {
            return Verdict.unknown("AWS does not tell the name of this group");
        }
        List<Resource<NetworkInterface>> carriers = Interfaces.of(estate).ofGroup(resource.resourceId());
        if (!group.groupName().startsWith(PREFIX) || carriers.isEmpty()) {
            return Verdict.pass();
        }
        return fail(
                "The group " + group.groupName() + " of the console's launch wizard is carried by " + carriers.size()
                        + (carriers.size() == 1 ? " network interface." : " network interfaces."),
                Evidence.of("groupId", resource.resourceId())
                        .and("groupName", group.groupName())
                        .andSome("networkInterfaces", carriers)
                        .and("ingress", facts(group.ingress()))
                        .facts());
    }
}
