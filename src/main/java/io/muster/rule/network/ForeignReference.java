package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Inbound and outbound rules. A group of this account is in the listing, or gone, also over a peering connection: that cannot
 * name a group of another region. For another account's group in a peered VPC, AWS reports whether the peering still exists.
 */
@Singleton
class ForeignReference extends GroupRule {

    private static final String DELETED = "deleted";

    private final Baseline baseline;

    ForeignReference(Baseline baseline) {
        super(new RuleMetadata(
                "sg-stale-or-foreign-reference",
                "Rule names a group that is gone or not yours",
                Severity.MEDIUM,
                Area.NETWORK,
                ResourceKind.SECURITY_GROUP,
                "The owner of a foreign group decides who its members are, and so whom the rule admits. A rule that names a"
                        + " deleted group admits no traffic, and hides that the path it was made for is gone.",
                "Remove the rules that the evidence names with aws ec2 revoke-security-group-ingress or"
                        + " revoke-security-group-egress --group-id ID --security-group-rule-ids RULE. A partner's account"
                        + " may be named in muster.baseline.trusted-accounts.",
                List.of(
                        "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html",
                        RULES_REFERENCE),
                List.of()));
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        List<SecurityGroupRule> all = Stream.concat(group.ingress().stream(), group.egress().stream())
                .filter(rule -> rule.referencedGroupId() != null || rule.referencedGroup() != null)
                .toList();
        List<SecurityGroupRule> foreign =
                all.stream().filter(rule -> foreign(rule, estate)).toList();
        List<SecurityGroupRule> gone = all.stream()
                .filter(rule -> !foreign.contains(rule) && gone(rule, estate))
                .toList();
        if (foreign.isEmpty() && gone.isEmpty()) {
            return Verdict.pass();
        }
        return fail(
                foreign.isEmpty()
                        ? "A rule of the group names a group that is gone."
                        : "A rule of the group names a group of another account, which is neither yours nor trusted.",
                Evidence.of("groupId", resource.resourceId())
                        .and("foreign", facts(foreign))
                        .and("gone", facts(gone))
                        .and("judgedBy", foreign.isEmpty() ? null : Baseline.knownFrom(estate))
                        .facts());
    }

    private boolean foreign(SecurityGroupRule rule, Estate estate) {
        ReferencedGroup referenced = rule.referencedGroup();
        return referenced != null
                && isAccount(referenced.accountId())
                && !baseline.knows(referenced.accountId(), estate);
    }

    /** The group of a Classic Load Balancer, which AWS keeps, has {@code amazon-elb} in the place of an account. */
    private static boolean isAccount(@Nullable String owner) {
        return owner != null && owner.chars().allMatch(Character::isDigit);
    }

    private static boolean gone(SecurityGroupRule rule, Estate estate) {
        ReferencedGroup referenced = rule.referencedGroup();
        if (referenced != null && DELETED.equals(referenced.peeringStatus())) {
            return true;
        }
        boolean here = referenced == null || estate.scope().accountId().equals(referenced.accountId());
        return here
                && rule.referencedGroupId() != null
                && estate.find(SecurityGroup.class, rule.referencedGroupId()).isEmpty();
    }
}
