package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnGateway;
import io.muster.inventory.kind.VpnStaticRoute;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<String, CidrSet> byGateway = new HashMap<>();
    private final Map<String, CidrSet> named = new HashMap<>();

    private VpnNetworks(Estate estate) {
        this.estate = estate;
        for (Resource<VpnConnection> connection : estate.stored(VpnConnection.class)) {
            VpnConnection attributes = connection.attributes();
            if (estate.current(connection)
                    && AVAILABLE.equals(attributes.state())
                    && attributes.vpnGatewayId() != null) {
                List<String> routed = attributes.staticRoutes().stream()
                        .filter(route -> route.state() == null || AVAILABLE.equals(route.state()))
                        .map(VpnStaticRoute::destination)
                        .map(String::valueOf)
                        .toList();
                byGateway.merge(attributes.vpnGatewayId(), Addresses.of(routed), CidrSet::union);
                named.merge(attributes.vpnGatewayId(), named(routed.stream()), CidrSet::union);
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

    /** Whether the VPN connection is available and its tunnels carry packets to every address of the range. */
    boolean carries(String connectionId, @Nullable String range) {
        return estate.stored(VpnConnection.class, connectionId)
                .filter(connection -> estate.current(connection)
                        && AVAILABLE.equals(connection.attributes().state()))
                .flatMap(connection -> Cidr.tryParse(range)
                        .filter(wanted -> customers(connection.attributes()).covers(CidrSet.of(wanted))))
                .isPresent();
    }

    /** The addresses at the customer's end that may use the tunnels, which carry one family. */
    private static CidrSet customers(VpnConnection connection) {
        boolean six = IPV6.equals(connection.tunnelInsideIpVersion());
        String selector = six ? connection.localIpv6Cidr() : connection.localIpv4Cidr();
        return selector == null
                ? CidrSet.ANY.only(six ? IpFamily.IPV6 : IpFamily.IPV4)
                : Addresses.of(selector, List.of());
    }

    /** The traffic that a VPN gateway of the VPC hands to its connections; the peers are the destinations. */
    Gate behind(String gateway, Routing routing, String vpcId) {
        CidrSet known = routing.taken().stream()
                .filter(taken -> gateway.equals(taken.route().target()))
                .map(taken -> behind(taken, vpcId).intersect(PRIVATE.union(named(taken.route()))))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        String way = "a VPN connection of it, or Direct Connect, leads on";
        return new Gate(
                        gateway,
                        ResourceKind.VPN_GATEWAY,
                        Admission.between(
                                Traffic.of(ServiceRange.ALL, known), Traffic.ALL, "where " + gateway + " leads to"),
                        packet -> way,
                        packet -> way)
                .noting(FAR_END);
    }

    private CidrSet named(Route route) {
        return route.propagated()
                ? named(Stream.ofNullable(route.destination()))
                : named.getOrDefault(String.valueOf(route.target()), CidrSet.EMPTY);
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

    /**
     * The addresses whose packets the route hands to a VPN connection for certain, and whose own come straight from it: an appliance may
     * be in the way of what the gateway takes in by a route table.
     */
    CidrSet behind(Routing.Taken taken, String vpcId) {
        Route route = taken.route();
        CidrSet routed = byGateway.get(String.valueOf(route.target()));
        Optional<Resource<VpnGateway>> gateway = routed == null
                ? Optional.empty()
                : estate.stored(VpnGateway.class, route.target())
                        .filter(one -> estate.current(one)
                                && AVAILABLE.equals(one.attributes().state())
                                && one.attributes().vpcIds().contains(vpcId));
        if (gateway.isEmpty()
                || !Routing.isActive(route)
                || RouteTables.of(estate).mayRedirect(gateway.get().resourceId())) {
            return CidrSet.EMPTY;
        }
        return route.propagated() ? taken.destinations() : taken.destinations().intersect(routed);
    }
}
