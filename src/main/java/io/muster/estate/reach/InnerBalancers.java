package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The load balancers of an estate that are reached at an address, as targets of others are: at an interface of a node of theirs, or of an interface
 * endpoint for a service of theirs, which may be another account's or region's.
 */
final class InnerBalancers {

    private static final Set<ResourceKind> OF_ENDPOINTS =
            Set.of(ResourceKind.VPC_ENDPOINT, ResourceKind.VPC_ENDPOINT_SERVICE);

    private final Estate estate;
    private final Map<String, Resource<LoadBalancer>> byName = new HashMap<>();

    InnerBalancers(Estate estate, List<Resource<LoadBalancer>> all) {
        this.estate = estate;
        all.stream()
                .filter(estate::current)
                .forEach(balancer -> byName.put(BalancerNodes.name(balancer.arn()), balancer));
    }

    /** Whether an interface of the estate, or of another one, may lead to a load balancer. */
    static boolean mayLeadOn(Resource<NetworkInterface> eni) {
        return isOfEndpoint(eni) || BalancerNodes.balancer(eni.attributes()).isPresent();
    }

    private static boolean isOfEndpoint(Resource<NetworkInterface> eni) {
        return Reach.OF_ENDPOINTS.contains(String.valueOf(eni.attributes().interfaceType()));
    }

    /** @param endpoints the estate of the interface */
    List<Resource<LoadBalancer>> behind(Resource<NetworkInterface> eni, Estate endpoints) {
        return Stream.concat(
                        node(eni, endpoints).stream(),
                        endpoints(eni, endpoints)
                                .flatMap(endpoint -> new EndpointServices(estate).of(endpoint.attributes()))
                                .flatMap(this::balancers))
                .toList();
    }

    /** The kinds that were not read, where the interface is of an endpoint that may lead to a load balancer. */
    static Set<String> unread(Resource<NetworkInterface> eni, Estate estate) {
        return isOfEndpoint(eni)
                ? OF_ENDPOINTS.stream()
                        .filter(kind -> !estate.knows(kind))
                        .map(estate::missing)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /**
     * As clients see them that get to the interface.
     *
     * @param endpoints the estate of the interface
     * @param outer     the load balancer of which the interface is a target
     * @param seen      as whom its targets see the clients
     * @param ways      to the interface
     */
    List<BalancerFront> fronts(
            Resource<NetworkInterface> eni,
            Estate endpoints,
            BalancerFront outer,
            BalancerFront.Seen seen,
            List<Entrance> ways) {
        return Stream.concat(
                        node(eni, endpoints)
                                .map(inner -> new BalancerFront(
                                        estate,
                                        outer.frontend(),
                                        inner,
                                        Map.of(
                                                String.valueOf(eni.attributes().subnetId()),
                                                new Passage(List.of(arrived(eni, ways)))),
                                        ways.get(0).hops(),
                                        seen))
                                .stream(),
                        endpoints(eni, endpoints).flatMap(endpoint -> services(eni, endpoint, outer, seen, ways)))
                .toList();
    }

    private Stream<BalancerFront> services(
            Resource<NetworkInterface> eni,
            Resource<VpcEndpoint> endpoint,
            BalancerFront outer,
            BalancerFront.Seen seen,
            List<Entrance> ways) {
        return new EndpointServices(estate)
                .of(endpoint.attributes())
                .flatMap(service ->
                        balancers(service).map(balancer -> front(eni, endpoint, service, balancer, outer, seen, ways)));
    }

    private BalancerFront front(
            Resource<NetworkInterface> eni,
            Resource<VpcEndpoint> endpoint,
            Resource<VpcEndpointService> service,
            Resource<LoadBalancer> balancer,
            BalancerFront outer,
            BalancerFront.Seen seen,
            List<Entrance> ways) {
        ServiceZones zones = new ServiceZones(estate, service, eni);
        Gate groups = new EndpointServices(estate).admitting(balancer);
        Passage passage = new Passage(List.of(
                        arrived(eni, ways),
                        EndpointServices.accepted(service, endpoint),
                        groups.admitting(seen.asSeen(
                                groups.admits(), "the address that " + endpoint.resourceId() + " is reached from"))))
                .with(zones.doubts(balancer));
        Map<String, Passage> nodes = new LinkedHashMap<>();
        zones.nodes(balancer).forEach(subnet -> nodes.put(subnet, passage));
        return new BalancerFront(
                estate,
                outer.frontend(),
                balancer,
                nodes,
                ways.get(0).hops(),
                new BalancerFront.Seen(seen.clients(), null, true));
    }

    private static Gate arrived(Resource<NetworkInterface> eni, List<Entrance> ways) {
        Admission admits = ways.stream()
                .map(Entrance::exposed)
                .map(exposed -> new Admission(exposed.certain(), exposed.possible(), exposed.missing()))
                .reduce(Admission.NOTHING, Admission::union);
        String why = "it is reached by a load balancer";
        return new Gate(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, admits, packet -> why, packet -> why);
    }

    private Optional<Resource<LoadBalancer>> node(Resource<NetworkInterface> eni, Estate endpoints) {
        return endpoints.equals(estate)
                ? BalancerNodes.balancer(eni.attributes()).map(byName::get)
                : Optional.empty();
    }

    private static Stream<Resource<VpcEndpoint>> endpoints(Resource<NetworkInterface> eni, Estate endpoints) {
        return isOfEndpoint(eni)
                ? endpoints.stored(VpcEndpoint.class).stream()
                        .filter(endpoint ->
                                endpoint.attributes().networkInterfaceIds().contains(eni.resourceId()))
                : Stream.empty();
    }

    private Stream<Resource<LoadBalancer>> balancers(Resource<VpcEndpointService> service) {
        return byName.values().stream()
                .filter(balancer -> service.attributes().loadBalancerArns().contains(balancer.arn()));
    }
}
