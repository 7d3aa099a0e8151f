package io.muster.estate.change;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.platform.Nearest;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A rule is taken from a security group.
 *
 * @param ruleId AWS's id of the rule; null where it is named by what it admits
 * @param rule   the traffic that it admits; null where it is named by its id
 */
public record RemoveGroupRule(
        String groupId,
        boolean egress,
        @Nullable String ruleId,
        @Nullable SecurityGroupRule rule) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.SECURITY_GROUP);
    }

    @Override
    public void make(Edits edits) {
        var group = edits.one(SecurityGroup.class, "groupId", groupId);
        List<SecurityGroupRule> rules = GroupRules.of(group.attributes(), egress);
        List<SecurityGroupRule> fewer =
                rules.stream().filter(known -> !isMeant(known)).toList();
        if (fewer.size() == rules.size()) {
            throw absent(rules);
        }
        edits.change(group, known -> GroupRules.with(known, egress, fewer));
    }

    private boolean isMeant(SecurityGroupRule known) {
        return ruleId != null ? ruleId.equals(known.ruleId()) : GroupRules.same(known, Objects.requireNonNull(rule));
    }

    private Refused absent(List<SecurityGroupRule> rules) {
        String direction = egress ? "egress" : "ingress";
        String fault = "none of the " + rules.size() + " " + direction + " rules of " + groupId + " is this one";
        return ruleId == null
                ? new Refused("", fault)
                : new Refused(
                        "ruleId",
                        fault
                                + Nearest.suggestion(
                                        ruleId,
                                        rules.stream()
                                                .map(SecurityGroupRule::ruleId)
                                                .filter(Objects::nonNull)
                                                .toList()));
    }
}
