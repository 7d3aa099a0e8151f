package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.DeleteRolePolicy;
import io.muster.estate.change.DetachRolePolicy;
import io.muster.estate.change.PutRole;
import io.muster.estate.change.PutRolePolicy;
import io.muster.estate.change.SetPermissionsBoundary;
import io.muster.estate.change.SetTrustPolicy;
import io.muster.inventory.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Roles in a Terraform plan. */
final class PlanRoles {

    static final String TYPE = "aws_iam_role";

    private static final String NAME = "name";
    private static final String TRUST = "assume_role_policy";
    private static final String BOUNDARY = "permissions_boundary";
    private static final String INLINE = "inline_policy";
    private static final String TAGS = "tags";
    private static final String ALL_TAGS = "tags_all";
    private static final String ATTACHED = "managed_policy_arns";

    /** The resources that give a role policies, and the attributes in which they name it. */
    private static final Set<String> POLICIES = Set.of(
            "aws_iam_role_policy",
            "aws_iam_role_policy_attachment",
            "aws_iam_policy_attachment",
            "aws_iam_role_policies_exclusive",
            "aws_iam_role_policy_attachments_exclusive");

    private static final Set<String> NAMING = Set.of("role", "roles", "role_name");

    private PlanRoles() {}

    static void role(PlanResource resource, TerraformPlan plan) {
        String name = PlanResource.text(resource.creates() ? resource.after() : resource.before(), NAME);
        if (resource.deletes()) {
            boolean again = resource.creates() && resource.old(NAME).equals(name);
            plan.ignore(
                    resource,
                    again
                            ? "that a role takes the place of one of its name is not judged"
                            : "the deletion of a role is not judged");
            if (again || !resource.creates()) {
                return;
            }
        }
        if (name == null) {
            plan.undecided(resource, NAME);
        } else if (resource.unknown(TRUST) && resource.creates()) {
            plan.undecided(resource, TRUST);
        } else {
            role(resource, name, plan);
        }
    }

    private static void role(PlanResource resource, String name, TerraformPlan plan) {
        if (resource.creates()) {
            plan.propose(
                    resource,
                    new PutRole(
                            PlanPolicies.path(resource.after()),
                            name,
                            PlanPolicies.document(resource.after(), TRUST, PolicySort.TRUST),
                            tags(resource)));
            resource.references().made(resource.address(), name);
        } else if (resource.unknown(TRUST)) {
            plan.propose(resource, PlanPolicies.unknowableRole(name));
        } else if (resource.differs(TRUST)) {
            plan.propose(
                    resource,
                    new SetTrustPolicy(name, PlanPolicies.document(resource.after(), TRUST, PolicySort.TRUST)));
        }
        if (resource.unknown(BOUNDARY)) {
            plan.propose(resource, PlanPolicies.unknowableRole(name));
        } else if (resource.differs(BOUNDARY)) {
            plan.propose(resource, new SetPermissionsBoundary(name, PlanResource.text(resource.after(), BOUNDARY)));
        }
        inlines(resource, name, plan);
        attachments(resource, name, plan);
    }

    /** The tags of the role and, in newer versions of the provider, the default tags that it gives all resources. */
    private static Map<String, String> tags(PlanResource resource) {
        boolean all = resource.after().path(ALL_TAGS).isObject();
        if (resource.unknown(TAGS) || (all && resource.unknown(ALL_TAGS))) {
            return Resource.unknownTags();
        }
        Map<String, String> tags = new HashMap<>();
        resource.after()
                .path(all ? ALL_TAGS : TAGS)
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return all || !resource.unknown(ALL_TAGS) ? tags : Resource.unknownTags();
    }

    /** Where the role's own blocks are left out, Terraform says of a new role that they are known after apply. */
    private static void inlines(PlanResource resource, String role, TerraformPlan plan) {
        JsonNode blocks = resource.after().path(INLINE);
        boolean open = blocks.isArray() || mayHaveDynamicPolicies(resource);
        if (resource.undecided(INLINE) || (resource.unknown(INLINE) && open)) {
            plan.propose(resource, PlanPolicies.unknowableRole(role));
            return;
        }
        if (!blocks.isArray() || !resource.differs(INLINE)) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (JsonNode block : blocks) {
            String name = PlanResource.text(block, NAME);
            // an empty block says that there are no others
            if (name != null) {
                JsonNode document = PlanPolicies.document(block, "policy", PolicySort.INLINE);
                plan.propose(
                        resource,
                        new PutRolePolicy(role, name, document),
                        PutRolePolicy.characters(document) - charactersBefore(resource, name));
                kept.add(name);
            }
        }
        resource.before().path(INLINE).forEach(block -> {
            String name = PlanResource.text(block, NAME);
            if (name != null && !kept.contains(name)) {
                plan.propose(resource, new DeleteRolePolicy(role, name));
            }
        });
    }

    /** A plan does not tell of dynamic blocks: a new role to which nothing gives a policy has such, or none at all. */
    private static boolean mayHaveDynamicPolicies(PlanResource resource) {
        return resource.creates()
                && resource.after().path(ATTACHED).isEmpty()
                && !resource.undecided(ATTACHED)
                && !resource.references().isNamed(resource.address(), NAMING, POLICIES);
    }

    private static int charactersBefore(PlanResource resource, String policy) {
        int characters = 0;
        for (JsonNode block : resource.before().path(INLINE)) {
            characters += policy.equals(PlanResource.text(block, NAME)) ? PlanPolicies.characters(block) : 0;
        }
        return characters;
    }

    private static void attachments(PlanResource resource, String role, TerraformPlan plan) {
        boolean written = resource.after().path(ATTACHED).isArray();
        if (resource.undecided(ATTACHED) || (resource.unknown(ATTACHED) && written)) {
            plan.propose(resource, PlanPolicies.unknowableRole(role));
            return;
        }
        if (!written || !resource.differs(ATTACHED)) {
            return;
        }
        List<String> old = PlanResource.texts(resource.before(), ATTACHED);
        List<String> now = PlanResource.texts(resource.after(), ATTACHED);
        now.stream()
                .filter(arn -> !old.contains(arn))
                .forEach(arn -> plan.propose(resource, new AttachRolePolicy(role, arn)));
        old.stream()
                .filter(arn -> !now.contains(arn))
                .forEach(arn -> plan.propose(resource, new DetachRolePolicy(role, arn)));
    }
}
