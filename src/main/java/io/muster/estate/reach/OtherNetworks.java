package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The paths to an interface from addresses of other networks than its VPC and the internet, where the answers have a way back.
 *
 * @param peersGroups the security groups that hosts there carry, as far as they are known
 */
record OtherNetworks(Estate estate, Resource<NetworkInterface> eni, Set<String> peersGroups) {

    OtherNetworks(Estate estate, Resource<NetworkInterface> eni) {
        this(estate, eni, Set.of());
    }

    /** The public addresses that a private network uses: the table of the subnet names them with the network, or a VPN connection, or a VPC's ranges. */
    CidrSet publicAddresses() {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(subnet(), vpc())
                .table()
                .map(tables::routing)
                .map(this::publicAddresses)
                .orElse(CidrSet.EMPTY);
    }

    /** A prefix list that was not read may name any of them. */
    private CidrSet publicAddresses(Routing routing) {
        if (routing.unread().anyMatch(route -> Routing.isActive(route) && leadsToNetwork(route))) {
            return Internet.PUBLIC;
        }
        return routing.taken().stream()
                .filter(taken -> Routing.isActive(taken.route()) && leadsToNetwork(taken.route()))
                .map(taken -> VpnNetworks.isNamed(taken.route().destination())
                        ? taken.destinations()
                        : taken.destinations()
                                .intersect(
                                        vpcsBeyond(String.valueOf(taken.route().target())))
                                .union(vpn().behind(taken, vpc(), subnet())))
                .reduce(CidrSet.EMPTY, CidrSet::union)
                .intersect(Internet.PUBLIC);
    }

    private CidrSet vpcsBeyond(String target) {
        return VpcsBeyond.mayBeAt(target) ? new VpcsBeyond(estate, eni, target).mayHave() : CidrSet.EMPTY;
    }

    private boolean leadsToNetwork(Route route) {
        return route.target() != null
                && (leadsToTransitGateway(route) || Routing.leadsTo(route, HostPair.PEERING) || leadsElsewhere(route));
    }

