package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * The rules of a security group one by one, as DescribeSecurityGroupRules gives them: a permission falls into as many
 * rules as it has sources. A rule's id follows from what it says, so that it stays when others come and go.
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
        permission
                .ipRanges()
                .forEach(range -> add(
                        permission,
                        egress,
                        range.cidrIp(),
                        rule -> rule.cidrIpv4(range.cidrIp()).description(range.description())));
        permission
                .ipv6Ranges()
                .forEach(range -> add(
                        permission,
                        egress,
                        range.cidrIpv6(),
                        rule -> rule.cidrIpv6(range.cidrIpv6()).description(range.description())));
        permission
                .prefixListIds()
                .forEach(list -> add(
                        permission,
                        egress,
                        list.prefixListId(),
                        rule -> rule.prefixListId(list.prefixListId()).description(list.description())));
        permission
                .userIdGroupPairs()
                .forEach(pair -> add(
                        permission,
                        egress,
                        pair.groupId(),
                        rule -> rule.referencedGroupInfo(
                                        info -> info.groupId(pair.groupId()).userId(pair.userId()))
                                .description(pair.description())));
    }

    private void add(IpPermission permission, boolean egress, String peer, Consumer<SecurityGroupRule.Builder> source) {
        SecurityGroupRule.Builder rule = SecurityGroupRule.builder()
                .groupId(group.groupId())
                .groupOwnerId(group.ownerId())
                .isEgress(egress)
                .ipProtocol(permission.ipProtocol())
                .fromPort(portOrAll(permission.fromPort()))
                .toPort(portOrAll(permission.toPort()));
        source.accept(rule);
        String says = egress + permission.ipProtocol() + permission.fromPort() + permission.toPort() + peer;
        rules.add(rule.securityGroupRuleId(dice.of(says).id("sgr-", 0)).build());
    }

    /** DescribeSecurityGroups leaves the ports of all protocols out; this operation says -1. */
    private static Integer portOrAll(Integer port) {
        return port == null ? Integer.valueOf(-1) : port;
    }
}
