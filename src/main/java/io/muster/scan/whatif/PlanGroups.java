package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.AddGroupRule;
import io.muster.estate.change.PutGroup;
import io.muster.estate.change.Refused;
import io.muster.estate.change.RemoveGroupRule;
import io.muster.estate.change.ReplaceGroupRules;
import io.muster.estate.change.Unknowable;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroupRule;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Security groups and their rules in a Terraform plan. */
final class PlanGroups {

    private static final String GROUP = "aws_security_group";
    private static final String GROUP_ID = "security_group_id";
    private static final Set<String> RULES = Set.of(
            "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule");
    private static final List<String> DIRECTIONS = List.of("ingress", "egress");

    private PlanGroups() {}

    static void group(PlanResource resource, TerraformPlan plan) {
        if (resource.updates()) {
            updated(resource, resource.old("id"), plan);
            return;
        }
        if (resource.deletes()) {
            plan.ignore(
                    resource, "the deletion of a security group is not judged, which AWS allows of unused ones alone");
        }
        if (resource.creates()) {
            created(resource, plan);
        }
    }

    /** The group that AWS makes with a VPC: Terraform takes it over, and does not make it. */
    static void defaultGroup(PlanResource resource, TerraformPlan plan) {
        if (resource.updates()) {
            updated(resource, resource.old("id"), plan);
        } else {
            plan.ignore(
                    resource, "the rules of a default group are judged, not that Terraform takes it over or leaves it");
        }
    }

    private static void updated(PlanResource resource, String id, TerraformPlan plan) {
        for (String direction : DIRECTIONS) {
            if (resource.unknown(direction)) {
                plan.propose(resource, new Unknowable(ResourceKind.SECURITY_GROUP, "groupId", id));
            } else if (resource.differs(direction)) {
                plan.propose(resource, replaced(resource, id, direction));
            }
        }
    }

    private static void created(PlanResource resource, TerraformPlan plan) {
        String id = "sg-planned-" + resource.address();
        String name = PlanResource.text(resource.after(), "name");
        resource.references().made(resource.address(), id);
        plan.propose(resource, new PutGroup(id, name == null ? resource.address() : name, vpc(resource)));
        if (mayHaveDynamicIngress(resource)) {
            plan.propose(resource, new Unknowable(ResourceKind.SECURITY_GROUP, "groupId", id));
        }
        for (String direction : DIRECTIONS) {
            // rules that are not written into the group are unknown as a whole: it has none, then
            if (resource.undecided(direction)) {
                plan.propose(resource, new Unknowable(ResourceKind.SECURITY_GROUP, "groupId", id));
            } else if (resource.after().path(direction).isArray()) {
                plan.propose(
                        resource,
                        resource.unknown(direction)
                                ? new Unknowable(ResourceKind.SECURITY_GROUP, "groupId", id)
                                : replaced(resource, id, direction));
            }
        }
    }

    /**
     * A plan does not tell of dynamic blocks: a group into which no rule is written, and that no rule resource names, has such, or none at all. An egress
     * that is left out is taken for none, which opens nothing: the rules into the group are judged then.
     */
    private static boolean mayHaveDynamicIngress(PlanResource resource) {
        String ingress = DIRECTIONS.get(0);
        return resource.unknown(ingress)
                && !resource.after().path(ingress).isArray()
                && !resource.references().isNamed(resource.address(), Set.of(GROUP_ID), RULES);
    }

    /** A group that is written without a VPC is made in that of the region; null for a VPC that the plan makes. */
    @Nullable
    private static String vpc(PlanResource resource) {
        String attribute = "vpc_id";
        String known = PlanResource.text(resource.after(), attribute);
        boolean left = known == null && resource.references().leavesOut(resource.address(), attribute);
        return left ? PutGroup.DEFAULT_VPC : known;
    }

    private static ReplaceGroupRules replaced(PlanResource resource, String groupId, String direction) {
        List<SecurityGroupRule> rules = new ArrayList<>();
        resource.after()
                .path(direction)
                .forEach(block -> rules.addAll(
                        rules(block, PlanResource.texts(block, "security_groups"), groupId, resource.address())));
        return new ReplaceGroupRules(groupId, direction.equals("egress"), rules);
    }

    static void rule(PlanResource resource, TerraformPlan plan) {
        change(resource, plan, state -> "egress".equals(PlanResource.text(state, "type")), PlanGroups::several);
    }

    static void singleRule(PlanResource resource, TerraformPlan plan) {
        change(resource, plan, state -> resource.type().contains("_egress_"), PlanGroups::single);
    }

    /** Reads the rules of a state, of the group. */
    private interface Rules {
        List<SecurityGroupRule> of(JsonNode state, String groupId, PlanResource resource);
    }

    private static void change(PlanResource resource, TerraformPlan plan, Predicate<JsonNode> egress, Rules rules) {
        List<SecurityGroupRule> old = List.of();
        if (resource.deletes() || resource.updates()) {
            String groupId = resource.old(GROUP_ID);
            old = required(rules.of(resource.before(), groupId, resource));
            // what a change of words or tags leaves as it is keeps the id that AWS has for it
            List<SecurityGroupRule> kept = resource.updates() && !isUndecided(resource)
                    ? bare(rules.of(resource.after(), groupId, resource))
                    : List.of();
            old.stream()
                    .filter(rule -> !kept.contains(bare(rule)))
                    .forEach(rule -> plan.propose(
                            resource, new RemoveGroupRule(groupId, egress.test(resource.before()), null, rule)));
        }
        if (resource.creates() || resource.updates()) {
            add(resource, plan, egress.test(resource.after()), rules, resource.updates() ? bare(old) : List.of());
        }
    }

