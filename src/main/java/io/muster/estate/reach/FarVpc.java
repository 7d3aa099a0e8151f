package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A VPC at the other end of a peering connection or transit gateway, subnet by subnet: its routes back, and the network ACLs there.
 *
 * @param teller the estate of the VPC's owner
 * @param eni    the interface at this end
 * @param target the connection or gateway
 * @param entry  the connection, or the gateway that the VPC is attached to, which may be peered with the other one
 */
record FarVpc(Estate estate, Estate teller, Resource<NetworkInterface> eni, String target, String entry, String vpc) {

    /**
     * The hops between the interface and some of the addresses at the other end, which are the peers.
     *
     * @param passing why packets get there, in words
     * @param sources the public addresses that the internet sees these packets come from; none of a way that does not lead there
     */
    record Way(CidrSet addresses, List<Gate> gates, String passing, CidrSet sources) {

        Way(CidrSet addresses, List<Gate> gates) {
            this(addresses, gates, "a network at its other end has the address", CidrSet.EMPTY);
        }

        Way behind(Optional<Gate> hop) {
            return by(Stream.concat(hop.stream(), gates.stream()).toList());
        }

        /** The same way, with other hops in its description. */
        Way by(List<Gate> hops) {
            return new Way(addresses, hops, passing, sources);
        }

        /** This way, from one of these public addresses: which one is not known. */
        Way from(CidrSet some) {
            return new Way(addresses, gates, passing, some);
        }

        Admission admits() {
            return new Passage(gates).admits().among(addresses);
        }

        /** Whether the first hop may let the packet through. */
        boolean mayBegin(Packet packet) {
            return packet.isIn(gates.get(0).admits().possible().peers());
        }

        /** What stops the packet, in words. */
        Optional<String> stopping(Packet packet) {
            Traffic traffic =
                    Traffic.of(new ServiceRange(packet.service(), packet.service()), CidrSet.of(packet.peer()));
            return Optional.ofNullable(new Passage(gates).ask(traffic).blocking())
                    .map(hop -> hop.resourceId() + " " + hop.why());
        }
    }

    /** The network ACLs that count in one direction. */
    private record Acls(BiFunction<NetworkAcls, String, Gate> out, BiFunction<NetworkAcls, String, Gate> in) {

        private static final Acls PACKETS = new Acls(NetworkAcls::out, NetworkAcls::in);
        private static final Acls ANSWERS = new Acls(NetworkAcls::answersOut, NetworkAcls::answersIn);
    }

    CidrSet networks() {
        return VpcNetworks.stored(teller, vpc);
    }

    /** @param inbound whether connections come from there */
    Stream<Way> ways(boolean inbound) {
        List<Resource<Subnet>> subnets = teller.stored(Subnet.class).stream()
                .filter(subnet ->
                        teller.current(subnet) && vpc.equals(subnet.attributes().vpcId()))
                .toList();
        return Stream.concat(subnets.stream().map(subnet -> way(subnet, inbound)), unlisted(subnets).stream());
    }

    /**
     * The ways out of the VPC to the internet, and the addresses that the VPC drops; none behind a peered transit
     * gateway.
     */
    Stream<Way> outwards() {
        if (!entry.equals(target) || !target.startsWith(HostPair.TRANSIT)) {
            return Stream.empty();
        }
        List<String> entered = entered();
        return Stream.of(
                        new CentralEgress(estate, teller, eni, target, vpc).way(entered),
                        new DeadEnds(teller, vpc, entered).way())
                .flatMap(Optional::stream)
                .map(this::told);
    }

    /** The subnets by which packets come into the VPC; none where they are not told. */
    private List<String> entered() {
        boolean isTold = TransitGateways.of(teller)
                .options(target, vpc)
                .filter(options -> !options.subnetIds().isEmpty())
                .isPresent();
        String source = String.valueOf(eni.attributes().subnetId());
        return isTold
                ? new AttachmentSubnets(teller, target, source)
                        .passed(vpc, source)
                        .subnets()
                : List.of();
    }

    private Way told(Way way) {
        return way.by(way.gates().stream().map(this::told).toList());
    }

    private Optional<Way> unlisted(List<Resource<Subnet>> listed) {
        if (teller.knows(ResourceKind.SUBNET)) {
            return Optional.empty();
        }
        CidrSet known = listed.stream().map(this::addresses).reduce(CidrSet.EMPTY, CidrSet::union);
        return Optional.of(new Way(
                networks().minus(known), List.of(Gate.unknown(target, kind(), teller.missing(ResourceKind.SUBNET)))));
    }

    private CidrSet addresses(Resource<Subnet> subnet) {
        return Subnets.of(teller).addresses(subnet.resourceId());
    }

