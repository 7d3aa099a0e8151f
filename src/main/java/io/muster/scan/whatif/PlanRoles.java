package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.DeleteRolePolicy;
import io.muster.estate.change.DetachRolePolicy;
import io.muster.estate.change.PutPolicy;
import io.muster.estate.change.PutRole;
import io.muster.estate.change.PutRolePolicy;
import io.muster.estate.change.SetPermissionsBoundary;
import io.muster.estate.change.SetPolicyDocument;
import io.muster.estate.change.SetTrustPolicy;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/** Roles and policies in a Terraform plan. */
final class PlanRoles {

    private static final String ROLE = "role";
    private static final String POLICY = "policy";
    private static final String POLICY_ARN = "policy_arn";
    private static final String TRUST = "assume_role_policy";
    private static final String BOUNDARY = "permissions_boundary";

    private PlanRoles() {}

    static void role(PlanResource resource, TerraformPlan plan) {
        String name = PlanResource.text(resource.updates() ? resource.before() : resource.after(), "name");
        if (resource.deletes()) {
            plan.ignore(resource, "the deletion of a role is not judged");
            return;
        }
        if (name == null) {
            plan.undecided(resource, "name");
            return;
        }
        JsonNode trust = document(resource.after(), TRUST);
        if (resource.creates()) {
            if (trust == null) {
                plan.undecided(resource, TRUST);
                return;
            }
            plan.propose(resource, new PutRole(path(resource.after()), name, trust));
            resource.references().made(resource.address(), name);
        } else if (resource.differs(TRUST)) {
            plan.propose(resource, trust == null ? unknown(name) : new SetTrustPolicy(name, trust));
        }
        if (resource.unknown(BOUNDARY)) {
            plan.propose(resource, unknown(name));
        } else if (resource.differs(BOUNDARY)) {
            plan.propose(resource, new SetPermissionsBoundary(name, PlanResource.text(resource.after(), BOUNDARY)));
        }
        inlines(resource, name, plan);
        attachments(resource, name, plan);
    }

    /** Where the role's own blocks are left out, Terraform says that they are known after apply. */
    private static void inlines(PlanResource resource, String role, TerraformPlan plan) {
        JsonNode blocks = resource.after().path("inline_policy");
        if (!blocks.isArray() || !resource.differs("inline_policy")) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (JsonNode block : blocks) {
            String name = PlanResource.text(block, "name");
            JsonNode document = document(block, POLICY);
            if (document != null && name != null) {
                plan.propose(resource, new PutRolePolicy(role, name, document));
                kept.add(name);
            } else if (name != null) {
                plan.propose(resource, unknown(role));
                return;
            }
        }
        resource.before().path("inline_policy").forEach(block -> {
            String name = PlanResource.text(block, "name");
            if (name != null && !kept.contains(name)) {
                plan.propose(resource, new DeleteRolePolicy(role, name));
            }
        });
    }

    private static void attachments(PlanResource resource, String role, TerraformPlan plan) {
        String attribute = "managed_policy_arns";
        if (!resource.after().path(attribute).isArray() || !resource.differs(attribute)) {
            return;
        }
        List<String> old = PlanResource.texts(resource.before(), attribute);
        List<String> now = PlanResource.texts(resource.after(), attribute);
        now.stream()
                .filter(arn -> !old.contains(arn))
                .forEach(arn -> plan.propose(resource, new AttachRolePolicy(role, arn)));
        old.stream()
                .filter(arn -> !now.contains(arn))
                .forEach(arn -> plan.propose(resource, new DetachRolePolicy(role, arn)));
    }

    static void inline(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(
                    resource,
                    new DeleteRolePolicy(
                            String.valueOf(PlanResource.text(resource.before(), ROLE)),
                            String.valueOf(PlanResource.text(resource.before(), "name"))));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String role = resource.named(ROLE, "aws_iam_role");
        String name = PlanResource.text(resource.after(), "name");
        JsonNode document = document(resource.after(), POLICY);
        if (role == null) {
            plan.undecided(resource, ROLE);
        } else if (document == null) {
            plan.propose(resource, unknown(role));
        } else {
            plan.propose(resource, new PutRolePolicy(role, name == null ? resource.address() : name, document));
        }
    }

    static void attachment(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(
                    resource,
                    new DetachRolePolicy(
                            String.valueOf(PlanResource.text(resource.before(), ROLE)),
                            String.valueOf(PlanResource.text(resource.before(), POLICY_ARN))));
        }
        if (!resource.creates()) {
            return;
        }
        String role = resource.named(ROLE, "aws_iam_role");
        String policy = resource.named(POLICY_ARN, "aws_iam_policy");
        if (role == null) {
            plan.undecided(resource, ROLE);
        } else if (policy == null) {
            plan.propose(resource, unknown(role));
        } else {
            plan.propose(resource, new AttachRolePolicy(role, policy));
        }
    }

    static void policy(PlanResource resource, TerraformPlan plan) {
        JsonNode document = document(resource.after(), POLICY);
        String name = PlanResource.text(resource.after(), "name");
        if (resource.deletes()) {
            plan.ignore(resource, "the deletion of a policy is not judged, which AWS allows of unused ones alone");
        } else if (resource.creates()) {
            if (document == null || name == null) {
                plan.undecided(resource, document == null ? POLICY : "name");
            } else {
                PutPolicy made = new PutPolicy(path(resource.after()), name, document);
                plan.propose(resource, made);
                resource.references().made(resource.address(), made.path() + name);
            }
        } else if (resource.differs(POLICY)) {
            String arn = String.valueOf(PlanResource.text(resource.before(), "arn"));
            plan.propose(
                    resource,
                    document == null
                            ? new Unknowable(ResourceKind.POLICY, "policyArn", arn)
                            : new SetPolicyDocument(arn, document));
        }
    }

    private static Unknowable unknown(String role) {
        return new Unknowable(ResourceKind.ROLE, "roleName", role);
    }

    private static String path(JsonNode state) {
        String path = PlanResource.text(state, "path");
        return path == null ? "/" : path;
    }

    /** A policy document, which Terraform has as a text; null where it is known after apply, and where IAM would not take it. */
    @Nullable
    private static JsonNode document(JsonNode state, String attribute) {
        String text = PlanResource.text(state, attribute);
        JsonNode document = text == null ? null : PlanValues.json(text);
        boolean taken =
                document != null && document.isObject() && PlanValues.length(document) <= PlanValues.LONGEST_POLICY;
        return taken ? document : null;
    }
}
