package io.muster.estate.change;

import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.Set;

/**
 * The role of an instance profile is exchanged, for all instances that have the profile.
 *
 * @param profile  its name or ARN
 * @param roleName null for none
 */
public record SetProfileRole(String profile, @Nullable String roleName) implements Change {

    static final Set<ResourceKind> KINDS = Set.of(ResourceKind.INSTANCE_PROFILE, ResourceKind.ROLE);

    @Override
    public Set<ResourceKind> kinds() {
        return KINDS;
    }

    @Override
    public void make(Edits edits) {
        String role = arn(edits, roleName);
        edits.change(
                edits.one(InstanceProfile.class, "instanceProfile", profile),
                known -> new InstanceProfile(known.profileId(), known.path(), role, known.createTime()));
    }

    @Nullable
    static String arn(Edits edits, @Nullable String roleName) {
        return roleName == null
                ? null
                : edits.one(Role.class, "roleName", roleName).arn();
    }
}
