package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Map;

/** A rule about security groups. It does not speak of groups that another account shares with this one. */
abstract class GroupRule extends RecordRule<SecurityGroup> {

    static final String RULES_REFERENCE = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";
    static final String FSBP = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html";

    GroupRule(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, SecurityGroup.class, alsoNeeds);
    }

    @Override
    public final Verdict judge(Resource<SecurityGroup> group, Estate estate) {
        return foreign(group, group.attributes().ownerId())
                ? Verdict.notApplicable()
                : judge(group, group.attributes(), estate);
    }

    abstract Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate);

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
