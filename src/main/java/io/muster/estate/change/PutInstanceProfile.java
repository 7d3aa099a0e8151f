package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Set;

/**
 * An instance profile is created.
 *
 * @param path     begins and ends with a slash
 * @param roleName the role that it holds; null for none
 */
public record PutInstanceProfile(
        String path, String name, @Nullable String roleName) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return SetProfileRole.KINDS;
    }

    @Override
    public void make(Edits edits) {
        if (edits.find(InstanceProfile.class, name).isPresent()) {
            throw new Refused("instanceProfile", "there is an instance profile of the name " + name + " already");
        }
        Scope home = edits.scope().global();
        edits.put(new Resource<>(
                home.arn(ResourceKind.INSTANCE_PROFILE, path.substring(1) + name),
                ResourceKind.INSTANCE_PROFILE,
                home,
                name,
                name,
                Map.of(),
                new InstanceProfile("AIPA-proposed", path, SetProfileRole.arn(edits, roleName), null)));
    }
}
