package io.muster.demo;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * The rules of a security group one by one, as DescribeSecurityGroupRules gives them: a permission falls into as many
 * rules as it has sources. A rule's id follows from its contents, so that it stays when others come and go.
 */
record GroupRules(SecurityGroup group, Dice dice) {

    static List<SecurityGroupRule> of(SecurityGroup group, Dice dice) {
        GroupRules rules = new GroupRules(group, dice.of(group.groupId()));
        return Stream.concat(
                        group.ipPermissions().stream().flatMap(permission -> rules.split(permission, false)),
                        group.ipPermissionsEgress().stream().flatMap(permission -> rules.split(permission, true)))
                .toList();
    }

    private Stream<SecurityGroupRule> split(IpPermission all, boolean egress) {
        return Stream.of(
                        all.ipRanges().stream()
                                .map(one -> rule(all, egress, one.cidrIp(), one.description())
                                        .cidrIpv4(one.cidrIp())),
                        all.ipv6Ranges().stream()
                                .map(one -> rule(all, egress, one.cidrIpv6(), one.description())
                                        .cidrIpv6(one.cidrIpv6())),
                        all.prefixListIds().stream()
                                .map(one -> rule(all, egress, one.prefixListId(), one.description())
                                        .prefixListId(one.prefixListId())),
                        all.userIdGroupPairs().stream()
                                .map(one -> rule(all, egress, one.groupId(), one.description())
                                        .referencedGroupInfo(peer ->
                                                peer.groupId(one.groupId()).userId(one.userId()))))
                .flatMap(rules -> rules)
                .map(SecurityGroupRule.Builder::build);
    }

    private SecurityGroupRule.Builder rule(IpPermission permission, boolean egress, String peer, String description) {
        String says = egress + permission.ipProtocol() + permission.fromPort() + permission.toPort() + peer;
        return SecurityGroupRule.builder()
                .securityGroupRuleId(dice.of(says).id("sgr-", 0))
                .groupId(group.groupId())
                .groupOwnerId(group.ownerId())
                .isEgress(egress)
                .ipProtocol(permission.ipProtocol())
                .fromPort(portOrAll(permission.fromPort()))
                .toPort(portOrAll(permission.toPort()))
                .description(description);
    }

    /** DescribeSecurityGroups leaves the ports of all protocols out; this operation says -1. */
    private static Integer portOrAll(Integer port) {
        return port == null ? Integer.valueOf(-1) : port;
    }
}
