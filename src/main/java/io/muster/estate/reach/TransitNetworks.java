package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.TransitGatewayAttachment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The networks beyond a transit gateway, seen from a subnet of an attached VPC. What is behind a VPN connection of the estate is known
 * by the gateway's routes; the other sides of Direct Connect gateways, peerings and Connect attachments are not read.
 *
 * @param knowing the estate that knows the VPC: another one than the gateway's where their owners are not the same
 * @param asked    the addresses that the question is about: doubts are about routes to some of them
 * @param followed by VPC, the addresses behind its attachment that are asked about elsewhere, see {@link FarVpcs}
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">How transit gateways work</a>
 */
record TransitNetworks(
        Estate estate,
        Estate knowing,
        String gateway,
        String subnet,
        String vpc,
        CidrSet asked,
        Map<String, CidrSet> followed) {

    private static final String VPN = "vpn";
    private static final String OTHER_VPC = "vpc-";

    /** The traffic that the gateway hands from the subnet to the networks; the peers are their addresses. */
    Gate towards() {
        if (gateways().table(gateway, vpc).isEmpty()) {
            return gateways().unattached(gateway, vpc);
        }
        Optional<Gate> elsewhere = TransitGateways.of(knowing).elsewhere(gateway, subnet, vpc);
        return elsewhere.orElseGet(() -> gateways()
                .from(
                        gateway,
                        subnet,
                        vpc,
                        routing -> new TransitGateways.Taken(
                                towards(routing), packet -> routing.about(packet.peer()) + target(routing, packet)))
                .noting(VpnNetworks.FAR_END));
    }

    private Admission towards(Routing routing) {
        Admission led = routing.towards(this::leadsOn).among(CidrSet.ANY.minus(followed(routing)));
        return new Admission(
                routing.towards(this::isKnown).certain().among(VpnNetworks.PRIVATE),
                led.possible(),
                Admission.both(led.doubts(), doubts(routing)));
    }

    private CidrSet followed(Routing routing) {
        return followed.entrySet().stream()
                .map(one -> routing.towards(route -> one.getKey().equals(route.target()))
                        .certain()
                        .peers()
                        .intersect(one.getValue()))
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private boolean leadsOn(Route route) {
        return !vpc.equals(route.target());
    }

    /** The networks that are not known, of those that some asked address is routed to. */
    private Set<String> doubts(Routing routing) {
        CidrSet left = asked.minus(followed(routing));
        return routing.taken().stream()
                .filter(taken -> Routing.isActive(taken.route())
                        && leadsOn(taken.route())
                        && !isKnown(taken.route())
                        && taken.destinations().intersects(left))
                .map(taken -> doubt(taken.route()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String doubt(Route route) {
        boolean unread = attachment(route).filter(TransitNetworks::isVpn).isPresent()
                && !estate.knows(ResourceKind.VPN_CONNECTION);
        return unread
                ? estate.missing(ResourceKind.VPN_CONNECTION)
                : "the networks beyond " + route.target()
                        + attachment(route).map(TransitNetworks::describe).orElse("");
    }

    /** Whether the route leads to an available VPN connection of the estate that carries all of its destinations. */
    private boolean isKnown(Route route) {
        return attachment(route)
                .filter(TransitNetworks::isVpn)
                .filter(one -> VpnNetworks.of(estate)
                        .carries(String.valueOf(one.attributes().attachedId()), subnet, route.destination()))
                .isPresent();
    }

    /**
     * The traffic that the gateway hands from the networks to the addresses in the VPC, by the tables of the attachments that its answers
     * leave by; the peers are the networks' addresses.
     */
    Gate arriving(List<Cidr> addresses) {
        Optional<TransitGateways.Table> back = gateways().table(gateway, vpc);
        Optional<Routing> routing = back.flatMap(TransitGateways.Table::routing);
        if (routing.isEmpty()) {
            return back.map(table -> Gate.unknown(gateway, ResourceKind.TRANSIT_GATEWAY, table.doubt()))
                    .orElseGet(() -> gateways().unattached(gateway, vpc));
        }
        Admission admits = Arrays.stream(IpFamily.values())
                .map(family -> arriving(
                                routing.get(),
                                addresses.stream()
                                        .filter(address -> address.family() == family)
                                        .toList())
                        .among(CidrSet.ANY.only(family)))
                .reduce(Admission.NOTHING, Admission::union);
        return new Gate(
                gateway,
                ResourceKind.TRANSIT_GATEWAY,
                admits,
                packet -> entry(routing.get(), packet, addresses),
                packet -> entry(routing.get(), packet, addresses));
    }

    private Admission arriving(Routing back, List<Cidr> addresses) {
        Traffic certain = back.towards(route -> isKnown(route)
                        && attachment(route)
                                .filter(one -> hands(one, addresses) == Reachable.YES)
                                .isPresent())
                .certain();
        return mayArrive(addresses)
                ? Admission.between(certain, Traffic.ALL, "by which attachment of " + gateway + " packets arrive")
                : new Admission(
                        certain,
                        back.towards(route -> leadsOn(route) && Routing.leadsTo(route, OTHER_VPC))
                                .possible(),
                        Set.of("what the VPCs beyond " + gateway + " send on"));
    }

    /** Whether packets of a network may get to the VPC at all: by some attachment that is no VPC's, or by the VPC's own VPN gateway. */
    private boolean mayArrive(List<Cidr> addresses) {
        return !gateways().knowsAttachments(gateway)
                || VpnNetworks.of(knowing).mayHaveGateway(vpc)
                || gateways().attachments(gateway).stream()
                        .filter(one ->
                                !TransitGateways.VPC.equals(one.attributes().attachedType()))
                        .anyMatch(one -> hands(one, addresses) != Reachable.NO);
    }

    /** Whether what comes from the attachment is handed to the VPC; another VPC may send it on by an appliance. */
    private Reachable hands(Resource<TransitGatewayAttachment> from, List<Cidr> addresses) {
        Optional<Routing> routing = gateways().table(from).routing();
        if (routing.isEmpty()) {
            return Reachable.UNKNOWN;
        }
        CidrSet wanted = CidrSet.of(addresses);
        CidrSet handed = routing.get()
                .towards(route -> vpc.equals(route.target()))
                .certain()
                .peers();
        CidrSet perhaps = routing.get()
                .towards(route -> Routing.leadsTo(route, OTHER_VPC))
                .possible()
                .peers();
        return handed.intersects(wanted)
                ? Reachable.YES
                : perhaps.intersects(wanted) ? Reachable.UNKNOWN : Reachable.NO;
    }

    private String entry(Routing back, Packet packet, List<Cidr> addresses) {
        Optional<Resource<TransitGatewayAttachment>> from =
                back.towards(packet.peer()).flatMap(this::attachment);
        if (from.isEmpty()) {
            return "from a network beyond it";
        }
        TransitGateways.Table table = gateways().table(from.get());
        String by = addresses.stream()
                .filter(address -> address.family() == packet.peer().family())
                .findFirst()
                .flatMap(address -> table.routing().map(routing -> table.id() + ", " + routing.about(address)))
                .orElse("not known: " + table.doubt());
        return "from " + from.get().resourceId() + describe(from.get()) + ": " + by;
    }

    private String target(Routing routing, Packet packet) {
        return routing.towards(packet.peer())
                .flatMap(this::attachment)
                .map(TransitNetworks::describe)
                .orElse("");
    }

    private Optional<Resource<TransitGatewayAttachment>> attachment(Route route) {
        return gateways().attachments(gateway).stream()
                .filter(one -> one.resourceId().equals(route.target()))
                .findFirst();
    }

    private static boolean isVpn(Resource<TransitGatewayAttachment> attachment) {
        return VPN.equals(attachment.attributes().attachedType());
    }

    private static String describe(Resource<TransitGatewayAttachment> attachment) {
        TransitGatewayAttachment attributes = attachment.attributes();
        return Stream.of(attributes.attachedType(), attributes.attachedId())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ", " (", ")"));
    }

    private TransitGateways gateways() {
        return TransitGateways.of(estate);
    }
}
