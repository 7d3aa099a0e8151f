package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The NAT gateways of an estate, and of the owners of VPCs that are shared with it, as targets of routes.
 *
 * @param toServices see {@link NatTable}
 */
record NatGateways(Estate estate, boolean toServices) {

    static final String NAT = "nat-";

    private static final Set<String> INTERFACES = Set.of("nat_gateway", "natGateway");

    private static final String AVAILABLE = "available";

    /** The states in which a NAT gateway takes no traffic. */
    private static final Set<String> NONE = Set.of("pending", "failed", "deleting", "deleted");

    /** The IPv4 internet as interfaces with IPv6 name it, RFC 6052. */
    static final CidrSet NAT64 = CidrSet.parse("64:ff9b::/96");

    /**
     * The hop of an interface of a NAT gateway, which takes no connections to an address of its own, from anywhere.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html">NAT gateways</a>
     */
    static Optional<Gate> ofInterface(Resource<NetworkInterface> eni) {
        return Optional.of(eni)
                .filter(one ->
                        INTERFACES.contains(String.valueOf(one.attributes().interfaceType())))
                .map(one -> Gate.closed(
                        one.resourceId(), ResourceKind.NETWORK_INTERFACE, "a NAT gateway takes no connections"));
    }

    NatGateways(Estate estate) {
        this(estate, true);
    }

    /** The public addresses of the gateway, from which the internet sees what it translates; none where one of them is not told. */
    static CidrSet publicAddresses(NatGateway gateway) {
        List<String> told = gateway.addresses().stream()
                .map(NatGatewayAddress::publicIp)
                .filter(Objects::nonNull)
                .toList();
        return told.size() == gateway.addresses().size() ? Addresses.of(told) : CidrSet.EMPTY;
    }

    /** Whether it leads to other networks alone. */
    static boolean isPrivate(NatGateway gateway) {
        return "private".equals(gateway.connectivityType());
    }

    /** The NAT gateway of the VPC, its subnet's way out, and its subnet's ACL. */
    List<Gate> gates(String id, String vpcId) {
        SharedVpcs shared = SharedVpcs.of(estate);
        return find(id).map(gateway -> gates(id, gateway))
                .or(() -> shared.ownersOf(vpcId).map(owners -> ofOwner(owners, id, vpcId)))
                .orElseGet(() -> List.of(Gate.unknown(
                        id, ResourceKind.NAT_GATEWAY, shared.unread(ResourceKind.NAT_GATEWAY, id, vpcId))));
    }

    private Optional<NatGateway> find(String id) {
        return estate.stored(NatGateway.class, id).filter(estate::current).map(Resource::attributes);
    }

    private List<Gate> ofOwner(Estate owners, String id, String vpcId) {
        NatGateways theirs = new NatGateways(owners, toServices);
        OwnersGates told = new OwnersGates(owners, id, ResourceKind.NAT_GATEWAY, vpcId);
        if (theirs.find(id).isPresent() && !theirs.isUsable(id, vpcId)) {
            return List.of(told.unknown());
        }
        Stream<Gate> block =
                Subnets.of(owners)
                        .unreadBlock()
                        .map(doubt -> Gate.unknown(id, ResourceKind.NAT_GATEWAY, doubt))
                        .stream();
        return told.told(Stream.concat(theirs.gates(id, vpcId).stream(), block).toList());
    }

    /** An owner's gateway that takes no traffic contradicts the active route that a participant sees. */
    private boolean isUsable(String id, String vpcId) {
        return find(id).filter(gateway -> AVAILABLE.equals(gateway.state()) && vpcId.equals(gateway.vpcId()))
                .isPresent();
    }

