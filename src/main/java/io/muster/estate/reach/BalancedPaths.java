package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways from one interface to another through load balancers: to the private addresses of their nodes, or to an interface endpoint of
 * an endpoint service that leads to them (AWS PrivateLink). Targets behind an endpoint service see the node, whatever their group says.
 *
 * @param here   the estate of the first interface, and of the endpoints that it gets to
 * @param estate that of the load balancers and of the other interface, which may be another account's or region's
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html">Create a service powered by AWS
 *     PrivateLink</a>
 */
record BalancedPaths(Estate here, Estate estate, Resource<NetworkInterface> from, Resource<NetworkInterface> to) {

    /** The kinds that answers rest on, beside those of load balancers. */
    static final Set<ResourceKind> KINDS = Set.of(ResourceKind.VPC_ENDPOINT, ResourceKind.VPC_ENDPOINT_SERVICE);

    BalancedPaths(Estate estate, Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        this(estate, estate, from, to);
    }

    List<Outcome> ask(ServiceRange... services) {
        return through(LoadBalancers.of(estate).leadingTo(to), services);
    }

    List<Outcome> through(List<Resource<LoadBalancer>> leading, ServiceRange... services) {
        LoadBalancers balancers = LoadBalancers.of(estate);
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> missing = new HashSet<>(balancers.unread());
        List<AddressGroups.Group> sources = AddressGroups.of(here, estate).of(from);
        for (Resource<LoadBalancer> balancer : leading) {
            missing.addAll(unread(balancer));
            new EndpointServices(estate)
                    .of(balancer)
                    .filter(service -> service.attributes().serviceName() == null)
                    .map(service -> "the name of " + service.resourceId())
                    .forEach(missing::add);
            shared(balancer).ifPresent(missing::add);
            for (AddressGroups.Group source : sources) {
                Traffic question = question(CidrSet.of(source.first()), services);
                fronts(balancer, source.first())
                        .filter(BalancerFront::isReached)
                        .map(front -> balancers.to(to, front))
                        .forEach(behind -> {
                            Frontends.outcomes(behind.entrances(), question).stream()
                                    .map(source::told)
                                    .forEach(outcomes::add);
                            missing.addAll(behind.missing());
                        });
            }
        }
        CidrSet any = CidrSet.of(HostPair.ranges(from).toList());
        Outcome.unread(missing, Forwarding.balanced(question(any, services))).ifPresent(outcomes::add);
        return outcomes;
    }

    private static Traffic question(CidrSet sources, ServiceRange... services) {
        return Traffic.unionOf(
                Arrays.stream(services).map(range -> Traffic.of(range, sources)).toList());
    }

    /** The kinds that were not read, where they may hold a way to the load balancer; an endpoint service leads to no other type. */
    List<String> unread(Resource<LoadBalancer> balancer) {
        List<String> missing = new ArrayList<>();
        addUnread(missing, estate, ResourceKind.NETWORK_INTERFACE);
        if (BalancerFront.NETWORK.equals(balancer.attributes().type())) {
            addUnread(missing, estate, ResourceKind.VPC_ENDPOINT_SERVICE);
            if (!estate.knows(ResourceKind.VPC_ENDPOINT_SERVICE)
                    || new EndpointServices(estate).of(balancer).findAny().isPresent()) {
                addUnread(missing, here, ResourceKind.VPC_ENDPOINT);
            }
        }
        return missing;
    }

    private static void addUnread(List<String> missing, Estate estate, ResourceKind kind) {
        if (!estate.knows(kind)) {
            missing.add(estate.missing(kind));
        }
    }

    /**
     * Why the owner of the VPC, which is another account, may have an endpoint there that leads to the load balancer: the endpoint is the
     * owner's, as are the security groups of its interfaces, which are not read.
     */
    private Optional<String> shared(Resource<LoadBalancer> balancer) {
        String vpc = String.valueOf(from.attributes().vpcId());
        Set<String> names = new EndpointServices(estate)
                .of(balancer)
                .flatMap(service -> Stream.ofNullable(service.attributes().serviceName()))
                .collect(Collectors.toSet());
        if (names.isEmpty() || !SharedVpcs.of(here).isForeign(vpc)) {
            return Optional.empty();
        }
        String doubt = "the endpoints of " + vpc + ", which another account shares";
        return SharedVpcs.of(here)
                .ownersOf(vpc)
                .map(owners -> owners.knows(ResourceKind.VPC_ENDPOINT)
                        ? Optional.of(doubt).filter(any -> leadsToOne(owners, names, vpc))
                        : Optional.of(owners.missing(ResourceKind.VPC_ENDPOINT)))
                .orElse(Optional.of(doubt));
    }

    private static boolean leadsToOne(Estate owners, Set<String> services, String vpc) {
        return owners.stored(VpcEndpoint.class).stream()
                .map(Resource::attributes)
                .anyMatch(endpoint -> endpoint.serviceName() != null
                        && services.contains(endpoint.serviceName())
                        && vpc.equals(endpoint.vpcId()));
    }

    /** The way to the nodes of a load balancer; one that is not listed is not looked at from another account or region. */
    BalancerFront nodes(Resource<LoadBalancer> balancer, Cidr source) {
        Map<String, Passage> nodes = new LinkedHashMap<>();
        CidrSet seen = CidrSet.EMPTY;
        for (String subnet : balancer.attributes().subnetIds()) {
            List<Resource<NetworkInterface>> listed = BalancerNodes.of(estate).interfaces(balancer.arn(), subnet);
            (listed.isEmpty()
                            ? toUnlisted(unlisted(estate, balancer, subnet), source)
                            : listed.stream().flatMap(node -> pairs(source, node)))
                    .findFirst()
                    .ifPresent(passage -> nodes.put(subnet, passage));
            seen = seen.union(seen(balancer, subnet, source));
        }
        CidrSet client = CidrSet.of(source);
        return new BalancerFront(
                estate,
                balancer,
                balancer,
                nodes,
                List.of(),
                new BalancerFront.Seen(client, client.covers(seen) ? null : seen, false));
    }

