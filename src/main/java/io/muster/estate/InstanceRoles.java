package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which role an instance gets from its profile. */
public final class InstanceRoles {

    private final Estate estate;
    private final Index<Instance> byProfile;
    private final Index<InstanceProfile> byRole;

    private InstanceRoles(Estate estate) {
        this.estate = estate;
        byProfile = new Index<>(
                estate.stored(Instance.class),
                instance -> Stream.ofNullable(instance.instanceProfileArn()).toList());
        byRole = new Index<>(
                estate.all(InstanceProfile.class),
                profile -> Stream.ofNullable(profile.roleArn()).toList());
    }

    public static InstanceRoles of(Estate estate) {
        return estate.view(InstanceRoles.class, InstanceRoles::new);
    }

    /** The role that the instance's profile holds now; an instance may have no profile, a profile no role. */
    public Optional<Resource<Role>> roleOf(Instance instance) {
        return Optional.ofNullable(instance.instanceProfileArn())
                .flatMap(arn -> estate.findArn(InstanceProfile.class, arn))
                .flatMap(profile -> Optional.ofNullable(profile.attributes().roleArn()))
                .flatMap(arn -> estate.findArn(Role.class, arn));
    }

    /** The instances that get the role, without those that have ended. */
    public List<Resource<Instance>> instancesOf(Resource<Role> role) {
        return byRole.get(role.arn()).stream()
                .flatMap(profile -> byProfile.get(profile.arn()).stream())
                .filter(instance -> !instance.attributes().state().ended())
                .toList();
    }
}
