package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnGateway;
import io.muster.inventory.kind.VpnStaticRoute;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The networks behind virtual private gateways that a Site-to-Site VPN connection leads to: its static routes, or what the gateway
 * propagates. Direct Connect and the device at the other end are not read.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html">Route tables and AWS Site-to-Site VPN route
 *     priority</a>
 */
final class VpnNetworks {

    static final Set<ResourceKind> KINDS = Set.of(ResourceKind.VPN_GATEWAY, ResourceKind.VPN_CONNECTION);

    private static final String AVAILABLE = "available";

    private final Estate estate;
    private final Map<String, CidrSet> byGateway = new HashMap<>();

    private VpnNetworks(Estate estate) {
        this.estate = estate;
        for (Resource<VpnConnection> connection : estate.stored(VpnConnection.class)) {
            VpnConnection attributes = connection.attributes();
            if (estate.current(connection)
                    && AVAILABLE.equals(attributes.state())
                    && attributes.vpnGatewayId() != null) {
                CidrSet routed = Addresses.of(attributes.staticRoutes().stream()
                        .filter(route -> route.state() == null || AVAILABLE.equals(route.state()))
                        .map(VpnStaticRoute::destination)
                        .map(String::valueOf)
                        .toList());
                byGateway.merge(attributes.vpnGatewayId(), routed, CidrSet::union);
            }
        }
    }

    static VpnNetworks of(Estate estate) {
        return estate.view(VpnNetworks.class, VpnNetworks::new);
    }

    /** The addresses whose packets the route hands to a VPN connection for certain. */
    CidrSet behind(Routing.Taken taken, String vpcId) {
        Route route = taken.route();
        CidrSet routed = byGateway.get(String.valueOf(route.target()));
        Optional<Resource<VpnGateway>> gateway = routed == null
                ? Optional.empty()
                : estate.stored(VpnGateway.class, route.target())
                        .filter(one -> estate.current(one)
                                && AVAILABLE.equals(one.attributes().state())
                                && one.attributes().vpcIds().contains(vpcId));
        if (gateway.isEmpty() || !Routing.isActive(route)) {
            return CidrSet.EMPTY;
        }
        return route.propagated() ? taken.destinations() : taken.destinations().intersect(routed);
    }
}