    /** The best of the ways that answers to some of the addresses may take: over each transit gateway, and over anything else. */
    Outcome ask(Traffic question) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving = tables.serving(subnet(), vpc());
        if (serving.table().isEmpty()) {
            // no network ACL need count: what comes by a transit gateway may enter in the subnet itself
            return new Passage(List.of(Gate.unknown(subnet(), ResourceKind.SUBNET, serving.doubt())))
                    .with(Reach.of(estate).entry(eni, peersGroups))
                    .ask(question);
        }
        String table = serving.table().get().resourceId();
        Routing routing = tables.routing(serving.table().get());
        List<Passage> ways = new ArrayList<>();
        targets(routing, HostPair.TRANSIT)
                .filter(gateway -> mayLead(routing, route -> gateway.equals(route.target()), question))
                .forEach(gateway -> ways.addAll(overTransitGateway(table, routing, gateway, question.peers())));
        targets(routing, HostPair.PEERING)
                .filter(connection -> far(connection).areKnown())
                .filter(connection -> mayLead(routing, route -> connection.equals(route.target()), question))
                .forEach(connection -> ways.add(overPeering(table, routing, connection)));
        CidrSet neighbours = new NeighbourSubnets(estate, eni)
                .addresses(target ->
                        target.startsWith(HostPair.PEERING) && !far(target).areKnown());
        if (ways.isEmpty()
                || neighbours.intersects(question.peers())
                || mayLead(routing, this::leadsElsewhere, question)) {
            ways.add(passage(wayBack(table, routing, neighbours)));
        }
        return Outcome.together(ways.stream().map(way -> way.ask(question)).toList())
                .orElseThrow();
    }

    private static Stream<String> targets(Routing routing, String sort) {
        return routing.routes()
                .filter(route -> Routing.leadsTo(route, sort))
                .map(Route::target)
                .distinct();
    }

    private FarVpcs far(String target) {
        return new FarVpcs(estate, eni, target);
    }

    private VpnNetworks vpn() {
        return VpnNetworks.of(estate, vpc());
    }

    private static boolean mayLead(Routing routing, Predicate<Route> wanted, Traffic question) {
        return routing.mayTake(wanted).possible().peers().intersects(question.peers());
    }

    private static boolean leadsToTransitGateway(Route route) {
        return Routing.leadsTo(route, HostPair.TRANSIT);
    }

    private boolean leadsElsewhere(Route route) {
        return !Routing.LOCAL.equals(route.target())
                && !Routing.leadsTo(route, "igw-")
                && !Routing.leadsTo(route, "nat-")
                && !Routing.leadsTo(route, "eigw-")
                && !leadsToTransitGateway(route)
                && !(Routing.leadsTo(route, HostPair.PEERING)
                        && far(route.target()).areKnown())
                && !new GatewayEndpoints(estate).leadsToService(String.valueOf(route.target()), vpc());
    }

    private String subnet() {
        return String.valueOf(eni.attributes().subnetId());
    }

    private String vpc() {
        return String.valueOf(eni.attributes().vpcId());
    }

    private Passage passage(Gate wayBack) {
        NetworkAcls acls = NetworkAcls.of(estate);
        return new Passage(List.of(wayBack, acls.in(subnet()), acls.answersOut(subnet())))
                .with(Reach.of(estate).entry(eni, peersGroups));
    }

    /** Over a peering connection or VPN gateway. */
    private Gate wayBack(String table, Routing routing, CidrSet neighbours) {
        Admission led = routing.mayTake(this::leadsElsewhere)
                .among(CidrSet.ANY.minus(new PeeredVpcs(estate).astray(routing, vpc())));
        CidrSet behindVpn = routing.taken().stream()
                .map(taken -> vpn().behind(taken, vpc(), subnet()))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        Gate gate = new Gate(
                        table,
                        ResourceKind.ROUTE_TABLE,
                        new Admission(
                                Traffic.of(ServiceRange.ALL, behindVpn.union(neighbours))
                                        .intersect(led.certain()),
                                led.possible(),
                                Admission.both(led.doubts(), doubts(routing))),
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers have no way back: " + routing.about(packet.peer()))
                .answering();
        return neighbours.isEmpty() ? gate : gate.noting(PrivateSources.ANY_HOST);
    }

    private Set<String> doubts(Routing routing) {
        Stream<String> vpn = targets(routing, VpnNetworks.GATEWAY).limit(1).flatMap(k -> vpn().unread().stream());
        Stream<String> peered =
                targets(routing, HostPair.PEERING).flatMap(one -> new PeeredVpcs(estate).unread(vpc()).stream());
        return Stream.of(Stream.of("the networks beyond the routes' targets"), vpn, peered)
                .flatMap(doubts -> doubts)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** From a VPC of another account at the other end. */
    private Passage overPeering(String table, Routing routing, String connection) {
        NetworkAcls acls = NetworkAcls.of(estate);
        return new Passage(List.of(
                        far(connection).arriving(),
                        acls.in(subnet()),
                        acls.answersOut(subnet()),
                        back(table, routing, connection)))
                .with(Reach.of(estate).entry(eni, peersGroups));
    }

    private static Gate back(String table, Routing routing, String target) {
        return new Gate(
                        table,
                        ResourceKind.ROUTE_TABLE,
                        routing.towards(route -> target.equals(route.target())),
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers have no way back: " + routing.about(packet.peer()))
                .answering();
    }

    /** From networks beyond the gateway, from VPCs of other accounts there, and from subnets of other VPCs of the estate. */
    private List<Passage> overTransitGateway(String table, Routing routing, String gateway, CidrSet asked) {
        AttachedVpc attached = AttachedVpc.of(estate, gateway, vpc());
        List<Cidr> own = HostPair.addresses(eni).toList();
        Gate back = back(table, routing, gateway);
        FarVpcs far = far(gateway);
        List<Gate> gates = new ArrayList<>();
        gates.add(attached.networks(subnet(), asked, far.networks(), networks -> networks.arriving(own)));
        gates.addAll(guarded(gateway, back));
        gates.add(attached.networks(subnet(), asked, far.networks(), TransitNetworks::towards)
                .answering());
        Passage beyond = new Passage(List.copyOf(gates));
        if (far.areKnown()) {
            return far.concern(asked)
                    ? List.of(new Passage(List.of(far.arriving())).with(guarded(gateway, back)), beyond)
                    : List.of(beyond);
        }
        List<Passage> ways = new ArrayList<>(List.of(beyond));
        CidrSet neighbours = new NeighbourSubnets(estate, eni).addresses(gateway::equals);
        if (neighbours.intersects(asked)) {
            ways.add(new Passage(guarded(
                    gateway, back.admitting(back.admits().among(neighbours)).noting(PrivateSources.ANY_HOST))));
        }
        return ways;
    }

    /** The hops between the gateway and the interface, there and back. */
    private List<Gate> guarded(String gateway, Gate back) {
        AttachedVpc attached = AttachedVpc.of(estate, gateway, vpc());
        List<Gate> gates = new ArrayList<>(attached.astray(null, eni));
        gates.addAll(attached.acls(null)
                .entering(
                        eni,
                        attached.acl((of, one) -> TransitAcls.ofOwn(eni, of.out(one))),
                        attached.acl(NetworkAcls::in)));
        gates.addAll(Reach.of(estate).entry(eni, peersGroups));
        gates.add(back);
        gates.addAll(attached.acls(subnet())
                .leaving(
                        eni,
                        attached.acl(NetworkAcls::answersOut),
                        attached.acl((of, one) -> TransitAcls.ofOwn(eni, of.answersIn(one)))));
        return gates;
    }
}
