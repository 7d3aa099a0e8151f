package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupUser;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.inventory.kind.SpotLaunchSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The security groups that something uses without an interface of its own: launch templates with the versions that auto scaling
 * groups and fleets launch by, launch configurations, Spot Fleets, associations with other VPCs, and resources of other services.
 */
public final class GroupUsers {

    /** The kinds that may use a group so. */
    public static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.LAUNCH_TEMPLATE,
            ResourceKind.LAUNCH_CONFIGURATION,
            ResourceKind.SPOT_FLEET_REQUEST,
            ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION,
            ResourceKind.SECURITY_GROUP_USER);

    private static final Set<String> ASSOCIATION_OVER = Set.of("disassociated", "association-failed");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> missing;

    private GroupUsers(Estate estate) {
        current(estate, LaunchTemplate.class)
                .filter(template -> template.versions() != null)
                .flatMap(template -> template.versions().stream())
                .forEach(version -> {
                    ids.addAll(version.securityGroupIds());
                    names.addAll(version.securityGroupNames());
                });
        // a launch configuration of old takes names as well
        current(estate, LaunchConfiguration.class).forEach(configuration -> {
            ids.addAll(configuration.securityGroupIds());
            names.addAll(configuration.securityGroupIds());
        });
        // of a fleet that is over, instances that still run have interfaces
        current(estate, SpotFleetRequest.class)
                .filter(fleet -> FleetState.launches(fleet.state()))
                .flatMap(fleet -> fleet.launchSpecifications().stream())
                .map(SpotLaunchSpecification::securityGroupIds)
                .forEach(ids::addAll);
        current(estate, SecurityGroupVpcAssociation.class)
                .filter(association -> association.state() == null || !ASSOCIATION_OVER.contains(association.state()))
                .filter(association -> association.securityGroupId() != null)
                .forEach(association -> ids.add(association.securityGroupId()));
        current(estate, SecurityGroupUser.class)
                .filter(user -> user.securityGroupIds() != null)
                .forEach(user -> ids.addAll(user.securityGroupIds()));
        missing = missing(estate);
    }

    private static List<String> missing(Estate estate) {
        Stream<String> cells = KINDS.stream()
                .filter(kind -> !estate.knows(kind))
                .map(estate::missing)
                .sorted();
        Stream<String> templates = current(estate, LaunchTemplate.class)
                .filter(template -> template.versions() == null)
                .map(template -> "the versions of a launch template")
                .limit(1);
        Stream<String> users = current(estate, SecurityGroupUser.class)
                .filter(user -> user.securityGroupIds() == null)
                .map(user -> "the security groups of an " + user.type())
                .limit(1);
        return Stream.of(cells, templates, users).flatMap(found -> found).toList();
    }

    private static <T extends Record> Stream<T> current(Estate estate, Class<T> type) {
        return estate.stored(type).stream().filter(estate::current).map(Resource::attributes);
    }

    public static GroupUsers of(Estate estate) {
        return estate.view(GroupUsers.class, GroupUsers::new);
    }

    /** Whether a known resource uses the group. */
    public boolean use(Resource<SecurityGroup> group) {
        return ids.contains(group.resourceId())
                || names.contains(group.attributes().groupName());
    }

    /** The kinds of users that were not read, and may use any group. */
    public List<String> missing() {
        return missing;
    }
}
