package io.muster.scan.whatif;

import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.DetachRolePolicy;
import io.muster.estate.change.RetainRolePolicies;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;

/** Resources in a Terraform plan that are all of a sort: the roles of a policy, or the policies of a role. */
final class PlanExclusives {

    private static final String ROLES = "roles";
    private static final String POLICY_ARN = "policy_arn";
    private static final String ROLE_NAME = "role_name";
    private static final String POLICY_NAMES = "policy_names";
    private static final String POLICY_ARNS = "policy_arns";

    private PlanExclusives() {}

    /** A policy's attachments: it is taken from whom the resource named before, as AWS had it, and does not name any more. */
    static void attachments(PlanResource resource, TerraformPlan plan) {
        if (resource.creates() && hasOthers(resource)) {
            plan.ignore(resource, "the users and groups of an attachment are not judged");
        }
        List<String> old = PlanResource.texts(resource.before(), ROLES);
        List<String> now = roles(resource);
        if (now == null) {
            plan.undecided(resource, ROLES);
            return;
        }
        boolean another = !resource.updates();
        old.stream()
                .filter(role -> another || !now.contains(role))
                .forEach(role -> plan.propose(resource, new DetachRolePolicy(role, resource.old(POLICY_ARN))));
        now.stream().filter(role -> another || !old.contains(role)).forEach(role -> attach(resource, role, plan));
    }

    /** The roles to which the resource attaches the policy; null where that is known after apply, but for one role that the plan makes. */
    @Nullable
    private static List<String> roles(PlanResource resource) {
        List<String> known = PlanResource.texts(resource.after(), ROLES);
        if (!resource.unknown(ROLES)) {
            return known;
        }
        String made = resource.named(ROLES, PlanRoles.TYPE);
        return known.isEmpty() && made != null ? List.of(made) : null;
    }

    private static void attach(PlanResource resource, String role, TerraformPlan plan) {
        String policy = resource.named(POLICY_ARN, PlanPolicies.TYPE);
        plan.propose(resource, policy == null ? PlanPolicies.unknowableRole(role) : new AttachRolePolicy(role, policy));
    }

    private static boolean hasOthers(PlanResource resource) {
        return Stream.of("users", "groups")
                .anyMatch(others -> resource.unknown(others)
                        || !PlanResource.texts(resource.after(), others).isEmpty());
    }

    /** The names of the inline policies that a role keeps; without the resource, it keeps all of them. */
    static void inline(PlanResource resource, TerraformPlan plan) {
        retain(resource, POLICY_NAMES, plan);
    }

    /** The ARNs of the managed policies that a role keeps, or gets; without the resource, it keeps all of them. */
    static void managed(PlanResource resource, TerraformPlan plan) {
        retain(resource, POLICY_ARNS, plan);
    }

    private static void retain(PlanResource resource, String attribute, TerraformPlan plan) {
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        boolean attached = attribute.equals(POLICY_ARNS);
        String role = resource.named(ROLE_NAME, PlanRoles.TYPE);
        List<String> kept = PlanResource.texts(resource.after(), attribute);
        if (role == null) {
            plan.undecided(resource, ROLE_NAME);
        } else if (resource.unknown(attribute)) {
            plan.propose(resource, PlanPolicies.unknowableRole(role));
        } else {
            if (attached) {
                kept.forEach(arn -> plan.propose(resource, new AttachRolePolicy(role, arn)));
            }
            plan.propose(resource, new RetainRolePolicies(role, attached, kept));
        }
    }
}
