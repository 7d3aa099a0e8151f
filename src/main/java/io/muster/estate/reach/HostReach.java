package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether connections get from one instance to another, over TCP or UDP: by their private addresses, or through load balancers and
 * endpoint services in between.
 */
public final class HostReach {

    /** The kinds that answers rest on. */
    public static final Set<ResourceKind> KINDS = Stream.of(
                    Questions.DIRECT_KINDS, LoadBalancers.KINDS, BalancedPaths.KINDS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** What leads from one network to another, and tells hops of a path apart for a reader. */
    private static final Set<ResourceKind> BETWEEN = EnumSet.of(
            ResourceKind.LOAD_BALANCER, ResourceKind.VPC_ENDPOINT_SERVICE, ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);

    static final List<ServiceRange> SERVICES =
            List.of(ServiceRange.protocol(ServiceRange.TCP), ServiceRange.protocol(ServiceRange.UDP));

    private final Estate estate;
    private final Set<String> connected = new HashSet<>();
    private final Set<String> unmodelled;
    private final Set<String> unfollowed;
    private final HostIngress ingress;

    private HostReach(Estate estate) {
        this.estate = estate;
        estate.stored(RouteTable.class).stream()
                .filter(table -> table.attributes().routes().stream().anyMatch(HostReach::leadsToAnotherVpc))
                .forEach(table -> connected.add(table.attributes().vpcId()));
        ingress = new HostIngress(estate);
        unmodelled = new UnmodelledRoutes(estate).between(vpc -> !connected.contains(vpc));
        unfollowed = new NatSources(estate).unfollowed(NatSources.subnets(estate));
    }

    public static HostReach of(Estate estate) {
        return estate.view(HostReach.class, HostReach::new);
    }

    private static boolean leadsToAnotherVpc(Route route) {
        return Routing.leadsTo(route, HostPair.PEERING) || Routing.leadsTo(route, HostPair.TRANSIT);
    }

    /**
     * The cells, listeners and targets that were not read, so that there may be more load balancers and endpoint services in between, and
     * the routes that may lead to other VPCs by what is not modelled, or on by NAT gateways that are not followed. None is followed: every
     * instance may be a target, or lie there.
     */
    public Set<String> unread() {
        LoadBalancers balancers = LoadBalancers.of(estate);
        return Stream.of(
                        balancers.unread().stream(),
                        balancers.targets().unread().stream(),
                        unmodelled.stream(),
                        unfollowed.stream(),
                        BalancedPaths.KINDS.stream()
                                .filter(kind -> !estate.knows(kind))
                                .map(estate::missing))
                .flatMap(cells -> cells)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The best path between any two of their interfaces; the first that is open ends the search. */
    public Outcome between(Resource<Instance> from, Resource<Instance> to) {
        Endpoint.Host source = host(from);
        Endpoint.Host target = host(to);
        Outcome direct = Questions.of(estate).direct(source, target, SERVICES);
        Stream<Outcome> balanced = target.interfaces().stream()
                .filter(eni -> !leadingTo(eni).isEmpty())
                .flatMap(eni -> source.interfaces().stream().map(one -> new BalancedPaths(estate, one, eni)))
                .flatMap(paths -> paths.through(leadingTo(paths.to()), SERVICES.toArray(ServiceRange[]::new)).stream());
        return Outcome.best(Stream.concat(Stream.of(direct), balanced)).orElseThrow();
    }

    private Endpoint.Host host(Resource<Instance> instance) {
        return new Endpoint.Host(Interfaces.of(estate).ofInstance(instance.resourceId()));
    }

    /** The hosts, to be found by who may reach them at all. */
    public AdmittingHosts admitting(List<Resource<Instance>> hosts) {
        return new AdmittingHosts(estate, hosts, ingress, connected);
    }

    /**
     * The interfaces of the host from which packets may get to other VPCs by peering connections and transit gateways, or in whose VPC, which another
     * account shares, others may have hosts.
     */
    public List<Resource<NetworkInterface>> leavingVpcs(Resource<Instance> host) {
        return Interfaces.of(estate).ofInstance(host.resourceId()).stream()
                .filter(eni -> !estate.knows(ResourceKind.ROUTE_TABLE)
                        || connected.contains(String.valueOf(eni.attributes().vpcId()))
                        || SharedVpcs.of(estate)
                                .isForeign(String.valueOf(eni.attributes().vpcId())))
                .toList();
    }

    List<Resource<LoadBalancer>> leadingTo(Resource<NetworkInterface> target) {
        return LoadBalancers.of(estate).targets().leadingTo(target);
    }

    /** How the connection gets there, in words: by what is in between, and the security group that lets it in. */
    public static String how(Outcome outcome) {
        String between = outcome.hops().stream()
                .filter(hop -> BETWEEN.contains(hop.kind()))
                .map(Hop::resourceId)
                .distinct()
                .collect(Collectors.joining(", "));
        String why = lettingIn(outcome.hops()).why();
        return between.isEmpty() ? why : why + " over " + between;
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
