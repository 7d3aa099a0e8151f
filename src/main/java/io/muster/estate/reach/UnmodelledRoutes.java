package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of VPCs to others of the estate by core networks, local gateways and appliances, whose own ways are not modelled. */
final class UnmodelledRoutes {

    private final Estate estate;
    private final Map<String, CidrSet> addresses = new HashMap<>();

    UnmodelledRoutes(Estate estate) {
        this.estate = estate;
        estate.stored(Subnet.class)
                .forEach(subnet -> addresses.merge(
                        subnet.attributes().vpcId(),
                        Subnets.of(estate).addresses(subnet.resourceId()),
                        CidrSet::union));
    }

    /** What is not known of the routes of these VPCs: where each target leads to that may have another VPC behind it. */
    Set<String> between(Predicate<String> vpcs) {
        return estate.stored(RouteTable.class).stream()
                .filter(table -> vpcs.test(table.attributes().vpcId()))
                .flatMap(this::targets)
                .map(target -> "where " + target + " leads to")
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> targets(Resource<RouteTable> table) {
        Routing routing = RouteTables.of(estate).routing(table);
        return routing.routes()
                .filter(route -> isUnmodelled(estate, route))
                .map(Route::target)
                .distinct()
                .filter(target -> leadsElsewhere(
                        table.attributes().vpcId(),
                        routing.towards(route -> target.equals(route.target()))
                                .possible()
                                .peers()));
    }

    private boolean leadsElsewhere(String vpcId, CidrSet destinations) {
        return addresses.entrySet().stream()
                .anyMatch(other -> !Objects.equals(other.getKey(), vpcId)
                        && other.getValue().intersects(destinations));
    }

    /**
     * Whether the route leads to a core network, a local gateway, a virtual private gateway or an appliance: where these lead to is not
     * modelled. A network behind a VPN connection may send on what is for another VPC.
     *
     * @see <a href="https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html">VPN CloudHub</a>
     */
    static boolean isUnmodelled(Estate estate, Route route) {
        return isUnmodelled(estate, route, CidrSet.ANY);
    }

    static boolean isUnmodelled(Estate estate, Route route, CidrSet destinations) {
        return Routing.leadsTo(route, "arn:")
                || Routing.leadsTo(route, "lgw-")
                || Routing.leadsTo(route, VpnNetworks.GATEWAY)
                || new Appliances(estate).areTargetOf(route, destinations);
    }
}
