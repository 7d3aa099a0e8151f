package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.estate.Interfaces;
import io.muster.estate.NotRead;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.GuardedWays;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tunnels of Instance Connect Endpoints that roles of instances may open. An attacker can open them from anywhere with the
 * role's credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permissions-for-ec2-instance-connect-endpoint.html">Grant
 * permissions to use EC2 Instance Connect Endpoint</a>
 */
final class Tunnels {

    /**
     * The ids of the endpoints that a role may open tunnels through.
     *
     * @param possible where that depends on undecided conditions, or on what was not read
     * @param unread   what was not read, so that the role is not known
     */
    record Openable(Set<String> certain, Set<String> possible, Set<String> unread) {

        private static final Openable NONE = new Openable(Set.of(), Set.of(), Set.of());
    }

    private final Estate estate;
    private final Map<String, Openable> byRole = new HashMap<>();
    private final Map<String, List<GuardedWay>> ways = new HashMap<>();

    Tunnels(Estate estate) {
        this.estate = estate;
    }

    /** The cells that were not read, so that there may be more tunnels. */
    Set<String> unread() {
        return estate.knows(ResourceKind.INSTANCE_CONNECT_ENDPOINT)
                ? Set.of()
                : Set.of(estate.missing(ResourceKind.INSTANCE_CONNECT_ENDPOINT));
    }

    /** The endpoints of the instance's role. */
    Openable from(Resource<Instance> instance) {
        if (estate.stored(InstanceConnectEndpoint.class).isEmpty()) {
            return Openable.NONE;
        }
        try {
            return InstanceRoles.of(estate)
                    .roleOf(instance.attributes())
                    .map(role -> byRole.computeIfAbsent(role.arn(), k -> allowed(role)))
                    .orElse(Openable.NONE);
        } catch (NotRead unread) {
            return new Openable(Set.of(), Set.of(), Set.of(unread.getMessage()));
        }
    }

    private Openable allowed(Resource<Role> role) {
        RolePrivileges privileges = RolePrivileges.of(role, estate).ofInstance();
        Map<Certainty, Set<String>> endpoints = estate.stored(InstanceConnectEndpoint.class).stream()
                .collect(Collectors.groupingBy(
                        endpoint -> privileges.allows(GuardedWays.TUNNEL, endpoint.arn()),
                        Collectors.mapping(Resource::resourceId, Collectors.toCollection(TreeSet::new))));
        return new Openable(
                endpoints.getOrDefault(Certainty.YES, Set.of()),
                endpoints.getOrDefault(Certainty.POSSIBLE, Set.of()),
                Set.of());
    }

    /** How an instance gets to another one by the tunnel, in words. */
    static String how(GuardedWay way) {
        return "the role of the instance before opens a tunnel to it through " + way.resourceId() + " with "
                + way.guard();
    }

    /** The ways to the instance by tunnels, through any endpoint, that are open or may be. */
    List<GuardedWay> to(Resource<Instance> instance) {
        return ways.computeIfAbsent(instance.resourceId(), k -> all(instance));
    }

    private List<GuardedWay> all(Resource<Instance> instance) {
        return Interfaces.of(estate).ofInstance(instance.resourceId()).stream()
                .flatMap(eni -> GuardedWays.of(estate).tunnelsFromInternet(eni).stream())
                .filter(way -> way.outcome().reachable() != Reachable.NO)
                .toList();
    }
}
