package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether connections get from one instance to another by their private addresses, over TCP or UDP. */
public final class HostReach {

    private static final List<ServiceRange> SERVICES =
            List.of(ServiceRange.protocol(ServiceRange.TCP), ServiceRange.protocol(ServiceRange.UDP));

    private final Estate estate;
    private final Set<String> connected = new HashSet<>();

    private HostReach(Estate estate) {
        this.estate = estate;
        estate.stored(RouteTable.class).stream()
                .filter(table -> table.attributes().routes().stream().anyMatch(HostReach::leadsToAnotherVpc))
                .forEach(table -> connected.add(table.attributes().vpcId()));
    }

    public static HostReach of(Estate estate) {
        return estate.view(HostReach.class, HostReach::new);
    }

    private static boolean leadsToAnotherVpc(Route route) {
        return Routing.leadsTo(route, HostPair.PEERING) || Routing.leadsTo(route, HostPair.TRANSIT);
    }

    /** The best path between any two of their interfaces; through load balancers none is looked for. */
    public Outcome between(Resource<Instance> from, Resource<Instance> to) {
        Endpoint.Host source = host(from);
        Endpoint.Host target = host(to);
        Outcome tcp = Questions.of(estate).direct(source, target, SERVICES.get(0));
        if (tcp.reachable() == Reachable.YES) {
            return tcp;
        }
        return Outcome.best(List.of(tcp, Questions.of(estate).direct(source, target, SERVICES.get(1))))
                .orElse(tcp);
    }

    private Endpoint.Host host(Resource<Instance> instance) {
        return new Endpoint.Host(Interfaces.of(estate).ofInstance(instance.resourceId()));
    }

    /** Whether there may be a path at all, by a look that is quick: false only where there certainly is none. */
    public boolean mayReach(Resource<Instance> from, Resource<Instance> to) {
        List<Resource<NetworkInterface>> sources = Interfaces.of(estate).ofInstance(from.resourceId());
        return Interfaces.of(estate).ofInstance(to.resourceId()).stream()
                .anyMatch(
                        target -> sources.stream().anyMatch(source -> near(source, target) && admits(target, source)));
    }

    private boolean near(Resource<NetworkInterface> source, Resource<NetworkInterface> target) {
        String vpc = String.valueOf(source.attributes().vpcId());
        return vpc.equals(target.attributes().vpcId()) || connected.contains(vpc);
    }

    private boolean admits(Resource<NetworkInterface> target, Resource<NetworkInterface> source) {
        List<String> groups = source.attributes().securityGroupIds();
        return target.attributes().securityGroupIds().stream()
                .anyMatch(id -> estate.stored(SecurityGroup.class, id)
                        .map(group -> group.attributes().ingress().stream().anyMatch(rule -> meets(rule, groups)))
                        .orElse(true));
    }

    /** A rule about addresses may meet any; one about a group, its members alone. */
    private static boolean meets(SecurityGroupRule rule, List<String> groups) {
        return rule.referencedGroupId() == null || groups.contains(rule.referencedGroupId());
    }

    /** The hop that names the security group which lets the connection in; the last of all where there is none. */
    public static Hop lettingIn(List<Hop> hops) {
        return Stream.of(hops)
                .flatMap(List::stream)
                .filter(hop -> hop.why().startsWith("rule "))
                .reduce((one, other) -> other)
                .orElseGet(() -> hops.get(hops.size() - 1));
    }
}
