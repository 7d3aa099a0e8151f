package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * An empty profile is a fault. Of one that no instance has, nothing is said: launch templates, launch configurations and
 * scaled-in groups, which may use it, are not looked at.
 */
@Singleton
class ProfileDangling extends RecordRule<InstanceProfile> {

    ProfileDangling() {
        super(
                new RuleMetadata(
                        "iam-instance-profile-dangling",
                        "Instance profile holds no role",
                        Severity.LOW,
                        Area.IAM,
                        ResourceKind.INSTANCE_PROFILE,
                        "An instance with an empty profile gets no credentials, and whoever may add a role to the profile gives"
                                + " its instances rights without touching them. Launch templates and configurations are"
                                + " not looked at.",
                        "Add the role that is meant (aws iam add-role-to-instance-profile --instance-profile-name NAME"
                                + " --role-name ROLE), or delete the profile: aws iam delete-instance-profile"
                                + " --instance-profile-name NAME.",
                        List.of(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html"),
                        List.of()),
                InstanceProfile.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE);
    }

    @Override
    public Verdict judge(Resource<InstanceProfile> resource, Estate estate) {
        List<Resource<Instance>> instances = estate.stored(Instance.class).stream()
                .filter(instance -> resource.arn().equals(instance.attributes().instanceProfileArn()))
                .filter(instance -> !instance.attributes().state().ended())
                .toList();
        if (resource.attributes().roleArn() == null) {
            return fail(
                    instances.isEmpty()
                            ? "The instance profile holds no role."
                            : "The instance profile holds no role, so that its instances get no credentials.",
                    RoleInUse.with(instances, Evidence.of("instanceProfile", resource.resourceId())));
        }
        if (!instances.isEmpty()) {
            return Verdict.pass();
        }
        return Verdict.unknown(
                estate.knows(ResourceKind.INSTANCE)
                        ? "no instance has the profile; launch templates and configurations are not looked at"
                        : "not known: " + estate.missing(ResourceKind.INSTANCE)
                                + "; none of the instances that are known has the profile");
    }
}
