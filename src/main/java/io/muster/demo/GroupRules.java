package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * The rules of a security group one by one, as DescribeSecurityGroupRules gives them: a permission falls into as many
 * rules as it has sources. A rule's id follows from its contents, so that it stays when others come and go.
 */
final class GroupRules {

    private final SecurityGroup group;
    private final Dice dice;
    private final List<SecurityGroupRule> rules = new ArrayList<>();

    private GroupRules(SecurityGroup group, Dice dice) {
        this.group = group;
        this.dice = dice;
    }

    static List<SecurityGroupRule> of(SecurityGroup group, Dice dice) {
        GroupRules rules = new GroupRules(group, dice.of(group.groupId()));
        group.ipPermissions().forEach(permission -> rules.split(permission, false));
        group.ipPermissionsEgress().forEach(permission -> rules.split(permission, true));
        return rules.rules;
    }

    private void split(IpPermission permission, boolean egress) {
        for (IpRange range : permission.ipRanges()) {
            add(permission, egress, range.cidrIp(), r -> r.cidrIpv4(range.cidrIp()), range.description());
        }
        for (Ipv6Range range : permission.ipv6Ranges()) {
            add(permission, egress, range.cidrIpv6(), r -> r.cidrIpv6(range.cidrIpv6()), range.description());
        }
        for (PrefixListId list : permission.prefixListIds()) {
            add(permission, egress, list.prefixListId(), r -> r.prefixListId(list.prefixListId()), list.description());
        }
        for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
            add(permission, egress, pair.groupId(), r -> r.referencedGroupInfo(reference(pair)), pair.description());
        }
    }

    private static ReferencedSecurityGroup reference(UserIdGroupPair pair) {
        return ReferencedSecurityGroup.builder()
                .groupId(pair.groupId())
                .userId(pair.userId())
                .build();
    }

    private void add(
            IpPermission permission,
            boolean egress,
            String peer,
            UnaryOperator<SecurityGroupRule.Builder> source,
            String description) {
        SecurityGroupRule.Builder rule = SecurityGroupRule.builder()
                .groupId(group.groupId())
                .groupOwnerId(group.ownerId())
                .isEgress(egress)
                .ipProtocol(permission.ipProtocol())
                .fromPort(portOrAll(permission.fromPort()))
                .toPort(portOrAll(permission.toPort()));
        String says = egress + permission.ipProtocol() + permission.fromPort() + permission.toPort() + peer;
        rules.add(source.apply(rule)
                .description(description)
                .securityGroupRuleId(dice.of(says).id("sgr-", 0))
                .build());
    }

    /** DescribeSecurityGroups leaves the ports of all protocols out; this operation says -1. */
    private static Integer portOrAll(Integer port) {
        return port == null ? Integer.valueOf(-1) : port;
    }
}