    private List<Gate> gates(String id, NatGateway gateway) {
        if (NONE.contains(String.valueOf(gateway.state()))) {
            return List.of(Gate.closed(id, ResourceKind.NAT_GATEWAY, "the gateway is " + gateway.state()));
        }
        if (!AVAILABLE.equals(gateway.state()) || gateway.vpcId() == null) {
            return List.of(Gate.unknown(id, ResourceKind.NAT_GATEWAY, "the state and the VPC of " + id));
        }
        if (isPrivate(gateway)) {
            return List.of(translating(id), table(id, gateway).inside(Set.of()));
        }
        if (!"public".equals(gateway.connectivityType())) {
            return List.of(Gate.unknown(
                    id, ResourceKind.NAT_GATEWAY, "where " + gateway.connectivityType() + " " + id + " leads to"));
        }
        List<Gate> gates = new ArrayList<>(List.of(translating(id)));
        if (!gateway.applianceArns().isEmpty()) {
            gates.add(Gate.unknown(id, ResourceKind.NAT_GATEWAY, "whether the appliances of " + id + " let it pass"));
        }
        gates.addAll(toInternet(id, gateway));
        return gates;
    }

    private NatTable table(String id, NatGateway gateway) {
        return new NatTable(estate, id, gateway, toServices);
    }

    private List<Gate> toInternet(String id, NatGateway gateway) {
        return Stream.concat(
                        Stream.of(table(id, gateway)
                                .besideNetworks(InternetGateways.of(estate).gate(String.valueOf(gateway.vpcId())))),
                        (gateway.subnetId() == null ? regional(id, gateway) : zonal(id, gateway)).stream())
                .toList();
    }

    /**
     * The network ACL of the gateway's subnet, as packets of an interface in another subnet and their answers meet it, and an appliance that
     * these answers are handed to.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html">Troubleshoot NAT gateways</a>: the
     *     ACLs of both subnets have to let traffic pass
     */
    List<Gate> between(Resource<NetworkInterface> eni, String id, String vpcId) {
        return find(id).map(gateway -> between(eni, id, gateway))
                .or(() -> SharedVpcs.of(estate)
                        .ownersOf(vpcId)
                        .map(owners -> new OwnersGates(owners, id, ResourceKind.NAT_GATEWAY, vpcId)
                                .told(new NatGateways(owners).between(eni, id, vpcId))))
                .orElse(List.of());
    }

    private List<Gate> between(Resource<NetworkInterface> eni, String id, NatGateway gateway) {
        if (gateway.subnetId() == null) {
            return elsewhere(eni, id, gateway).stream().toList();
        }
        if (gateway.subnetId().equals(eni.attributes().subnetId())) {
            return List.of();
        }
        NetworkAcls acls = NetworkAcls.of(estate);
        return Stream.concat(
                        Stream.of(acls.in(gateway.subnetId()), acls.answersOut(gateway.subnetId())),
                        appliance(id, gateway, HostPair.addresses(eni).toList()).stream())
                .map(gate -> TransitAcls.ofOwn(eni, gate))
                .toList();
    }

    /**
     * Whether a regional gateway serves the Availability Zone of the interface where it has no address there: by one of AWS's pages it
     * serves it from another zone until it has, by the other it takes nothing from there.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html">Regional NAT gateways</a>
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: REGIONAL_NGW_ROUTE_AZ_RESTRICTION
     */
    private Optional<Gate> elsewhere(Resource<NetworkInterface> eni, String id, NatGateway gateway) {
        Set<String> zones = gateway.addresses().stream()
                .map(NatGatewayAddress::availabilityZone)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return Subnets.of(estate)
                .find(String.valueOf(eni.attributes().subnetId()))
                .map(subnet -> subnet.attributes().availabilityZone())
                .filter(zone -> !zones.isEmpty() && !zones.contains(zone))
                .map(zone -> Gate.unknown(id, ResourceKind.NAT_GATEWAY, "whether " + id + " serves " + zone));
    }

    private Optional<Gate> appliance(String id, NatGateway gateway, List<Cidr> answered) {
        return table(id, gateway)
                .table()
                .filter(table -> new Appliances(estate).mayTake(table, CidrSet.of(answered)))
                .map(table -> Gate.unknown(table.resourceId(), ResourceKind.ROUTE_TABLE, Appliances.ONE_DIRECTION)
                        .answering());
    }

