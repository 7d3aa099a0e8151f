package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which traffic of the internet reaches the network interfaces of one estate directly, by an address of their own. Exact
 * where everything was read, else between what is certain and what is possible.
 *
 * <p>Firewalls on hosts, AWS Network Firewall, appliances and route servers are not modelled.
 */
public final class Reach {

    /** Raised with each change of the answers about what the internet reaches, so that those of unchanged regions are worked out anew. */
    public static final int VERSION = 23;

    /** The kinds that answers rest on, beside the network interfaces. */
    public static final Set<ResourceKind> KINDS = kinds();

    private static final Traffic INTERNET = Traffic.of(ServiceRange.ALL, Internet.PUBLIC);

    private static final Set<String> IN_USE = Set.of("in-use", "associated");
    private static final String DETACHED = "available";

    private static final Set<String> OF_NETWORK_BALANCERS = Set.of("network_load_balancer", "networkLoadBalancer");

    static final Set<String> OF_ENDPOINTS =
            Set.of("vpc_endpoint", "vpcEndpoint", "gateway_load_balancer_endpoint", "gatewayLoadBalancerEndpoint");

    private static final String OF_INSTANCE = "interface";

    /** @param open whether the interface takes traffic without a security group */
    private record Key(
            InternetGatewayPath.Inbound inbound, Set<String> groups, boolean ipv4, boolean ipv6, Reachable open) {}

    private final Estate estate;
    private final Map<Key, Admission> admissions = new ConcurrentHashMap<>();

