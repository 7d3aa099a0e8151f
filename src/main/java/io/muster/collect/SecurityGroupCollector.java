package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;

/**
 * Security groups with their rules. The rules come from an operation of their own, since it alone gives each its id and
 * its one source; {@code DescribeSecurityGroups} has them too, but without ids and folded together, and is not fallen
 * back on: a role that may not list the rules leaves the kind incomplete.
 */
@ApplicationScoped
class SecurityGroupCollector implements Collector<SecurityGroup> {

    private static final String DEFAULT_GROUP = "default";
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.SecurityGroup> GROUPS = Listing.filtered(
            "DescribeSecurityGroups",
            "group-id",
            (ec2, filters, token) -> ec2.describeSecurityGroups(
                    r -> r.filters(filters).maxResults(1000).nextToken(token)),
            DescribeSecurityGroupsResponse::nextToken,
            DescribeSecurityGroupsResponse::securityGroups);

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.SecurityGroupRule> RULES =
            Listing.filtered(
                    "DescribeSecurityGroupRules",
                    "group-id",
                    (ec2, filters, token) -> ec2.describeSecurityGroupRules(
                            r -> r.filters(filters).maxResults(1000).nextToken(token)),
                    DescribeSecurityGroupRulesResponse::nextToken,
                    DescribeSecurityGroupRulesResponse::securityGroupRules);

    @Override
    public Class<SecurityGroup> type() {
        return SecurityGroup.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(GROUPS.operation(), RULES.operation());
    }

    /** A VPC has a default group. */
    @Override
    public List<String> events() {
        return List.of("ec2:CreateVpc", "ec2:CreateDefaultVpc", "ec2:DeleteVpc");
    }

    @Override
    public boolean byId() {
        return GROUPS.byId() && RULES.byId();
    }

    /** Groups first: a group that is made in between is then not seen at all, rather than without its rules. */
    @Override
    public Uni<Collection<SecurityGroup>> collect(AwsScope aws) {
        return GROUPS.read(aws, SecurityGroupCollector::identified)
                .chain(groups -> groups.items().isEmpty()
                        ? Uni.createFrom()
                                .item(joined(aws, groups, new Reading<>(List.of(), Unread.nothing(), List.of())))
                        : RULES.read(aws, rule -> readable(aws, rule)).map(rules -> joined(aws, groups, rules)));
    }

    private static software.amazon.awssdk.services.ec2.model.SecurityGroup identified(
            software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        UnreadableItem.require("the id", group.groupId());
        return group;
    }

    /** A group with an unreadable rule is left out: without the rule it would look more closed than it is. */
    private static software.amazon.awssdk.services.ec2.model.SecurityGroupRule readable(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
        String group = arn(aws, UnreadableItem.require("the group", rule.groupId()));
        UnreadableItem.require("the protocol", rule.ipProtocol(), group);
        UnreadableItem.require("the id", rule.securityGroupRuleId(), group);
        UnreadableItem.require("the direction", rule.isEgress(), group);
        return rule;
    }

    private static String arn(AwsScope aws, String groupId) {
        return aws.scope().arn(ResourceKind.SECURITY_GROUP, groupId);
    }

    private static Collection<SecurityGroup> joined(
            AwsScope aws,
            Reading<software.amazon.awssdk.services.ec2.model.SecurityGroup> groups,
            Reading<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> rules) {
        Map<String, List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule>> byGroup =
                distinct(rules.items()).stream()
                        .collect(Collectors.groupingBy(
                                software.amazon.awssdk.services.ec2.model.SecurityGroupRule::groupId));
        Harvest<Resource<SecurityGroup>> harvest = new Harvest<>();
        harvest.leaveOpen(groups);
        harvest.leaveOpen(rules);
        groups.items().stream()
                .filter(group -> !rules.unread().mayHold(arn(aws, group.groupId())))
                .forEach(group -> harvest.add(
                        GROUPS.operation(),
                        group.groupId(),
                        () -> resource(aws, group, byGroup.getOrDefault(group.groupId(), List.of()))));
        return Reading.outcome(harvest.reading());
    }

    /** Removes duplicates: where AWS lists a rule on two pages, the later one counts. */
    private static List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> distinct(
            List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> rules) {
        Map<String, software.amazon.awssdk.services.ec2.model.SecurityGroupRule> byId = new LinkedHashMap<>();
        rules.forEach(rule -> byId.put(rule.securityGroupRuleId(), rule));
        return List.copyOf(byId.values());
    }

    private static Resource<SecurityGroup> resource(
            AwsScope aws,
            software.amazon.awssdk.services.ec2.model.SecurityGroup group,
            List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> rules) {
        Map<String, String> tags = Tags.of(group.tags());
        SecurityGroup attributes = new SecurityGroup(
                group.groupName(),
                group.description(),
                group.vpcId(),
                DEFAULT_GROUP.equals(group.groupName()),
                group.ownerId(),
                rules(aws, rules, false),
                rules(aws, rules, true));
        return aws.resource(group.groupId(), Tags.name(tags, group.groupName()), tags, attributes);
    }

    private static List<SecurityGroupRule> rules(
            AwsScope aws, List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> rules, boolean egress) {
        return rules.stream()
                .filter(rule -> Canonical.isTrue(rule.isEgress()) == egress)
                .map(rule -> rule(aws, rule))
                .sorted(SecurityGroupRule.ORDER)
                .toList();
    }

    static SecurityGroupRule rule(AwsScope aws, software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
        ReferencedSecurityGroup group = rule.referencedGroupInfo();
        return new SecurityGroupRule(
                rule.securityGroupRuleId(),
                protocol(rule.ipProtocol()),
                Canonical.unlessAll(rule.fromPort()),
                Canonical.unlessAll(rule.toPort()),
                rule.cidrIpv4() != null ? rule.cidrIpv4() : rule.cidrIpv6(),
                rule.prefixListId(),
                group == null ? null : group.groupId(),
                rule.description(),
                group == null ? null : referenced(aws, group));
    }

    /** Groups can be referenced within one region only, in whichever account of the partition. */
    private static ReferencedGroup referenced(AwsScope aws, ReferencedSecurityGroup group) {
        return new ReferencedGroup(
                arn(aws.scope(), group),
                group.userId(),
                group.vpcId(),
                group.peeringStatus(),
                group.vpcPeeringConnectionId());
    }

    /** AWS names no owner for a group of the account itself in some answers, and its own service by name in others. */
    private static @Nullable String arn(Scope scope, ReferencedSecurityGroup group) {
        String owner = group.userId() == null ? scope.accountId() : group.userId();
        return group.groupId() == null || !ACCOUNT.matcher(owner).matches()
                ? null
                : new Scope(scope.partition(), owner, scope.region()).arn(ResourceKind.SECURITY_GROUP, group.groupId());
    }

    /** EC2 takes the four protocols that it has names for by number as well, and may say either. */
    private static String protocol(String protocol) {
        return switch (protocol) {
            case "1" -> "icmp";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "58" -> "icmpv6";
            default -> protocol;
        };
    }
}
