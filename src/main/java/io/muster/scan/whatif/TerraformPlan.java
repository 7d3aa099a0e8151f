package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.Change;
import io.muster.platform.MusterException;
import io.muster.scan.whatif.Question.Undecided;
import io.muster.scan.whatif.WhatIfAnswer.Ignored;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The changes of a Terraform plan.
 *
 * @param ignored   the changes that are not modelled, or not judged
 * @param undecided the changes that hang on values that are known after apply
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">Terraform, JSON output format</a>
 */
record TerraformPlan(List<Proposal> proposals, List<Ignored> ignored, List<Undecided> undecided) {

    private static final String POINTER = "/terraformPlan/resource_changes";

    private static final Map<String, BiConsumer<PlanResource, TerraformPlan>> TYPES = Map.ofEntries(
            Map.entry("aws_security_group", PlanGroups::group),
            Map.entry("aws_security_group_rule", PlanGroups::rule),
            Map.entry("aws_vpc_security_group_ingress_rule", PlanGroups::singleRule),
            Map.entry("aws_vpc_security_group_egress_rule", PlanGroups::singleRule),
            Map.entry("aws_network_acl", PlanNetworks::acl),
            Map.entry("aws_network_acl_rule", PlanNetworks::aclRule),
            Map.entry("aws_route", PlanNetworks::route),
            Map.entry("aws_route_table", PlanNetworks::table),
            Map.entry("aws_instance", PlanInstances::instance),
            Map.entry("aws_iam_role", PlanRoles::role),
            Map.entry("aws_iam_role_policy", PlanRoles::inline),
            Map.entry("aws_iam_role_policy_attachment", PlanRoles::attachment),
            Map.entry("aws_iam_policy", PlanRoles::policy));

    /** Resources that others may refer to come first. */
    private static final List<String> REFERRED_TO = List.of("aws_security_group", "aws_iam_policy", "aws_iam_role");

    /** @param plan null for none */
    static TerraformPlan read(@Nullable JsonNode plan) {
        TerraformPlan read = new TerraformPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (plan != null) {
            read.add(plan);
        }
        return read;
    }

    private void add(JsonNode plan) {
        if (!plan.isObject()) {
            throw MusterException.badField(
                    "/terraformPlan", "must be a JSON object, as terraform show -json prints it");
        }
        JsonNode changes = plan.path("resource_changes");
        if (!changes.isArray()) {
            throw MusterException.badField(POINTER, "is missing: a plan, and not a state, is expected");
        }
        if (changes.size() > QuestionReader.MOST_CHANGES) {
            throw MusterException.badField(
                    POINTER,
                    "has " + changes.size() + " entries; at most " + QuestionReader.MOST_CHANGES
                            + ": leave out those whose action is no-op");
        }
        PlanReferences references = new PlanReferences(plan.path("configuration"));
        List<PlanResource> resources = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            resources.add(PlanResource.of(changes.get(i), POINTER + "/" + i, references));
        }
        resources.stream().filter(one -> REFERRED_TO.contains(one.type())).forEach(this::add);
        resources.stream().filter(one -> !REFERRED_TO.contains(one.type())).forEach(this::add);
    }

    private void add(PlanResource resource) {
        if (!resource.isChange()) {
            return;
        }
        BiConsumer<PlanResource, TerraformPlan> reader = TYPES.get(resource.type());
        if (reader == null) {
            ignore(resource, "resources of this type are not modelled");
        } else {
            reader.accept(resource, this);
        }
    }

    void propose(PlanResource resource, Change change) {
        proposals.add(new Proposal(resource.pointer(), resource.address(), resource.type(), change));
    }

    void ignore(PlanResource resource, String reason) {
        ignored.add(new Ignored(resource.address(), resource.type(), reason));
    }

    /** The attribute, on which the rest hangs, is known after apply. */
    void undecided(PlanResource resource, String attribute) {
        undecided.add(new Undecided(resource.address(), attribute + " is known after apply"));
    }
}