    private static void add(
            PlanResource resource, TerraformPlan plan, boolean egress, Rules rules, List<SecurityGroupRule> kept) {
        String groupId = resource.named(GROUP_ID, GROUP);
        if (groupId == null) {
            plan.undecided(resource, GROUP_ID);
        } else if (isUndecided(resource)) {
            plan.propose(resource, new Unknowable(ResourceKind.SECURITY_GROUP, "groupId", groupId));
        } else {
            required(rules.of(resource.after(), groupId, resource)).stream()
                    .filter(rule -> !kept.contains(bare(rule)))
                    .forEach(rule -> plan.propose(resource, new AddGroupRule(groupId, egress, rule)));
        }
    }

    private static List<SecurityGroupRule> required(List<SecurityGroupRule> rules) {
        if (rules.isEmpty()) {
            throw new Refused("", "the rule names no source or destination");
        }
        return rules;
    }

    private static List<SecurityGroupRule> bare(List<SecurityGroupRule> rules) {
        return rules.stream().map(PlanGroups::bare).toList();
    }

    /** The rule without id and words. */
    private static SecurityGroupRule bare(SecurityGroupRule rule) {
        return new SecurityGroupRule(
                null,
                rule.protocol(),
                rule.fromPort(),
                rule.toPort(),
                rule.cidr(),
                rule.prefixListId(),
                rule.referencedGroupId(),
                null,
                null);
    }

    private static boolean isUndecided(PlanResource resource) {
        boolean unknown = List.of(
                        "cidr_blocks",
                        "ipv6_cidr_blocks",
                        "prefix_list_ids",
                        "cidr_ipv4",
                        "cidr_ipv6",
                        "prefix_list_id",
                        "self",
                        "type",
                        "from_port",
                        "to_port",
                        "protocol",
                        "ip_protocol")
                .stream()
                .anyMatch(resource::unknown);
        return unknown
                || isUndecided(resource, "source_security_group_id")
                || isUndecided(resource, "referenced_security_group_id");
    }

    /** A group that AWS fills in itself, where others are sources, is no source. */
    private static boolean isUndecided(PlanResource resource, String attribute) {
        return resource.unknown(attribute)
                && resource.named(attribute, GROUP) == null
                && PlanResource.texts(resource.after(), "cidr_blocks").isEmpty()
                && PlanResource.texts(resource.after(), "ipv6_cidr_blocks").isEmpty()
                && PlanResource.texts(resource.after(), "prefix_list_ids").isEmpty()
                && !resource.after().path("self").asBoolean();
    }

    private static List<SecurityGroupRule> several(JsonNode state, String groupId, PlanResource resource) {
        String source = source(state, resource, "source_security_group_id");
        return rules(state, source == null ? List.of() : List.of(source), groupId, resource.address());
    }

    @Nullable
    @SuppressWarnings("ReferenceEquality") // which of the two states it is
    private static String source(JsonNode state, PlanResource resource, String attribute) {
        return state == resource.after() ? resource.named(attribute, GROUP) : PlanResource.text(state, attribute);
    }

    private static List<SecurityGroupRule> rules(JsonNode block, List<String> groups, String groupId, String address) {
        List<SecurityGroupRule> rules = new ArrayList<>();
        PlanResource.texts(block, "cidr_blocks").forEach(cidr -> rules.add(rule(block, address, cidr, null, null)));
        PlanResource.texts(block, "ipv6_cidr_blocks")
                .forEach(cidr -> rules.add(rule(block, address, cidr, null, null)));
        PlanResource.texts(block, "prefix_list_ids").forEach(list -> rules.add(rule(block, address, null, list, null)));
        groups.forEach(group -> rules.add(rule(block, address, null, null, group)));
        if (block.path("self").asBoolean()) {
            rules.add(rule(block, address, null, null, groupId));
        }
        return rules;
    }

    private static List<SecurityGroupRule> single(JsonNode state, String groupId, PlanResource resource) {
        String cidr = PlanResource.first(state, List.of("cidr_ipv4", "cidr_ipv6"));
        String list = PlanResource.text(state, "prefix_list_id");
        String group = source(state, resource, "referenced_security_group_id");
        return cidr == null && list == null && group == null
                ? List.of()
                : List.of(rule(state, resource.address(), cidr, list, group));
    }

    /** In the plan the rule has its address for an id. Terraform has 0 for all ports of a protocol without ports. */
    private static SecurityGroupRule rule(
            JsonNode state, String address, @Nullable String cidr, @Nullable String list, @Nullable String group) {
        String protocol =
                Protocols.normal(String.valueOf(PlanResource.first(state, List.of("protocol", "ip_protocol"))));
        boolean bounded = RuleReader.isBounded(protocol);
        return new SecurityGroupRule(
                address,
                protocol,
                bounded ? RuleReader.unlessAll(PlanResource.integer(state, "from_port")) : null,
                bounded ? RuleReader.unlessAll(PlanResource.integer(state, "to_port")) : null,
                cidr,
                list,
                group == null ? null : group.substring(group.indexOf('/') + 1),
                PlanResource.text(state, "description"),
                ofAccount(group));
    }

    /** Terraform has the account before a group of another one. */
    @Nullable
    private static ReferencedGroup ofAccount(@Nullable String group) {
        return group == null || group.indexOf('/') < 0
                ? null
                : new ReferencedGroup(null, group.substring(0, group.indexOf('/')), null, null, null);
    }
}