    private List<Gate> zonal(String id, NatGateway gateway) {
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates = new ArrayList<>();
        NatTable table = table(id, gateway);
        gates.add(table.besideNetworks(Subnets.of(estate).outboundAccess(gateway.subnetId())));
        gates.add(table.besideNetworks(table.toInternetGateway()));
        gates.add(acls.out(gateway.subnetId()));
        gates.add(acls.answersIn(gateway.subnetId()));
        if (gateway.vpcId() != null) {
            InternetGatewayPath.of(estate).answers(gateway.vpcId(), addresses(gateway)).stream()
                    .map(table::besideNetworks)
                    .forEach(gates::add);
        }
        return gates;
    }

    /** The private addresses, which the internet gateway sends answers to; those of the subnet where they are not told. */
    private CidrSet addresses(NatGateway gateway) {
        CidrSet own = Addresses.of(gateway.addresses().stream()
                .map(NatGatewayAddress::privateIp)
                .filter(Objects::nonNull)
                .toList());
        return own.isEmpty() ? Subnets.of(estate).addresses(gateway.subnetId()) : own;
    }

    /**
     * A regional gateway is in no subnet, and has a route table of its own.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html">Regional NAT gateways</a>
     */
    private List<Gate> regional(String id, NatGateway gateway) {
        NatTable table = table(id, gateway);
        return List.of(
                table.besideNetworks(Subnets.of(estate).outboundAccessOfVpc(String.valueOf(gateway.vpcId()))),
                table.besideNetworks(table.toInternetGateway()));
    }

    /**
     * The gates of the way for IPv6 traffic as well, which the gateway translates to IPv4: the IPv4 addresses are not looked at.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and NAT64</a>
     */
    List<Gate> gatesWithNat64(String id, String vpcId) {
        Admission perhaps = Admission.between(Traffic.NONE, translated(NAT64), "where NAT64 of " + id + " leads");
        return gates(id, vpcId).stream()
                .map(gate -> gate.admits().possible().isEmpty()
                        ? gate
                        : gate.admitting(gate.admits().union(perhaps)))
                .toList();
    }

    /**
     * A NAT gateway drops other protocols.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html">NAT gateway basics</a>
     */
    static Gate translating(String id) {
        return new Gate(
                id,
                ResourceKind.NAT_GATEWAY,
                Admission.exactly(translated(CidrSet.ANY.only(IpFamily.IPV4))),
                packet -> "translates IPv4 traffic of TCP, UDP and ICMP",
                packet -> "translates nothing but IPv4 traffic of TCP, UDP and ICMP");
    }

    /** The part of the protocols that are translated. */
    static Traffic translated(CidrSet destinations) {
        return Traffic.unionOf(Stream.of(ServiceRange.ICMP, ServiceRange.TCP, ServiceRange.UDP)
                .map(protocol -> Traffic.of(ServiceRange.protocol(protocol), destinations))
                .toList());
    }

    /**
     * Whether the gateway may hand packets for the private address on to it, from an address of its own: its table leads there by the
     * VPC's own route, or by anything else than an internet gateway.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html">NAT gateway basics</a>
     */
    boolean mayLeadTo(String id, String vpcId, Cidr destination) {
        return inside(id, vpcId).covers(CidrSet.of(destination));
    }

    /**
     * The IPv4 addresses, all private ones among them, to which the gateway may hand packets from an address of its
     * own.
     */
    CidrSet inside(String id, String vpcId) {
        CidrSet any = CidrSet.ANY.only(IpFamily.IPV4);
        return find(id).map(gateway -> NONE.contains(String.valueOf(gateway.state()))
                        ? CidrSet.EMPTY
                        : table(id, gateway).inside().orElse(any).intersect(any))
                .orElseGet(() -> SharedVpcs.of(estate)
                        .ownersOf(vpcId)
                        .map(NatGateways::new)
                        .filter(theirs -> theirs.isUsable(id, vpcId))
                        .map(theirs -> theirs.inside(id, vpcId))
                        .orElse(any));
    }
}
