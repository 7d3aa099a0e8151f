package io.muster.estate.change;

import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.Set;

/**
 * The instance profile of an instance is exchanged.
 *
 * @param profile its name or ARN; null for none
 */
public record SetInstanceProfile(
        String instanceId, @Nullable String profile) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.INSTANCE, ResourceKind.INSTANCE_PROFILE);
    }

    @Override
    public void make(Edits edits) {
        String arn = profile == null
                ? null
                : edits.one(InstanceProfile.class, "instanceProfile", profile).arn();
        edits.change(
                edits.one(Instance.class, "instanceId", instanceId),
                known -> InstanceCopy.of(known).profile(arn).instance());
    }
}
