package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.DeleteRolePolicy;
import io.muster.estate.change.DetachRolePolicy;
import io.muster.estate.change.PutPolicy;
import io.muster.estate.change.PutRolePolicy;
import io.muster.estate.change.Refused;
import io.muster.estate.change.SetPolicyDocument;
import io.muster.estate.change.Unknowable;
import io.muster.estate.privilege.PolicyGrammar;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;

/** Policies, and those of roles, in a Terraform plan. */
final class PlanPolicies {

    static final String TYPE = "aws_iam_policy";

    private static final String ROLE = "role";
    private static final String NAME = "name";
    private static final String POLICY = "policy";
    private static final String POLICY_ARN = "policy_arn";

    private PlanPolicies() {}

    static void inline(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(resource, new DeleteRolePolicy(resource.old(ROLE), resource.old(NAME)));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String role = resource.named(ROLE, PlanRoles.TYPE);
        if (role == null) {
            plan.undecided(resource, ROLE);
        } else if (resource.unknown(POLICY)) {
            plan.propose(resource, unknowableRole(role));
        } else {
            String name = PlanResource.text(resource.after(), NAME);
            JsonNode document = document(resource.after(), POLICY, PolicySort.INLINE);
            int before = role.equals(PlanResource.text(resource.before(), ROLE)) ? characters(resource.before()) : 0;
            plan.propose(
                    resource,
                    new PutRolePolicy(role, name == null ? resource.address() : name, document),
                    PutRolePolicy.characters(document) - before);
        }
    }

    static void attachment(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(resource, new DetachRolePolicy(resource.old(ROLE), resource.old(POLICY_ARN)));
        }
        if (!resource.creates()) {
            return;
        }
        String role = resource.named(ROLE, PlanRoles.TYPE);
        String policy = resource.named(POLICY_ARN, TYPE);
        if (role == null) {
            plan.undecided(resource, ROLE);
        } else if (policy == null) {
            plan.propose(resource, unknowableRole(role));
        } else {
            plan.propose(resource, new AttachRolePolicy(role, policy));
        }
    }

    static void policy(PlanResource resource, TerraformPlan plan) {
        String name = PlanResource.text(resource.after(), NAME);
        String made = resource.creates() && name != null ? path(resource.after()) + name : null;
        boolean again =
                made != null && resource.deletes() && resource.old("arn").endsWith(":policy" + made);
        if (resource.deletes() && !again) {
            plan.ignore(resource, "the deletion of a policy is not judged, which AWS allows of unused ones alone");
        }
        if (again || (resource.updates() && resource.differs(POLICY))) {
            changed(resource, plan);
        } else if (resource.creates()) {
            created(resource, name, plan);
        }
        if (made != null) {
            resource.references().made(resource.address(), made);
        }
    }

    private static void changed(PlanResource resource, TerraformPlan plan) {
        String arn = resource.old("arn");
        plan.propose(
                resource,
                resource.unknown(POLICY)
                        ? new Unknowable(ResourceKind.POLICY, "policyArn", arn)
                        : new SetPolicyDocument(arn, document(resource.after(), POLICY, PolicySort.MANAGED), true));
    }

    private static void created(PlanResource resource, @Nullable String name, TerraformPlan plan) {
        if (name == null || resource.unknown(POLICY)) {
            plan.undecided(resource, name == null ? NAME : POLICY);
        } else {
            plan.propose(
                    resource,
                    new PutPolicy(
                            path(resource.after()), name, document(resource.after(), POLICY, PolicySort.MANAGED)));
        }
    }

    /** The number of characters of the inline policy that the state has; 0 where it has none. */
    static int characters(JsonNode state) {
        String text = PlanResource.text(state, POLICY);
        JsonNode document = text == null ? null : PlanValues.json(text);
        return document == null ? 0 : PutRolePolicy.characters(document);
    }

    static Unknowable unknowableRole(String role) {
        return new Unknowable(ResourceKind.ROLE, "roleName", role);
    }

    static String path(JsonNode state) {
        String path = PlanResource.text(state, "path");
        return path == null ? "/" : path;
    }

    /** A policy document, which Terraform has as a text; one that IAM would not take is refused. */
    static JsonNode document(JsonNode state, String attribute, PolicySort sort) {
        String text = PlanResource.text(state, attribute);
        JsonNode document = text == null ? null : PlanValues.json(text);
        if (document == null || !document.isObject()) {
            throw new Refused("", attribute + " is no policy document");
        }
        PolicyGrammar.Fault fault = sort.fault(document);
        if (fault != null) {
            throw new Refused("", attribute + fault.pointer() + ": " + fault.message());
        }
        return document;
    }
}