    /** As what the node in the subnet sees the source: as a NAT gateway, where packets get there by one. */
    private CidrSet seen(Resource<LoadBalancer> balancer, String subnet, Cidr source) {
        boolean isLocal = Objects.equals(subnet, from.attributes().subnetId());
        return isLocal
                ? CidrSet.of(source)
                : BalancerFront.addresses(estate, balancer, subnet)
                        .only(source.family())
                        .first()
                        .map(node -> NatNode.seen(here, from, source, node))
                        .orElse(CidrSet.EMPTY);
    }

    private Stream<Passage> toUnlisted(UnlistedInterface node, Cidr source) {
        return isFar() ? Stream.of(new Passage(List.of(node.unlisted()))) : node.from(from, source);
    }

    private boolean isFar() {
        return !here.equals(estate);
    }

    private Stream<Passage> pairs(Cidr source, Resource<NetworkInterface> other) {
        return addresses(source, other)
                .map(address -> isFar()
                        ? new FarPair(here, from, source, estate, other, address).passage()
                        : new HostPair(here, from, source, other, address).passage());
    }

    private static Stream<Cidr> addresses(Cidr source, Resource<NetworkInterface> other) {
        return HostPair.addresses(other).filter(address -> address.family() == source.family());
    }

    /** The interfaces by which others get to the load balancer, listed or not: of its nodes, and of the endpoints of its services. */
    static Stream<Resource<NetworkInterface>> entryInterfaces(Estate estate, Resource<LoadBalancer> balancer) {
        Stream<Resource<NetworkInterface>> nodes = balancer.attributes().subnetIds().stream()
                .flatMap(subnet -> {
                    List<Resource<NetworkInterface>> listed =
                            BalancerNodes.of(estate).interfaces(balancer.arn(), subnet);
                    return listed.isEmpty()
                            ? Stream.of(unlisted(estate, balancer, subnet).resource())
                            : listed.stream();
                });
        Stream<Resource<NetworkInterface>> ofServices = new EndpointServices(estate)
                .of(balancer)
                .flatMap(service -> EndpointServices.endpoints(estate, service))
                .flatMap(endpoint -> Stream.concat(
                        EndpointServices.interfaces(estate, endpoint),
                        unlisted(estate, endpoint).map(UnlistedInterface::resource)));
        return Stream.concat(nodes, ofServices);
    }

    private static UnlistedInterface unlisted(Estate estate, Resource<LoadBalancer> balancer, String subnet) {
        return new UnlistedInterface(
                estate,
                balancer,
                subnet,
                balancer.attributes().securityGroupIds(),
                BalancerNodes.description(balancer.arn()));
    }

    /** The interfaces of an endpoint that are not listed: it has one in each of its subnets. */
    private static Stream<UnlistedInterface> unlisted(Estate estate, Resource<VpcEndpoint> endpoint) {
        VpcEndpoint attributes = endpoint.attributes();
        List<String> listed = EndpointServices.interfaces(estate, endpoint)
                .map(eni -> String.valueOf(eni.attributes().subnetId()))
                .toList();
        return attributes.subnetIds().stream()
                .filter(subnet -> !listed.contains(subnet))
                .map(subnet -> new UnlistedInterface(estate, endpoint, subnet, attributes.securityGroupIds(), null));
    }

    /** The load balancer as the source gets to it, by its nodes and by endpoints of its services. */
    Stream<BalancerFront> fronts(Resource<LoadBalancer> balancer, Cidr source) {
        return Stream.concat(Stream.of(nodes(balancer, source)), services(balancer, source));
    }

    private Stream<BalancerFront> services(Resource<LoadBalancer> balancer, Cidr source) {
        return new EndpointServices(estate)
                .of(balancer)
                .flatMap(service -> EndpointServices.endpoints(here, service)
                        .flatMap(endpoint -> fronts(balancer, service, endpoint, source)));
    }

    private Stream<BalancerFront> fronts(
            Resource<LoadBalancer> balancer,
            Resource<VpcEndpointService> service,
            Resource<VpcEndpoint> endpoint,
            Cidr source) {
        List<Gate> behind =
                List.of(EndpointServices.accepted(service, endpoint), new EndpointServices(estate).admitting(balancer));
        BalancerFront.Seen seen = new BalancerFront.Seen(CidrSet.of(source), null, true);
        return ways(endpoint, source).map(way -> {
            ServiceZones zones = new ServiceZones(estate, service, way.getKey());
            Passage passage = way.getValue().with(behind).with(zones.doubts(balancer));
            Map<String, Passage> nodes = new LinkedHashMap<>();
            zones.nodes(balancer).forEach(subnet -> nodes.put(subnet, passage));
            return new BalancerFront(estate, endpoint, balancer, nodes, List.of(), seen);
        });
    }

    /** To each interface of the endpoint. */
    private Stream<Map.Entry<Resource<NetworkInterface>, Passage>> ways(Resource<VpcEndpoint> endpoint, Cidr source) {
        return Stream.concat(
                EndpointServices.interfaces(here, endpoint)
                        .flatMap(eni -> addresses(source, eni)
                                .map(address -> new HostPair(here, from, source, eni, address).passage())
                                .map(way -> Map.entry(eni, way))),
                unlisted(here, endpoint)
                        .flatMap(eni -> eni.from(from, source).map(way -> Map.entry(eni.resource(), way))));
    }
}
