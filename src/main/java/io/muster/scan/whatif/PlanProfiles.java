package io.muster.scan.whatif;

import io.muster.estate.change.PutInstanceProfile;
import io.muster.estate.change.SetProfileRole;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;

/** Instance profiles in a Terraform plan. */
final class PlanProfiles {

    static final String TYPE = "aws_iam_instance_profile";

    private static final String NAME = "name";
    private static final String ROLE = "role";

    private PlanProfiles() {}

    static void profile(PlanResource resource, TerraformPlan plan) {
        if (resource.updates()) {
            updated(resource, resource.old(NAME), plan);
            return;
        }
        String name = PlanResource.text(resource.after(), NAME);
        boolean again = resource.deletes() && resource.old(NAME).equals(name);
        if (resource.deletes()) {
            plan.ignore(
                    resource,
                    again
                            ? "that an instance profile takes the place of one of its name is not judged"
                            : "the deletion of an instance profile is not judged");
        }
        if (resource.creates() && !again) {
            created(resource, name, plan);
        }
    }

    private static void updated(PlanResource resource, String name, TerraformPlan plan) {
        if (!resource.differs(ROLE)) {
            return;
        }
        String role = resource.named(ROLE, PlanRoles.TYPE);
        plan.propose(
                resource,
                resource.unknown(ROLE) && role == null
                        ? new Unknowable(ResourceKind.INSTANCE_PROFILE, "instanceProfile", name)
                        : new SetProfileRole(name, role));
    }

    private static void created(PlanResource resource, @Nullable String name, TerraformPlan plan) {
        String role = resource.named(ROLE, PlanRoles.TYPE);
        if (name == null || (resource.unknown(ROLE) && role == null)) {
            plan.undecided(resource, name == null ? NAME : ROLE);
        } else {
            plan.propose(resource, new PutInstanceProfile(PlanPolicies.path(resource.after()), name, role));
            resource.references().made(resource.address(), name);
        }
    }
}