    private Reach(Estate estate) {
        this.estate = estate;
    }

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(SharedNetworks.INTERNET);
        kinds.add(ResourceKind.SECURITY_GROUP);
        kinds.add(ResourceKind.VPC_ENDPOINT);
        kinds.add(ResourceKind.LOAD_BALANCER);
        kinds.add(ResourceKind.CLASSIC_LOAD_BALANCER);
        return Set.copyOf(kinds);
    }

    public static Reach of(Estate estate) {
        return estate.view(Reach.class, Reach::new);
    }

    /** The traffic from the internet that reaches the interface, without the proof. */
    public Exposed fromInternet(Resource<NetworkInterface> eni) {
        return fromInternet(eni, Set.copyOf(eni.attributes().securityGroupIds()));
    }

    /** The traffic from the internet that would reach the interface if it carried these security groups. */
    public Exposed fromInternet(Resource<NetworkInterface> eni, Set<String> groups) {
        NetworkInterface attributes = eni.attributes();
        Gate own = own(eni);
        if (own.admits().possible().isEmpty() || attributes.subnetId() == null || attributes.vpcId() == null) {
            Admission unplaced = own.admits().intersect(Admission.unknown("the subnet of " + eni.resourceId()));
            return Exposed.of(unplaced.among(Internet.PUBLIC));
        }
        InternetGatewayPath.Inbound inbound = inbound(attributes);
        CidrSet families = own.admits().possible().peers();
        Key key = new Key(
                inbound,
                groups,
                !families.ipv4().isEmpty(),
                !families.ipv6().isEmpty(),
                groups.isEmpty() ? withoutGroup(eni) : Reachable.NO);
        Admission admitted = admissions.get(key);
        if (admitted == null) {
            admitted = OwnAddresses.of(estate)
                    .others(inbound.fromInternet()
                            .among(families)
                            .intersect(
                                    switch (key.open()) {
                                        case YES -> Admission.EVERYTHING;
                                        case UNKNOWN -> Admission.unknown(ungrouped(eni));
                                        case NO ->
                                            GroupSets.of(estate)
                                                    .in(groups, Set.of())
                                                    .admits();
                                    }));
            admissions.put(key, admitted);
        }
        return Exposed.of(taking(eni, new ManagedInterfaces(eni).taking())
                .map(Gate::admits)
                .reduce(admitted, Admission::intersect)
                .intersect(own.admits()));
    }

    /** The path from the internet to the interface, with its proof, for any part of the traffic. */
    public Outcome askInternet(Resource<NetworkInterface> eni, Traffic question) {
        return passage(eni).ask(question);
    }

    /** The same for the part that does not come from the account's own addresses alone. */
    Outcome askOthers(Resource<NetworkInterface> eni, Traffic question) {
        return OwnAddresses.of(estate).ofOthers(question, passage(eni)::ask);
    }

    /** The path from the internet to the interface, with its proof, for all traffic that {@link #fromInternet} counts. */
    public Outcome askInternet(Resource<NetworkInterface> eni) {
        return askOthers(eni, INTERNET);
    }

    /** Whether the subnet of the interface has a way to the internet and back; its ACL does not count; UNKNOWN without a subnet. */
    public Reachable inPublicSubnet(Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        return attributes.subnetId() == null || attributes.vpcId() == null
                ? Reachable.UNKNOWN
                : InternetGatewayPath.of(estate).isPublic(attributes.vpcId(), attributes.subnetId());
    }

    Passage passage(Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        List<Gate> gates = new ArrayList<>();
        gates.add(own(eni));
        if (attributes.subnetId() == null || attributes.vpcId() == null) {
            gates.add(Gate.unknown(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "the subnet of the interface"));
            return new Passage(gates);
        }
        return new Passage(gates).with(inbound(attributes).passage().gates()).with(entry(eni));
    }

    /**
     * Whether all is let in because there is no security group: by a Network Load Balancer, but not by an instance. Of others that is not
     * known.
     */
    static Reachable withoutGroup(Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        if (!attributes.securityGroupIds().isEmpty()) {
            return Reachable.NO;
        }
        if (OF_NETWORK_BALANCERS.contains(String.valueOf(attributes.interfaceType()))) {
            return Reachable.YES;
        }
        return attributes.instanceId() != null || OF_INSTANCE.equals(attributes.interfaceType())
                ? Reachable.NO
                : Reachable.UNKNOWN;
    }

    private static String ungrouped(Resource<NetworkInterface> eni) {
        return "whether " + eni.resourceId() + " takes traffic without a security group";
    }

    /** The last gates of every path to the interface from peers that are told by their addresses alone. */
    List<Gate> entry(Resource<NetworkInterface> eni) {
        return entry(eni, Set.of());
    }

    /** The last gates of every path to the interface from peers that carry the security groups. */
    List<Gate> entry(Resource<NetworkInterface> eni, Set<String> peersGroups) {
        String id = eni.resourceId();
        Gate groups = switch (withoutGroup(eni)) {
            case YES -> Gate.open(id, ResourceKind.NETWORK_INTERFACE, "the load balancer has no security group");
            case UNKNOWN -> Gate.unknown(id, ResourceKind.NETWORK_INTERFACE, ungrouped(eni));
            case NO -> GroupSets.of(estate).in(Set.copyOf(eni.attributes().securityGroupIds()), peersGroups);
        };
        return new ManagedInterfaces(eni)
                .closed()
                .map(List::of)
                .orElseGet(() -> Stream.of(
                                attachment(eni).stream(),
                                Stream.of(groups),
                                taking(eni, new ManagedInterfaces(eni).taking(estate)))
                        .flatMap(gates -> gates)
                        .toList());
    }

    /** What takes less than the security groups admit: a node of a load balancer, or an interface endpoint. */
    private Stream<Gate> taking(Resource<NetworkInterface> eni, Optional<Gate> ofEndpoint) {
        return Stream.of(NodeListeners.at(eni, estate), ofEndpoint).flatMap(Optional::stream);
    }

    /**
     * The hop at which some or all ends that the interface sends: it is of a VPC endpoint, which opens no connections, not attached, or of Lambda.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: VPCE_INTRA_VPC_TRAFFIC
     */
    static Optional<Gate> sending(Resource<NetworkInterface> eni) {
        return OF_ENDPOINTS.contains(String.valueOf(eni.attributes().interfaceType()))
                ? Optional.of(Gate.closed(
                        eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "a VPC endpoint opens no connections"))
                : attachment(eni).or(() -> new ManagedInterfaces(eni).sending());
    }

    /** The hop of an interface that is not attached, or of which that is not told; empty for one that is. */
    static Optional<Gate> attachment(Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        String id = eni.resourceId();
        if (attributes.instanceId() != null || IN_USE.contains(String.valueOf(attributes.status()))) {
            return Optional.empty();
        }
        return Optional.of(
                DETACHED.equals(attributes.status())
                        ? Gate.closed(id, ResourceKind.NETWORK_INTERFACE, "the interface is not attached")
                        : Gate.unknown(id, ResourceKind.NETWORK_INTERFACE, "whether " + id + " is attached"));
    }

    private InternetGatewayPath.Inbound inbound(NetworkInterface attributes) {
        return InternetGatewayPath.of(estate)
                .inbound(
                        attributes.vpcId(),
                        attributes.subnetId(),
                        Addresses.of(attributes.privateIps()).union(Addresses.of(attributes.ipv6Addresses())));
    }

    /** The interface itself: attached, and with an address of the family that the internet could name. */
    private Gate own(Resource<NetworkInterface> eni) {
        Optional<Gate> unattached = attachment(eni);
        if (unattached.filter(gate -> gate.admits().possible().isEmpty()).isPresent()) {
            return unattached.get();
        }
        Optional<Gate> closed = new ManagedInterfaces(eni).closed();
        if (closed.isPresent()) {
            return closed.get();
        }
        Gate addresses = addresses(eni);
        return unattached
                .map(gate -> addresses.admitting(addresses.admits().intersect(gate.admits())))
                .orElse(addresses);
    }

    /** The families in which it has an address that the internet could name. */
    Gate addresses(Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        String id = eni.resourceId();
        List<String> ipv4 = PublicAddresses.ipv4(attributes);
        List<String> ipv6 = PublicAddresses.ipv6(attributes, estate);
        CidrSet families = (ipv4.isEmpty() ? CidrSet.EMPTY : CidrSet.ANY.only(IpFamily.IPV4))
                .union(ipv6.isEmpty() ? CidrSet.EMPTY : CidrSet.ANY.only(IpFamily.IPV6));
        return new Gate(
                id,
                ResourceKind.NETWORK_INTERFACE,
                named(families, eni),
                packet -> "public address " + String.join(", ", packet.peer().family() == IpFamily.IPV4 ? ipv4 : ipv6),
                packet -> lacking(attributes, packet.peer().family()));
    }

    private static String lacking(NetworkInterface attributes, IpFamily family) {
        if (family == IpFamily.IPV4) {
            return "the interface has no public IPv4 address";
        }
        if (attributes.denyAllIgwTraffic()) {
            return "traffic of internet gateways is denied for the interface";
        }
        return PublicAddresses.ipv6(attributes).isEmpty()
                ? "the interface has no public IPv6 address"
                : "its IPv6 addresses are private to AWS";
    }

    private Admission named(CidrSet families, Resource<NetworkInterface> eni) {
        Traffic certain = Traffic.of(ServiceRange.ALL, families);
        Traffic possible = Traffic.of(ServiceRange.ALL, families.union(CidrSet.ANY.only(IpFamily.IPV4)));
        return PoolRoutes.doubt(estate, eni)
                .filter(doubt -> !certain.equals(possible))
                .map(doubt -> Admission.between(certain, possible, doubt))
                .orElseGet(() -> Admission.exactly(certain));
    }

    /** IPv6 alone. */
    Gate ipv6(Resource<NetworkInterface> eni) {
        boolean has = !PublicAddresses.ipv6(eni.attributes(), estate).isEmpty();
        return has
                ? Gate.open(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "it has a global IPv6 address")
                : Gate.closed(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "it has no global IPv6 address");
    }
}
