package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The traffic to the interfaces of an estate through the standard accelerators of Global Accelerator.
 *
 * <p>Where the endpoint sees the addresses of clients, neither the route of its subnet nor a public address counts: its VPC has an
 * internet gateway, VPC Block Public Access lets it in, and its groups admit the clients. AWS's pages differ on network ACLs: by one
 * they are not evaluated, by the other they apply to the answers. Else the traffic comes from addresses of the accelerator's own to the
 * public address of the endpoint.
 *
 * <p>An accelerator has an interface in each subnet with an endpoint that sees clients, whether that gets traffic or not. One that no
 * accelerator of the account accounts for shows that there is another, of a further account, or one that was not read. An accelerator
 * whose endpoints were not read, or that was not read again, may have any interface, and may lead to any public address; the latter may
 * also lead to the endpoints that it had. Of accelerators that were never read, their interfaces are the only sign: without the right to
 * list them, an Elastic IP address is not unknown for that. Where interfaces were not all listed either, there may be such a sign in any subnet.
 *
 * @see <a href="https://docs.aws.amazon.com/global-accelerator/latest/dg/secure-vpc-connections.html">Secure VPC connections in AWS
 *     Global Accelerator</a>
 * @see <a href="https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.how-to-enable-preservation.html">
 *     Guidelines and restrictions for client IP address preservation</a>
 * @see <a href="https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.sipp-caveats.html">Requirements for
 *     endpoints with client IP address preservation</a>
 */
final class Accelerators {

    private static final Set<String> INTERFACE_TYPES = Set.of("global_accelerator_managed", "globalAcceleratorManaged");
    private static final String ANY_LISTENER = "any";
    private static final String OWN_ADDRESSES = "the addresses of Global Accelerator, which are not read";
    private static final String ACLS = "whether network ACLs apply to the answers that Global Accelerator takes back";

    private final Estate estate;
    private final List<AcceleratedEndpoint> endpoints;
    private final Map<Resource<Accelerator>, String> unread = new LinkedHashMap<>();
    private final Map<String, List<Entrance>> byInterface = new HashMap<>();
    private final Map<String, Resource<NetworkInterface>> unexplained = new LinkedHashMap<>();

    private Accelerators(Estate estate) {
        this.estate = estate;
        List<AcceleratedEndpoint> all = new ArrayList<>();
        for (Resource<Accelerator> accelerator : estate.stored(Accelerator.class)) {
            AcceleratedEndpoint.of(accelerator, estate.scope().region()).forEach(all::add);
            List<String> parts = missing(accelerator);
            if (!parts.isEmpty()) {
                unread.put(accelerator, String.join(", ", parts));
            }
        }
        endpoints = all.stream()
                .filter(one -> one.takesTraffic() && (estate.current(one.accelerator()) || one.showsClients()))
                .toList();
        endpoints.forEach(this::addDirect);
        addUnexplained(
                estate.knows(ResourceKind.ACCELERATOR) && unread.isEmpty()
                        ? subnetsOfThoseThatShowClients(all)
                        : Set.of());
    }

    private List<String> missing(Resource<Accelerator> accelerator) {
        return estate.current(accelerator)
                ? AcceleratedEndpoint.unread(accelerator)
                : List.of(estate.missing(ResourceKind.ACCELERATOR));
    }

    private Gate gate(AcceleratedEndpoint one) {
        return estate.current(one.accelerator()) ? one.gate() : perhaps(one.accelerator());
    }

    private Set<String> subnetsOfThoseThatShowClients(List<AcceleratedEndpoint> all) {
        return all.stream()
                .filter(AcceleratedEndpoint::showsClients)
                .flatMap(this::subnets)
                .collect(Collectors.toSet());
    }

