package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.Change;
import io.muster.estate.change.DeleteAclEntry;
import io.muster.estate.change.DeleteRolePolicy;
import io.muster.estate.change.DeleteRoute;
import io.muster.estate.change.DetachRolePolicy;
import io.muster.estate.change.PutGroup;
import io.muster.estate.change.PutInstanceProfile;
import io.muster.estate.change.PutPolicy;
import io.muster.estate.change.PutRole;
import io.muster.estate.change.Refused;
import io.muster.estate.change.RemoveGroupRule;
import io.muster.estate.change.ReplaceAclEntries;
import io.muster.estate.change.ReplaceGroupRules;
import io.muster.estate.change.ReplaceRoutes;
import io.muster.estate.change.RetainRolePolicies;
import io.muster.estate.change.SetGroupOfInterface;
import io.muster.platform.MusterException;
import io.muster.scan.whatif.Question.Undecided;
import io.muster.scan.whatif.WhatIfAnswer.Ignored;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The changes of a Terraform plan.
 *
 * @param ignored   the changes that are not modelled, or not judged
 * @param undecided the changes that depend on values known only after apply
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">Terraform, JSON output format</a>
 */
record TerraformPlan(List<Proposal> proposals, List<Ignored> ignored, List<Undecided> undecided) {

    private static final String POINTER = "/terraformPlan/";
    private static final String CHANGES = "resource_changes";

    /** The versions whose minor ones add to the format, and change nothing in it. */
    private static final Set<String> MAJOR_VERSIONS = Set.of("0", "1");

    /** @param plan null for none */
    static TerraformPlan read(@Nullable JsonNode plan, String accountId, @Nullable String region) {
        TerraformPlan read = new TerraformPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (plan != null) {
            read.add(plan, new PlanPlaces(plan, accountId, region));
            read.proposals.sort(Comparator.<Proposal>comparingInt(proposal -> turn(proposal.change()))
                    .thenComparingInt(Proposal::growth));
        }
        return read;
    }

    /**
     * Terraform makes what does not depend on each other in any order. The result is that of the plan if resources that others refer to are created
     * first, and deletions come before the creations that take their places: a route or a rule may move from one address in Terraform to another, and statements from one policy. Changes that keep a given list and remove all else come last.
     */
    private static int turn(Change change) {
        if (change instanceof PutGroup
                || change instanceof PutRole
                || change instanceof PutPolicy
                || change instanceof PutInstanceProfile) {
            return 0;
        }
        if (change instanceof RemoveGroupRule
                || change instanceof DeleteAclEntry
                || change instanceof DeleteRoute
                || change instanceof DeleteRolePolicy
                || change instanceof DetachRolePolicy
                || (change instanceof SetGroupOfInterface ofInterface && !ofInterface.has())) {
            return 1;
        }
        if (change instanceof RetainRolePolicies) {
            return 4;
        }
        return change instanceof ReplaceGroupRules
                        || change instanceof ReplaceAclEntries
                        || change instanceof ReplaceRoutes
                ? 2
                : 3;
    }

    private void add(JsonNode plan, PlanPlaces places) {
        check(plan);
        PlanReferences references = new PlanReferences(plan);
        List<PlanResource> resources = resources(plan.path(CHANGES), CHANGES, references);
        resources.stream()
                .sorted(Comparator.comparingInt(one -> PlanTypes.turn(one.type())))
                .forEach(one -> add(one, places));
        defer(plan.path("deferred_changes"), references);
    }

    private static void check(JsonNode plan) {
        if (!plan.isObject()) {
            throw MusterException.badField(
                    "/terraformPlan", "must be a JSON object, as terraform show -json prints it");
        }
        String version = plan.path("format_version").asText("1.2");
        if (!MAJOR_VERSIONS.contains(version.split("\\.", -1)[0])) {
            throw MusterException.badField(
                    POINTER + "format_version", version + " is not supported. The nearest valid value is 1.2");
        }
        if (plan.path("errored").asBoolean()) {
            throw MusterException.badField(POINTER + "errored", "the plan failed, and does not hold all changes");
        }
        // Terraform leaves out the list of a plan without resources
        if (!plan.path(CHANGES).isArray() && !(plan.path(CHANGES).isMissingNode() && plan.has("planned_values"))) {
            throw MusterException.badField(POINTER + CHANGES, "is missing: a plan, and not a state, is expected");
        }
    }

    private static List<PlanResource> resources(JsonNode entries, String list, PlanReferences references) {
        if (entries.size() > QuestionReader.MOST_CHANGES) {
            throw MusterException.badField(
                    POINTER + list,
                    "has " + entries.size() + " entries; at most " + QuestionReader.MOST_CHANGES
                            + ": leave out those whose action is no-op");
        }
        List<PlanResource> resources = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            resources.add(PlanResource.of(entries.get(i), POINTER + list + "/" + i, references));
        }
        return resources;
    }

    private void add(PlanResource resource, PlanPlaces places) {
        if (!resource.isChange()) {
            return;
        }
        PlanTypes.Type type = PlanTypes.of(resource.type());
        if (type == null) {
            ignore(resource, "resources of this type are not modelled");
            return;
        }
        String elsewhere = places.elsewhere(resource).orElse(null);
        if (elsewhere != null) {
            ignore(resource, elsewhere);
            return;
        }
        try {
            type.reader().accept(resource, this);
        } catch (Refused unreadable) {
            ignore(resource, String.valueOf(unreadable.getMessage()));
        }
        Set<String> others = resource.updates() ? resource.others(type.attributes()) : Set.of();
        if (!others.isEmpty()) {
            ignore(resource, "the change of " + String.join(", ", others) + " is not judged");
        }
    }

    /** Terraform puts off what it cannot plan before other things are made. */
    private void defer(JsonNode deferred, PlanReferences references) {
        if (!deferred.isArray() && !deferred.isMissingNode() && !deferred.isNull()) {
            throw MusterException.badField(POINTER + "deferred_changes", "must be a list");
        }
        for (int i = 0; i < deferred.size(); i++) {
            PlanResource resource = PlanResource.of(
                    deferred.get(i).path("resource_change"),
                    POINTER + "deferred_changes/" + i + "/resource_change",
                    references);
            String reason =
                    "Terraform puts it off: " + deferred.get(i).path("reason").asText("unknown");
            if (resource.isChange() && PlanTypes.of(resource.type()) == null) {
                ignore(resource, reason);
            } else if (resource.isChange()) {
                undecided.add(new Undecided(resource.address(), reason));
            }
        }
    }

    void propose(PlanResource resource, Change change) {
        propose(resource, change, 0);
    }

    /** @param growth as {@link Proposal} has it */
    void propose(PlanResource resource, Change change, int growth) {
        proposals.add(new Proposal(resource.pointer(), resource.address(), resource.type(), change, growth));
    }

    void ignore(PlanResource resource, String reason) {
        ignored.add(new Ignored(resource.address(), resource.type(), reason));
    }

    /** The attribute, on which the rest hangs, is known after apply. */
    void undecided(PlanResource resource, String attribute) {
        undecided.add(new Undecided(resource.address(), attribute + " is known after apply"));
    }
}
