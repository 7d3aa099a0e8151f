package io.muster.rule.network;

import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import java.util.List;
import java.util.Map;

/** A rule about security groups. */
abstract class GroupRule extends OwnedRule<SecurityGroup> {

    static final String RULES_REFERENCE = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";
    static final String FSBP = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html";

    GroupRule(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, SecurityGroup.class, SecurityGroup::ownerId, alsoNeeds);
    }

    /** The facts by which each rule of the group can be found and changed. */
    static List<Map<String, Object>> facts(List<SecurityGroupRule> rules) {
        return rules.stream().map(GroupRule::facts).toList();
    }

    private static Map<String, Object> facts(SecurityGroupRule rule) {
        ReferencedGroup referenced = rule.referencedGroup();
        return Evidence.of("ruleId", rule.ruleId())
                .and("protocol", rule.protocol())
                .and("fromPort", rule.fromPort())
                .and("toPort", rule.toPort())
                .and("cidr", rule.cidr())
                .and("prefixListId", rule.prefixListId())
                .and("referencedGroupId", rule.referencedGroupId())
                .and("referencedGroupAccountId", referenced == null ? null : referenced.accountId())
                .and("referencedGroupPeeringStatus", referenced == null ? null : referenced.peeringStatus())
                .and("description", rule.description())
                .facts();
    }
}
