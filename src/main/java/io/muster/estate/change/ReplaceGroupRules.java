package io.muster.estate.change;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Set;

/** All rules of one direction of a security group are replaced by others. */
public record ReplaceGroupRules(String groupId, boolean egress, List<SecurityGroupRule> rules) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return AddGroupRule.KINDS;
    }

    @Override
    public void make(Edits edits) {
        var group = edits.one(SecurityGroup.class, "groupId", groupId);
        List<SecurityGroupRule> kept = GroupRules.of(group.attributes(), egress);
        // a rule that stays keeps the id and the words that AWS has for it
        List<SecurityGroupRule> all = rules.stream()
                .map(rule -> kept.stream()
                        .filter(known -> GroupRules.same(known, rule))
                        .findFirst()
                        .orElseGet(() -> GroupRules.referring(rule, edits)))
                .toList();
        if (!Set.copyOf(all).equals(Set.copyOf(kept))) {
            edits.change(group, known -> GroupRules.with(known, egress, all));
        }
    }
}
