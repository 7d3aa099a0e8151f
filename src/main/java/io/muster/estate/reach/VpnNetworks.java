package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnGateway;
import io.muster.inventory.kind.VpnStaticRoute;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The networks that Site-to-Site VPN connections lead to: behind a virtual private gateway, a connection's static routes, or what the
 * gateway propagates; behind a transit gateway, what that one routes to it. Direct Connect and the device at the other end are not read.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html">Route tables and AWS Site-to-Site VPN route
 *     priority</a>
 */
final class VpnNetworks {

    static final Set<ResourceKind> KINDS = Set.of(ResourceKind.VPN_GATEWAY, ResourceKind.VPN_CONNECTION);

    static final String GATEWAY = "vgw-";
    static final String FAR_END = "the network behind the VPN connection is not looked at";

    /** Where a network leads on to the internet is not known. */
    static final CidrSet PRIVATE = CidrSet.ANY.minus(Internet.PUBLIC);

    /** The shortest prefix of one network. */
    private static final int NETWORK = 8;

    private static final String AVAILABLE = "available";

    /** The states in which a VPN gateway takes no traffic. */
    private static final Set<String> NONE = Set.of("pending", "deleting", "deleted");

    private static final String IPV6 = "ipv6";

    private final Estate estate;
    private final Map<String, List<VpnConnection>> byGateway = new HashMap<>();

    private VpnNetworks(Estate estate) {
        this.estate = estate;
        for (Resource<VpnConnection> connection : estate.stored(VpnConnection.class)) {
            VpnConnection attributes = connection.attributes();
            if (estate.current(connection)
                    && AVAILABLE.equals(attributes.state())
                    && attributes.vpnGatewayId() != null) {
                byGateway
                        .computeIfAbsent(attributes.vpnGatewayId(), k -> new ArrayList<>())
                        .add(attributes);
            }
        }
    }

    static VpnNetworks of(Estate estate) {
        return estate.view(VpnNetworks.class, VpnNetworks::new);
    }

    /** Whether the VPC has a virtual private gateway, or may have one. */
    boolean mayHaveGateway(String vpcId) {
        return !estate.knows(ResourceKind.VPN_GATEWAY)
                || estate.stored(VpnGateway.class).stream()
                        .map(Resource::attributes)
                        .anyMatch(gateway -> !NONE.contains(String.valueOf(gateway.state()))
                                && gateway.vpcIds().contains(vpcId));
    }

    private static Stream<String> routed(VpnConnection connection) {
        return connection.staticRoutes().stream()
                .filter(route -> route.state() == null || AVAILABLE.equals(route.state()))
                .map(VpnStaticRoute::destination)
                .map(String::valueOf);
    }

    /** Whether the VPN connection is available and its tunnels carry packets from the subnet to every address of the range. */
    boolean carries(String connectionId, String subnet, @Nullable String range) {
        return estate.stored(VpnConnection.class, connectionId)
                .filter(connection -> estate.current(connection)
                        && AVAILABLE.equals(connection.attributes().state())
                        && takesFrom(connection.attributes(), subnet))
                .flatMap(connection -> Cidr.tryParse(range)
                        .filter(wanted -> customers(connection.attributes()).covers(CidrSet.of(wanted))))
                .isPresent();
    }

    /** The addresses at the customer's end that may use the tunnels, which carry one family. */
    private static CidrSet customers(VpnConnection connection) {
        boolean six = isIpv6(connection);
        return selected(six ? connection.localIpv6Cidr() : connection.localIpv4Cidr(), six);
    }

    /** Whether all of the subnet's addresses, of the family that they carry, may use the tunnels at Amazon's end. */
    private boolean takesFrom(VpnConnection connection, String subnet) {
        boolean six = isIpv6(connection);
        String selector = six ? connection.remoteIpv6Cidr() : connection.remoteIpv4Cidr();
        CidrSet own = Subnets.of(estate).addresses(subnet).only(six ? IpFamily.IPV6 : IpFamily.IPV4);
        return selector == null || (!own.isEmpty() && selected(selector, six).covers(own));
    }