    private Way way(Resource<Subnet> subnet, boolean inbound) {
        Acls entering = inbound ? Acls.ANSWERS : Acls.PACKETS;
        Acls leaving = inbound ? Acls.PACKETS : Acls.ANSWERS;
        List<Gate> gates = new ArrayList<>();
        gates.add(told(TransitAcls.ofOwn(eni, route(subnet.resourceId()))));
        gates.addAll(
                target.startsWith(HostPair.TRANSIT)
                        ? overTransitGateway(subnet, entering, leaving)
                        : overPeering(subnet.resourceId(), entering, leaving));
        return new Way(addresses(subnet), gates);
    }

    private List<Gate> overPeering(String subnet, Acls entering, Acls leaving) {
        NetworkAcls acls = NetworkAcls.of(teller);
        return Stream.of(entering.in().apply(acls, subnet), leaving.out().apply(acls, subnet))
                .map(gate -> told(TransitAcls.ofOwn(eni, gate)))
                .toList();
    }

    private List<Gate> overTransitGateway(Resource<Subnet> subnet, Acls entering, Acls leaving) {
        TransitGateways gateways = TransitGateways.of(teller);
        if (!gateways.isAttached(entry, vpc)) {
            return List.of(told(gateways.unattached(entry, vpc)));
        }
        String own = String.valueOf(eni.attributes().vpcId());
        AttachedVpc attached = new AttachedVpc(estate, teller, entry, vpc, own);
        Resource<NetworkInterface> host =
                new UnlistedInterface(teller, subnet, subnet.resourceId(), List.of(), null).resource();
        String source = String.valueOf(eni.attributes().subnetId());
        List<Gate> gates = new ArrayList<>(attached.astray(source, subnet.resourceId(), addresses(subnet)));
        gates.addAll(
                attached.acls(source).entering(host, attached.acl(entering.out()), attached.acl(ofOwn(entering.in()))));
        gates.addAll(attached.acls(subnet.resourceId())
                .leaving(host, attached.acl(ofOwn(leaving.out())), attached.acl(leaving.in())));
        return Stream.concat(
                        gates.stream().map(this::told),
                        Stream.of(TransitAcls.ofOwn(eni, back(attached.towards(subnet.resourceId(), own)))))
                .toList();
    }

    /** The hop of the way back; its description is kept only for the gateway that the host's own VPC is attached to. */
    private Gate back(Gate gate) {
        return entry.equals(target) ? gate : told(gate);
    }

    private BiFunction<NetworkAcls, String, Gate> ofOwn(BiFunction<NetworkAcls, String, Gate> gate) {
        return (acls, subnet) -> TransitAcls.ofOwn(eni, gate.apply(acls, subnet));
    }

    /** To the connection or gateway; what an appliance does with the packets is not known, nor where another gateway takes them. */
    private Gate route(String subnet) {
        RouteTables tables = RouteTables.of(teller);
        RouteTables.Serving serving = tables.serving(subnet, vpc);
        if (serving.table().isEmpty()) {
            return Gate.unknown(subnet, ResourceKind.SUBNET, serving.doubt());
        }
        Routing routing = tables.routing(serving.table().get());
        Admission led = routing.towards(route -> entry.equals(route.target()));
        Traffic around = routing.towards(route -> UnmodelledRoutes.isUnmodelled(teller, route) || mayLeadBack(route))
                .possible();
        return new Gate(
                serving.table().get().resourceId(),
                ResourceKind.ROUTE_TABLE,
                around.isEmpty() ? led : led.union(Admission.between(Traffic.NONE, around, Appliances.ONE_DIRECTION)),
                packet -> routing.about(packet.peer()),
                packet -> routing.about(packet.peer()));
    }

    /** Another gateway, or another connection, which may be one with the VPC at this end. */
    private boolean mayLeadBack(Route route) {
        String other = String.valueOf(route.target());
        if (other.equals(entry)) {
            return false;
        }
        String own = String.valueOf(eni.attributes().vpcId());
        if (other.startsWith(HostPair.TRANSIT)) {
            return AttachedVpc.of(estate, other, own).mayBeEntered();
        }
        PeeredVpcs peered = new PeeredVpcs(teller);
        return other.startsWith(HostPair.PEERING)
                && !peered.isDead(other)
                && peered.otherEnd(other, vpc)
                        .filter(end -> !own.equals(end.vpcId()))
                        .isEmpty();
    }

    private Gate told(Gate gate) {
        return teller.equals(estate)
                ? gate
                : new OwnersGates(
                                teller,
                                target,
                                kind(),
                                String.valueOf(eni.attributes().vpcId()),
                                AttachedVpc.FAR_END)
                        .told(gate);
    }

    private ResourceKind kind() {
        return ResourceKind.ofId(target).orElseThrow();
    }
}
