package io.muster.estate.change;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rule is added to a security group. One that is there already is refused, as AWS does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html">EC2 API
 *     Reference, AuthorizeSecurityGroupIngress</a>
 */
public record AddGroupRule(String groupId, boolean egress, SecurityGroupRule rule) implements Change {

    static final Set<ResourceKind> KINDS = Set.of(ResourceKind.SECURITY_GROUP, ResourceKind.PREFIX_LIST);

    @Override
    public Set<ResourceKind> kinds() {
        return KINDS;
    }

    @Override
    public void make(Edits edits) {
        var group = edits.one(SecurityGroup.class, "groupId", groupId);
        List<SecurityGroupRule> rules = GroupRules.of(group.attributes(), egress);
        if (rules.stream().anyMatch(known -> GroupRules.same(known, rule))) {
            throw new Refused("", "the group " + groupId + " has this rule already");
        }
        List<SecurityGroupRule> more = new ArrayList<>(rules);
        more.add(GroupRules.referring(rule, edits));
        edits.change(group, known -> GroupRules.with(known, egress, more));
    }
}