    private static boolean isIpv6(VpnConnection connection) {
        return IPV6.equals(connection.tunnelInsideIpVersion());
    }

    private static CidrSet selected(@Nullable String selector, boolean six) {
        return selector == null
                ? CidrSet.ANY.only(six ? IpFamily.IPV6 : IpFamily.IPV4)
                : Addresses.of(selector, List.of());
    }

    /** As the owner of a shared VPC knows them, who alone sees the VPC's gateway and its connections. */
    static VpnNetworks of(Estate estate, String vpcId) {
        return of(SharedVpcs.of(estate).ownersOf(vpcId).orElse(estate));
    }

    /** The traffic of the subnet that a VPN gateway of the VPC hands to its connections, as far as the account is told; the peers are the destinations. */
    static Gate gate(Estate estate, String gateway, Routing routing, String vpcId, String subnet) {
        Optional<Estate> owners = SharedVpcs.of(estate).ownersOf(vpcId);
        Gate gate = of(estate, vpcId).behind(gateway, routing, vpcId, subnet);
        return owners.map(one -> new OwnersGates(one, gateway, ResourceKind.VPN_GATEWAY, vpcId).told(gate))
                .orElse(gate);
    }

    /** The cells that were not read, so that more networks may be known to be there. */
    Set<String> unread() {
        return Stream.concat(KINDS.stream(), Stream.of(ResourceKind.ROUTE_TABLE))
                .filter(kind -> !estate.knows(kind))
                .map(estate::missing)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Gate behind(String gateway, Routing routing, String vpcId, String subnet) {
        CidrSet known = routing.taken().stream()
                .filter(taken -> gateway.equals(taken.route().target()))
                .map(taken -> behind(taken, vpcId, subnet).intersect(PRIVATE.union(named(taken.route()))))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        String way = "a VPN connection of it, or Direct Connect, leads on";
        return new Gate(
                        gateway,
                        ResourceKind.VPN_GATEWAY,
                        new Admission(
                                Traffic.of(ServiceRange.ALL, known),
                                Traffic.ALL,
                                Admission.both(unread(), Set.of("where " + gateway + " leads to"))),
                        packet -> way,
                        packet -> way)
                .noting(FAR_END);
    }

    private CidrSet named(Route route) {
        return route.propagated()
                ? named(Stream.ofNullable(route.destination()))
                : named(connections(route).flatMap(VpnNetworks::routed));
    }

    private static CidrSet named(Stream<String> ranges) {
        return Addresses.of(ranges.filter(VpnNetworks::isNamed).toList());
    }

    /** Whether a range or a prefix list tells a network apart from the internet: a default route, or a half of one, does not. */
    static boolean isNamed(@Nullable String destination) {
        return destination != null
                && Cidr.tryParse(destination)
                        .map(range -> range.prefixLength() >= NETWORK)
                        .orElse(true);
    }

    private Stream<VpnConnection> connections(Route route) {
        return byGateway.getOrDefault(String.valueOf(route.target()), List.of()).stream();
    }

    /**
     * The addresses to which the route hands packets of the subnet by a VPN connection for certain, and whose own come straight from it: an
     * appliance may be in the way of what the gateway takes in by a route table.
     */
    CidrSet behind(Routing.Taken taken, String vpcId, String subnet) {
        Route route = taken.route();
        boolean isUsable = estate.stored(VpnGateway.class, String.valueOf(route.target()))
                .filter(one -> estate.current(one)
                        && AVAILABLE.equals(one.attributes().state())
                        && one.attributes().vpcIds().contains(vpcId))
                .isPresent();
        if (!isUsable || !Routing.isActive(route) || RouteTables.of(estate).mayRedirect(route.target())) {
            return CidrSet.EMPTY;
        }
        return connections(route)
                .filter(connection -> takesFrom(connection, subnet))
                .map(connection -> route.propagated()
                        ? customers(connection)
                        : customers(connection)
                                .intersect(Addresses.of(routed(connection).toList())))
                .reduce(CidrSet.EMPTY, CidrSet::union)
                .intersect(taken.destinations());
    }
}
