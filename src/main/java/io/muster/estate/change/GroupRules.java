package io.muster.estate.change;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rules of a security group, in the order in which they are kept. */
final class GroupRules {

    private GroupRules() {}

    static List<SecurityGroupRule> of(SecurityGroup group, boolean egress) {
        return egress ? group.egress() : group.ingress();
    }

    /** The same group with other rules of one direction. */
    static SecurityGroup with(SecurityGroup group, boolean egress, List<SecurityGroupRule> rules) {
        List<SecurityGroupRule> sorted =
                rules.stream().sorted(SecurityGroupRule.ORDER).toList();
        return new SecurityGroup(
                group.groupName(),
                group.description(),
                group.vpcId(),
                group.isDefault(),
                group.ownerId(),
                egress ? group.ingress() : sorted,
                egress ? sorted : group.egress());
    }

    /** Whether both admit the same traffic from or to the same peers; ids and descriptions do not count. */
    static boolean same(SecurityGroupRule one, SecurityGroupRule other) {
        return Protocols.normal(one.protocol()).equals(Protocols.normal(other.protocol()))
                && Objects.equals(one.fromPort(), other.fromPort())
                && Objects.equals(one.toPort(), other.toPort())
                && range(one.cidr()).equals(range(other.cidr()))
                && Objects.equals(shortId(one.prefixListId()), shortId(other.prefixListId()))
                && Objects.equals(shortId(one.referencedGroupId()), shortId(other.referencedGroupId()));
    }

    @Nullable
    private static String shortId(@Nullable String id) {
        return id == null ? null : Edits.shortId(id);
    }

    private static Optional<Cidr> range(@Nullable String cidr) {
        return Cidr.tryParse(cidr);
    }

    /** The rule, with where the security group is that it names, and the prefix list by its short id. */
    static SecurityGroupRule referring(SecurityGroupRule rule, Edits edits) {
        if (rule.prefixListId() != null) {
            var list = edits.one(PrefixList.class, "prefixListId", rule.prefixListId());
            return with(rule, list.resourceId(), null, null);
        }
        if (rule.referencedGroupId() == null) {
            return rule;
        }
        if (isElsewhere(rule.referencedGroup(), edits)) {
            return rule;
        }
        var group = edits.one(SecurityGroup.class, "referencedGroupId", rule.referencedGroupId());
        ReferencedGroup reference = new ReferencedGroup(
                group.arn(), edits.scope().accountId(), group.attributes().vpcId(), null, null);
        return with(rule, null, group.resourceId(), reference);
    }

    /** Whether the group is given as one of another account, whose groups are not looked up. */
    private static boolean isElsewhere(@Nullable ReferencedGroup group, Edits edits) {
        return group != null
                && group.accountId() != null
                && !group.accountId().equals(edits.scope().accountId());
    }

    private static SecurityGroupRule with(
            SecurityGroupRule rule,
            @Nullable String prefixListId,
            @Nullable String groupId,
            @Nullable ReferencedGroup reference) {
        return new SecurityGroupRule(
                rule.ruleId(),
                rule.protocol(),
                rule.fromPort(),
                rule.toPort(),
                null,
                prefixListId,
                groupId,
                rule.description(),
                reference);
    }
}