    private void addUnexplained(Set<String> explained) {
        for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
            String subnet = eni.attributes().subnetId();
            if (subnet != null
                    && INTERFACE_TYPES.contains(String.valueOf(eni.attributes().interfaceType()))
                    && !explained.contains(subnet)) {
                unexplained.put(subnet, eni);
            }
        }
    }

    static Accelerators of(Estate estate) {
        return estate.view(Accelerators.class, Accelerators::new);
    }

    private Stream<String> subnets(AcceleratedEndpoint one) {
        return one.isInstance()
                ? TargetInterfaces.of(estate).ofInstance(one.endpoint().endpointId()).stream()
                        .flatMap(eni -> Stream.ofNullable(eni.attributes().subnetId()))
                : estate.stored(LoadBalancer.class).stream()
                        .filter(balancer -> one.is(balancer.arn(), balancer.resourceId()))
                        .flatMap(balancer -> balancer.attributes().subnetIds().stream());
    }

    private void addDirect(AcceleratedEndpoint one) {
        String id = String.valueOf(one.endpoint().endpointId());
        Optional<Resource<NetworkInterface>> eni = one.isInstance()
                ? TargetInterfaces.of(estate).ofInstance(id)
                : TargetInterfaces.of(estate).ofAllocation(id);
        eni.ifPresent(found -> Entrance.of(
                        one.accelerator(),
                        one.describe(),
                        one.isInstance() ? shown(gate(one), found) : translated(gate(one), found),
                        OwnAddresses.of(estate))
                .ifPresent(entrance -> byInterface
                        .computeIfAbsent(found.resourceId(), k -> new ArrayList<>())
                        .add(entrance)));
    }

    /** The clients come to the private address, by the accelerator's interface in the subnet. */
    private Passage shown(Gate first, Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        List<Gate> gates = new ArrayList<>(List.of(first, families(eni)));
        gates.addAll(inside(String.valueOf(attributes.vpcId()), String.valueOf(attributes.subnetId())));
        gates.add(GroupSets.of(estate).in(Set.copyOf(attributes.securityGroupIds()), Set.of()));
        return new Passage(List.copyOf(gates));
    }

    private static Gate families(Resource<NetworkInterface> eni) {
        CidrSet own = Addresses.of(eni.attributes().privateIps())
                .union(Addresses.of(eni.attributes().ipv6Addresses()));
        CidrSet families = (own.ipv4().isEmpty() ? CidrSet.EMPTY : CidrSet.ANY.only(IpFamily.IPV4))
                .union(own.ipv6().isEmpty() ? CidrSet.EMPTY : CidrSet.ANY.only(IpFamily.IPV6));
        return new Gate(
                eni.resourceId(),
                ResourceKind.NETWORK_INTERFACE,
                Admission.exactly(Traffic.of(ServiceRange.ALL, families)),
                packet -> "reached by its private address",
                packet -> "it has no address of the family");
    }

    /** The gates between the accelerator and an address of the subnet that sees clients. */
    private List<Gate> inside(String vpcId, String subnetId) {
        Gate answers = NetworkAcls.of(estate).answersOut(subnetId);
        return List.of(
                InternetGateways.of(estate).gate(vpcId),
                Subnets.of(estate).publicAccess(subnetId),
                answers.admitting(answers.admits().doubted(ACLS)));
    }

    /** The accelerator comes to the public address, from addresses of its own. */
    private Passage translated(Gate first, Resource<NetworkInterface> eni) {
        return new Passage(List.of(first))
                .with(translated(Reach.of(estate).passage(eni).gates()));
    }

    private static List<Gate> translated(List<Gate> gates) {
        CidrSet own = Internet.PUBLIC.only(IpFamily.IPV4);
        return gates.stream()
                .map(gate -> gate.admitting(gate.admits().forAnyOf(own, OWN_ADDRESSES)))
                .toList();
    }

    /** The accelerators that lead to the load balancer, or may. */
    List<BalancerFront> fronts(Resource<LoadBalancer> balancer) {
        List<BalancerFront> fronts = new ArrayList<>();
        endpoints.stream()
                .filter(one -> one.is(balancer.arn(), balancer.resourceId()))
                .map(one -> one.showsClients()
                        ? shown(one.accelerator(), gate(one), balancer)
                        : translated(one.accelerator(), gate(one), balancer))
                .forEach(fronts::add);
        unread.keySet().stream()
                .map(accelerator -> translated(accelerator, perhaps(accelerator), balancer))
                .forEach(fronts::add);
        sign(balancer, balancer.attributes().subnetIds())
                .map(sign -> shown(sign, perhaps(sign), balancer))
                .ifPresent(fronts::add);
        return fronts;
    }

    /** What shows that an accelerator may lead into one of the subnets; what is led to itself where neither kind was listed. */
    private Optional<Resource<?>> sign(Resource<?> ledTo, List<String> subnets) {
        Optional<Resource<?>> seen = subnets.stream()
                .<Resource<?>>map(unexplained::get)
                .filter(Objects::nonNull)
                .findFirst();
        boolean isHidden = !estate.knows(ResourceKind.ACCELERATOR) && !estate.knows(ResourceKind.NETWORK_INTERFACE);
        return seen.or(() -> Optional.<Resource<?>>of(ledTo).filter(any -> isHidden));
    }

    private BalancerFront shown(Resource<?> frontend, Gate first, Resource<LoadBalancer> balancer) {
        Map<String, Passage> nodes = new LinkedHashMap<>();
        for (String subnet : balancer.attributes().subnetIds()) {
            List<Gate> gates = new ArrayList<>(List.of(first));
            gates.addAll(inside(BalancerFront.vpc(estate, balancer), subnet));
            gates.add(BalancerFront.groups(estate, balancer));
            gates.add(BalancerFront.families(balancer));
            nodes.put(subnet, new Passage(List.copyOf(gates)));
        }
        return new BalancerFront(estate, frontend, balancer, nodes, List.of(), BalancerFront.Seen.INTERNET);
    }

    private BalancerFront translated(Resource<?> frontend, Gate first, Resource<LoadBalancer> balancer) {
        Map<String, Passage> nodes = new LinkedHashMap<>();
        BalancerFront.ofInternet(estate, balancer)
                .nodes()
                .forEach((subnet, passage) ->
                        nodes.put(subnet, new Passage(List.of(first)).with(translated(passage.gates()))));
        return new BalancerFront(
                estate,
                frontend,
                balancer,
                nodes,
                List.of(),
                new BalancerFront.Seen(Internet.PUBLIC, Internet.PUBLIC.only(IpFamily.IPV4), false));
    }

    /** The ways that lead to the interface itself, or may. */
    List<Entrance> to(Resource<NetworkInterface> eni) {
        List<Entrance> all = new ArrayList<>(byInterface.getOrDefault(eni.resourceId(), List.of()));
        if (eni.attributes().instanceId() != null) {
            sign(eni, List.of(String.valueOf(eni.attributes().subnetId())))
                    .flatMap(
                            sign -> Entrance.of(sign, ANY_LISTENER, shown(perhaps(sign), eni), OwnAddresses.of(estate)))
                    .ifPresent(all::add);
        }
        if (TargetInterfaces.hasAllocation(eni)) {
            unread.keySet().stream()
                    .flatMap(accelerator -> Entrance.of(
                            accelerator, ANY_LISTENER, translated(perhaps(accelerator), eni), OwnAddresses.of(estate))
                            .stream())
                    .forEach(all::add);
        }
        return all;
    }

    private Gate perhaps(Resource<?> sign) {
        String doubt = !estate.knows(ResourceKind.ACCELERATOR)
                ? estate.missing(ResourceKind.ACCELERATOR)
                : unread.isEmpty()
                        ? "the accelerator that has " + sign.resourceId()
                        : String.join(", ", unread.values());
        return Gate.unknown(sign.resourceId(), sign.kind(), doubt);
    }
}
