package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The path from one interface to another by their private addresses: within a VPC, or between two by a peering connection
 * or transit gateway that the tables of both lead to. What each hop of the way sees as the destination is told by the source.
 */
record HostPair(
        Estate estate, Resource<NetworkInterface> from, Cidr source, Resource<NetworkInterface> to, Cidr destination) {

    static final String PEERING = "pcx-";
    static final String TRANSIT = "tgw-";

    /** Those of the one to those of the other that stand for all of their addresses, see {@link AddressGroups}. */
    static Stream<HostPair> all(Estate estate, Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        return AddressGroups.of(estate)
                .pairs(from, to)
                .map(pair -> new HostPair(
                        estate, from, pair.source().first(), to, pair.target().first()));
    }

    /** The private addresses of both families. */
    static Stream<Cidr> addresses(Resource<NetworkInterface> eni) {
        return Stream.concat(eni.attributes().privateIps().stream(), eni.attributes().ipv6Addresses().stream())
                .flatMap(text -> Cidr.tryParse(text).stream());
    }

    /** All addresses inside that packets are handed to it for: those, and the prefixes that are delegated to it. */
    static Stream<Cidr> ranges(Resource<NetworkInterface> eni) {
        List<String> ipv4 = Objects.requireNonNullElse(eni.attributes().ipv4Prefixes(), List.of());
        return Stream.concat(
                addresses(eni),
                Stream.concat(ipv4.stream(), eni.attributes().ipv6Prefixes().stream())
                        .flatMap(text -> Cidr.tryParse(text).stream()));
    }

    Passage passage() {
        if (!isPlaced(from) || !isPlaced(to)) {
            return new Passage(List.of(
                    Gate.unknown(from.resourceId(), ResourceKind.NETWORK_INTERFACE, "the subnets of both interfaces")));
        }
        boolean sameSubnet = from.attributes().subnetId().equals(to.attributes().subnetId());
        Optional<String> translating = sameSubnet ? Optional.empty() : natGateway();
        return translating
                .map(gateway -> new NatPath(estate, from, source, destination, gateway)
                        .passage(
                                told(groups().out()),
                                (node, address) -> new HostPair(estate, node, address, to, destination).onward()))
                .orElseGet(() -> new Passage(straight(sameSubnet)));
    }

    /** From the interface of a NAT gateway: what leads to a further one is not followed. */
    private Passage onward() {
        boolean sameSubnet =
                Objects.equals(from.attributes().subnetId(), to.attributes().subnetId());
        Optional<String> further = sameSubnet || !isPlaced(from) ? Optional.empty() : natGateway();
        return further.map(gateway -> new Passage(List.of(behind(gateway))))
                .orElseGet(() -> isPlaced(from)
                        ? new Passage(straight(sameSubnet))
                        : new Passage(List.of(behind(from.resourceId()))));
    }

    /** The NAT gateway that packets are handed to, where it may hand them on: then the other side sees an address of the gateway. */
    private Optional<String> natGateway() {
        return taken(from, destination)
                .filter(route -> Routing.isActive(route) && Routing.leadsTo(route, NatGateways.NAT))
                .map(Route::target)
                .filter(gateway -> new NatGateways(estate)
                        .mayLeadTo(gateway, from.attributes().vpcId(), destination));
    }

    private static Gate behind(String gateway) {
        return Gate.unknown(gateway, ResourceKind.NAT_GATEWAY, "where " + gateway + " leads to");
    }

    private List<Gate> straight(boolean sameSubnet) {
        Optional<Middlebox> between = sameSubnet ? Optional.empty() : between();
        List<Gate> gates = new ArrayList<>();
        Reach.sending(from).ifPresent(gates::add);
        gates.add(told(groups().out()));
        if (!sameSubnet) {
            gates.add(route(from, destination, "", false));
            inactivePeering(from, destination).ifPresent(gates::add);
            gates.addAll(guarded(
                    from,
                    to,
                    destination,
                    this::told,
                    (acls, one) -> told(acls.out(one)),
                    (acls, one) -> Middlebox.seenBy(between, acls.in(one))));
            detour().flatMap(TransitDetour::dropping).map(this::told).ifPresent(gates::add);
        }
        gates.addAll(between.map(Middlebox::entry).orElseGet(() -> groups().in()));
        if (!sameSubnet && between.isEmpty()) {
            gates.add(route(to, source, "answers: ", true));
            inactivePeering(to, source).map(Gate::answering).ifPresent(gates::add);
            gates.addAll(guarded(
                    to,
                    from,
                    source,
                    Gate::answering,
                    NetworkAcls::answersOut,
                    (acls, one) -> told(acls.answersIn(one))));
        }
        return List.copyOf(gates);
    }

    /** What the packets are handed to that is not modelled. */
    private Optional<Middlebox> between() {
        return taken(from, destination)
                .filter(Routing::isActive)
                .flatMap(route -> leavesTheModel(route, CidrSet.of(destination))
                        ? Optional.of(Middlebox.at(estate, route, source, to))
                        : Middlebox.behind(detour(), source, estate, to));
    }

    private Optional<TransitDetour> detour() {
        return taken(from, destination)
                .filter(Routing::isActive)
                .flatMap(route -> TransitDetour.of(route.target(), estate, from, to, destination));
    }

    private static boolean isPlaced(Resource<NetworkInterface> eni) {
        return eni.attributes().subnetId() != null && eni.attributes().vpcId() != null;
    }

    /** Whether the route tables lead packets to the target for certain; groups and network ACLs are not looked at. */
    boolean arrives() {
        if (!isPlaced(from) || !isPlaced(to)) {
            return false;
        }
        CidrSet asked = CidrSet.of(source);
        return from.attributes().subnetId().equals(to.attributes().subnetId())
                || (leads(route(from, destination, "", false), asked)
                        && crossing(from, destination)
                                .map(crossing -> leads(told(crossing.taken(from, to)), asked)
                                        && crossing.astray(from, to, destination)
                                                .isEmpty())
                                .orElse(true));
    }

    private static boolean leads(Gate gate, CidrSet sources) {
        return gate.admits().certain().peers().intersects(sources);
    }

    /** The network ACLs from the one subnet to the other, with the transit gateway between them where there is one. */
    private List<Gate> guarded(
            Resource<NetworkInterface> one,
            Resource<NetworkInterface> other,
            Cidr towards,
            UnaryOperator<Gate> crossing,
            BiFunction<NetworkAcls, String, Gate> out,
            BiFunction<NetworkAcls, String, Gate> in) {
        return crossing(one, towards)
                .map(gateway -> gateway.guarded(one, other, towards, crossing, out, in))
                .orElseGet(() -> List.of(
                        out.apply(NetworkAcls.of(estate), one.attributes().subnetId()),
                        in.apply(NetworkAcls.of(estate), other.attributes().subnetId())));
    }

    /** A gate that looks at the destination, in terms of the source. */
    private Gate told(Gate gate) {
        return gate.readdressed(destination, CidrSet.of(source));
    }

    private HostGroups groups() {
        return new HostGroups(estate, from, to, transitGateway(from, destination));
    }

    private Optional<TransitCrossing> crossing(Resource<NetworkInterface> eni, Cidr towards) {
        return transitGateway(eni, towards).map(gateway -> new TransitCrossing(estate, gateway));
    }

    /** The transit gateway that the table of the interface's subnet leads to, between VPCs. */
    private Optional<String> transitGateway(Resource<NetworkInterface> eni, Cidr towards) {
        return sameVpc()
                ? Optional.empty()
                : taken(eni, towards)
                        .filter(route -> Routing.leadsTo(route, TRANSIT))
                        .map(Route::target);
    }

    /** The one route that the address takes from the interface's subnet; empty where that is not known. */
    private Optional<Route> taken(Resource<NetworkInterface> eni, Cidr towards) {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(eni.attributes().subnetId(), eni.attributes().vpcId())
                .table()
                .map(tables::routing)
                .filter(routing -> !routing.isContested(towards))
                .flatMap(routing -> routing.towards(towards));
    }

    private boolean sameVpc() {
        return Objects.equals(from.attributes().vpcId(), to.attributes().vpcId());
    }

    private Gate route(Resource<NetworkInterface> eni, Cidr towards, String prefix, boolean back) {
        NetworkInterface attributes = eni.attributes();
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving = tables.serving(attributes.subnetId(), attributes.vpcId());
        if (serving.table().isEmpty()) {
            return Gate.unknown(attributes.subnetId(), ResourceKind.SUBNET, serving.doubt());
        }
        Routing routing = tables.routing(serving.table().get());
        String id = serving.table().get().resourceId();
        String why = prefix + about(routing, towards);
        Admission led = led(routing, towards);
        Admission unclear = routing.towards(route -> leavesTheModel(route, CidrSet.of(towards)))
                .among(CidrSet.of(towards));
        Admission admits = unclear.possible().isEmpty()
                ? led
                : led.union(Admission.between(
                        Traffic.NONE, unclear.possible(), "where " + target(routing, towards) + " leads to"));
        Gate gate = new Gate(id, ResourceKind.ROUTE_TABLE, admits, packet -> why, packet -> why)
                .readdressed(towards, CidrSet.of(source));
        return back ? gate.answering() : gate;
    }

    private String about(Routing routing, Cidr towards) {
        boolean isDropped = routing.towards(towards)
                .filter(route -> new Appliances(estate).drop(route, CidrSet.of(towards)))
                .isPresent();
        return routing.about(towards) + (isDropped ? ", whose source/destination check drops it" : "");
    }

    private static String target(Routing routing, Cidr towards) {
        return routing.towards(towards).map(Route::target).orElse("a route");
    }

    private Admission led(Routing routing, Cidr towards) {
        Admission certain = routing.towards(route -> leadsOver(route, Set.of(Reachable.YES)));
        Admission possible = routing.towards(route -> leadsOver(route, Set.of(Reachable.YES, Reachable.UNKNOWN)));
        boolean connected = certain.possible().equals(possible.possible());
        Admission led = connected
                ? certain
                : new Admission(
                        certain.certain(),
                        possible.possible(),
                        Admission.both(
                                possible.doubts(),
                                Set.of("whether " + target(routing, towards) + " leads to the VPC")));
        Admission asked = led.among(CidrSet.of(towards));
        return routing.isContested(towards)
                ? Admission.between(
                        Traffic.NONE, asked.possible(), "which of several equal routes of a route table wins")
                : asked;
    }

    /** @param connects whether a peering connection is of the two VPCs */
    private boolean leadsOver(Route route, Set<Reachable> connects) {
        return sameVpc()
                ? Routing.LOCAL.equals(route.target())
                : Routing.leadsTo(route, TRANSIT)
                        || (Routing.leadsTo(route, PEERING) && connects.contains(connects(route.target())));
    }

    private Reachable connects(String connection) {
        return new PeeredVpcs(estate)
                .connects(
                        connection,
                        String.valueOf(from.attributes().vpcId()),
                        String.valueOf(to.attributes().vpcId()));
    }

    /** The peering connection that the packets are handed to, where it is not active. */
    private Optional<Gate> inactivePeering(Resource<NetworkInterface> eni, Cidr towards) {
        return taken(eni, towards)
                .filter(route -> !sameVpc() && Routing.leadsTo(route, PEERING))
                .flatMap(route -> new PeeredVpcs(estate).inactive(route.target()));
    }

    /** Nor is a transit gateway modelled with traffic of one VPC. */
    private boolean leavesTheModel(Route route, CidrSet towards) {
        return (Routing.leadsTo(route, TRANSIT) && sameVpc()) || UnmodelledRoutes.isUnmodelled(estate, route, towards);
    }
}
