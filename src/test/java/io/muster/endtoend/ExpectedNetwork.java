package io.muster.endtoend;

import static io.muster.endtoend.Truth.arn;

import io.muster.aws.AwsEstate;
import io.muster.aws.KeptNetwork;
import io.muster.inventory.kind.CidrAssociation;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Map;

/** The networks of {@link AwsEstate}, with what AWS has chosen for them. */
record ExpectedNetwork(AwsEstate estate, Truth truth) {

    List<Made> vpcs() {
        return List.of(Made.named(arn("vpc", estate.network().vpc()), "prod", kept().vpc(cidrAssociations())));
    }

    private List<CidrAssociation> cidrAssociations() {
        var now = truth.vpc(estate.network().vpc());
        return List.of(
                associated(now.cidrBlockAssociationSet().get(0).associationId(), "10.20.0.0/16", null),
                associated(now.cidrBlockAssociationSet().get(1).associationId(), "10.21.0.0/16", null),
                associated(
                        now.ipv6CidrBlockAssociationSet().get(0).associationId(),
                        estate.network().ipv6Cidr(),
                        now.ipv6CidrBlockAssociationSet().get(0).ipv6Pool()));
    }

    private static CidrAssociation associated(String id, String cidr, String pool) {
        return new CidrAssociation(id, cidr, "associated", pool);
    }

    List<Made> subnets() {
        return List.of(
                Made.named(arn("subnet", estate.network().publicSubnet()), "open", kept().publicSubnet()),
                Made.named(arn("subnet", estate.network().privateSubnet()), "closed", kept().privateSubnet()));
    }

    List<Made> internetGateways() {
        return List.of(
                Made.named(arn("internet-gateway", estate.network().gateway()), "door", kept().internetGateway()));
    }

    List<Made> routeTables() {
        return List.of(Made.named(arn("route-table", estate.network().publicRoutes()), "out", kept().publicRoutes()));
    }

    List<Made> networkAcls() {
        return List.of(Made.named(arn("network-acl", estate.network().acl()), "strict", kept().acl()));
    }

    List<Made> flowLogs() {
        return List.of(Made.untagged(arn("vpc-flow-log", estate.network().flowLog()), null, kept().flowLog()));
    }

    List<Made> prefixLists() {
        return List.of(Made.untagged(arn("prefix-list", estate.groups().prefixList()), "offices", kept().prefixList()));
    }

    List<Made> securityGroups() {
        return List.of(
                group(estate.groups().web(), kept().web()),
                group(estate.groups().bastion(), kept().bastion()));
    }

    private Made group(String id, SecurityGroup kept) {
        SecurityGroup group = new SecurityGroup(
                kept.groupName(),
                kept.description(),
                kept.vpcId(),
                kept.isDefault(),
                kept.ownerId(),
                withIds(id, false, kept.ingress()),
                withIds(id, true, kept.egress()));
        return new Made(arn("security-group", id), id, kept.groupName(), Map.of("team", "platform"), group);
    }

    private List<SecurityGroupRule> withIds(String group, boolean egress, List<SecurityGroupRule> rules) {
        return rules.stream()
                .map(rule -> new SecurityGroupRule(
                        truth.ruleId(
                                group,
                                egress,
                                rule.fromPort(),
                                rule.cidr(),
                                rule.prefixListId(),
                                rule.referencedGroupId()),
                        rule.protocol(),
                        rule.fromPort(),
                        rule.toPort(),
                        rule.cidr(),
                        rule.prefixListId(),
                        rule.referencedGroupId(),
                        rule.description(),
                        rule.referencedGroup()))
                .toList();
    }

    private KeptNetwork kept() {
        return new KeptNetwork(estate);
    }
}
