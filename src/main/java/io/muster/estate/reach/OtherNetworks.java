package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The paths to an interface from addresses of other networks than its VPC and the internet, where the answers have a way back. */
record OtherNetworks(Estate estate, Resource<NetworkInterface> eni) {

    /** The public addresses that a private network uses: the table of the subnet, or a VPN connection, names them with the network. */
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
                        : VpnNetworks.of(estate).behind(taken, vpc(), subnet()))
                .reduce(CidrSet.EMPTY, CidrSet::union)
                .intersect(Internet.PUBLIC);
    }

    private boolean leadsToNetwork(Route route) {
        return route.target() != null && (leadsToTransitGateway(route) || leadsElsewhere(route));
    }

    /** The best of the ways that answers to some of the addresses may take: over each transit gateway, and over anything else. */
    Outcome ask(Traffic question) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving = tables.serving(subnet(), vpc());
        if (serving.table().isEmpty()) {
            return passage(Gate.unknown(subnet(), ResourceKind.SUBNET, serving.doubt()))
                    .ask(question);
        }
        String table = serving.table().get().resourceId();
        Routing routing = tables.routing(serving.table().get());
        List<Passage> ways = new ArrayList<>();
        routing.routes()
                .filter(OtherNetworks::leadsToTransitGateway)
                .map(Route::target)
                .distinct()
                .filter(gateway -> mayLead(routing, route -> gateway.equals(route.target()), question))
                .forEach(gateway -> ways.addAll(overTransitGateway(table, routing, gateway, question.peers())));
        CidrSet neighbours = new NeighbourSubnets(estate, eni).addresses(target -> target.startsWith(HostPair.PEERING));
        if (ways.isEmpty()
                || neighbours.intersects(question.peers())
                || mayLead(routing, this::leadsElsewhere, question)) {
            ways.add(passage(wayBack(table, routing, neighbours)));
        }
        return Outcome.best(ways.stream().map(way -> way.ask(question)).toList())
                .orElseThrow();
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
                .with(Reach.of(estate).entry(eni));
    }

    /** Over a peering connection or VPN gateway. */
    private Gate wayBack(String table, Routing routing, CidrSet neighbours) {
        Admission led = routing.mayTake(this::leadsElsewhere)
                .among(CidrSet.ANY.minus(new PeeredVpcs(estate).astray(routing, vpc())));
        CidrSet behindVpn = routing.taken().stream()
                .map(taken -> VpnNetworks.of(estate).behind(taken, vpc(), subnet()))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        Gate gate = new Gate(
                        table,
                        ResourceKind.ROUTE_TABLE,
                        new Admission(
                                Traffic.of(ServiceRange.ALL, behindVpn.union(neighbours))
                                        .intersect(led.certain()),
                                led.possible(),
                                Admission.both(led.doubts(), Set.of("the networks beyond the routes' targets"))),
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers have no way back: " + routing.about(packet.peer()))
                .answering();
        return neighbours.isEmpty() ? gate : gate.noting(PrivateSources.ANY_HOST);
    }

    /** From networks beyond the gateway, and from subnets of other VPCs of the estate. */
    private List<Passage> overTransitGateway(String table, Routing routing, String gateway, CidrSet asked) {
        AttachedVpc attached = new AttachedVpc(estate, gateway, vpc());
        List<Cidr> own = HostPair.addresses(eni).toList();
        Gate back = new Gate(
                        table,
                        ResourceKind.ROUTE_TABLE,
                        routing.towards(route -> gateway.equals(route.target())),
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers have no way back: " + routing.about(packet.peer()))
                .answering();
        List<Gate> gates = new ArrayList<>();
        gates.add(attached.networks(subnet(), asked, networks -> networks.arriving(own)));
        gates.addAll(guarded(gateway, back));
        gates.add(attached.networks(subnet(), asked, TransitNetworks::towards).answering());
        Passage beyond = new Passage(List.copyOf(gates));
        CidrSet neighbours = new NeighbourSubnets(estate, eni).addresses(gateway::equals);
        return neighbours.intersects(asked)
                ? List.of(
                        beyond,
                        new Passage(guarded(
                                gateway,
                                back.admitting(back.admits().among(neighbours)).noting(PrivateSources.ANY_HOST))))
                : List.of(beyond);
    }

    /** The hops between the gateway and the interface, there and back. */
    private List<Gate> guarded(String gateway, Gate back) {
        AttachedVpc attached = new AttachedVpc(estate, gateway, vpc());
        List<Gate> gates = new ArrayList<>(attached.astray(null, eni));
        gates.addAll(attached.acls(null)
                .entering(
                        eni,
                        attached.acl((of, one) -> TransitAcls.ofOwn(eni, of.out(one))),
                        attached.acl(NetworkAcls::in)));
        gates.addAll(Reach.of(estate).entry(eni));
        gates.add(back);
        gates.addAll(attached.acls(subnet())
                .leaving(
                        eni,
                        attached.acl(NetworkAcls::answersOut),
                        attached.acl((of, one) -> TransitAcls.ofOwn(eni, of.answersIn(one)))));
        return gates;
    }
}
