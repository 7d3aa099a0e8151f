package io.muster.scan.whatif;

import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The types of resources in Terraform whose changes are judged. */
final class PlanTypes {

    /**
     * A type.
     *
     * @param attributes the attributes of a resource that exists whose changes are read
     */
    record Type(BiConsumer<PlanResource, TerraformPlan> reader, Set<String> attributes) {}

    private static final Type SINGLE_RULE = new Type(
            PlanGroups::singleRule,
            Set.of(
                    "security_group_id",
                    "ip_protocol",
                    "from_port",
                    "to_port",
                    "cidr_ipv4",
                    "cidr_ipv6",
                    "prefix_list_id",
                    "referenced_security_group_id"));

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("aws_security_group", new Type(PlanGroups::group, Set.of("ingress", "egress"))),
            Map.entry("aws_default_security_group", new Type(PlanGroups::defaultGroup, Set.of("ingress", "egress"))),
            Map.entry(
                    "aws_security_group_rule",
                    new Type(
                            PlanGroups::rule,
                            Set.of(
                                    "security_group_id",
                                    "type",
                                    "protocol",
                                    "from_port",
                                    "to_port",
                                    "cidr_blocks",
                                    "ipv6_cidr_blocks",
                                    "prefix_list_ids",
                                    "self",
                                    "source_security_group_id"))),
            Map.entry("aws_vpc_security_group_ingress_rule", SINGLE_RULE),
            Map.entry("aws_vpc_security_group_egress_rule", SINGLE_RULE),
            Map.entry("aws_network_acl", new Type(PlanNetworks::acl, Set.of("ingress", "egress"))),
            Map.entry("aws_default_network_acl", new Type(PlanNetworks::acl, Set.of("ingress", "egress"))),
            Map.entry("aws_network_acl_rule", new Type(PlanNetworks::aclRule, PlanNetworks.OF_AN_ENTRY)),
            Map.entry("aws_route", new Type(PlanRoutes::route, PlanRoutes.OF_A_ROUTE)),
            Map.entry("aws_route_table", new Type(PlanRoutes::table, Set.of("route"))),
            Map.entry("aws_default_route_table", new Type(PlanRoutes::table, Set.of("route"))),
            Map.entry(
                    "aws_instance",
                    new Type(
                            PlanInstances::instance,
                            Set.of("metadata_options", "vpc_security_group_ids", "iam_instance_profile"))),
            Map.entry(
                    PlanRoles.TYPE,
                    new Type(
                            PlanRoles::role,
                            Set.of(
                                    "assume_role_policy",
                                    "permissions_boundary",
                                    "inline_policy",
                                    "managed_policy_arns"))),
            Map.entry("aws_iam_role_policy", new Type(PlanPolicies::inline, Set.of("role", "name", "policy"))),
            Map.entry(
                    "aws_iam_role_policy_attachment", new Type(PlanPolicies::attachment, Set.of("role", "policy_arn"))),
            Map.entry("aws_iam_policy_attachment", new Type(PlanExclusives::attachments, Set.of("roles"))),
            Map.entry(
                    "aws_iam_role_policies_exclusive",
                    new Type(PlanExclusives::inline, Set.of("role_name", "policy_names"))),
            Map.entry(
                    "aws_iam_role_policy_attachments_exclusive",
                    new Type(PlanExclusives::managed, Set.of("role_name", "policy_arns"))),
            Map.entry(PlanProfiles.TYPE, new Type(PlanProfiles::profile, Set.of("role"))),
            Map.entry("aws_network_interface_sg_attachment", new Type(PlanInterfaces::attachment, Set.of())),
            Map.entry(
                    "aws_vpc_block_public_access_options",
                    new Type(PlanPublicAccess::options, Set.of(PlanPublicAccess.MODE))),
            Map.entry(
                    "aws_vpc_block_public_access_exclusion",
                    new Type(PlanPublicAccess::exclusion, Set.of(PlanPublicAccess.EXCLUSION_MODE))),
            Map.entry(PlanPolicies.TYPE, new Type(PlanPolicies::policy, Set.of("policy"))));

    /** Resources that others may refer to are read before these. */
    private static final Map<String, Integer> REFERRED_TO =
            Map.of("aws_security_group", 0, PlanPolicies.TYPE, 0, PlanRoles.TYPE, 0, PlanProfiles.TYPE, 1);

    private PlanTypes() {}

    /** Null where the type is not modelled. */
    @Nullable
    static Type of(String type) {
        return TYPES.get(type);
    }

    /** The place of the type in the order in which resources are read. */
    static int turn(String type) {
        return REFERRED_TO.getOrDefault(type, REFERRED_TO.size());
    }
}
