package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which network interfaces have a default route that leads out to the internet. */
public final class OutboundPaths {

    private static final String ACTIVE = "active";
    private static final String CORE_NETWORK = "arn:";

    private final Estate estate;
    private final SubnetTables tables;
    private final Map<Asked, Ways> ways = new ConcurrentHashMap<>();

    /** All that the routes of a table depend on: many interfaces ask the same. */
    private record Asked(String tableId, boolean publicIpv4, boolean publicIpv6) {}

    /**
     * What the routes of a table are to an interface.
     *
     * @param out whether those that can be read lead out to all of the internet
     * @param told whether each that leads out can be read, or is to a service of AWS, as by a gateway endpoint
     */
    private record Ways(boolean out, boolean told) {}

    private OutboundPaths(Estate estate) {
        this.estate = estate;
        tables = SubnetTables.of(estate);
    }

    public static OutboundPaths of(Estate estate) {
        return estate.view(OutboundPaths.class, OutboundPaths::new);
    }

    /** Whether the table of the interface's subnet, or else the main one of its VPC, has a default route out for it. */
    public boolean leadsOut(NetworkInterface from) {
        return ways(from).anyMatch(Ways::out);
    }

    /**
     * Whether a table of the interface's subnet is known, which AWS need not show of a VPC that another account shares, and the
     * destinations of all its routes out.
     */
    public boolean tells(NetworkInterface from) {
        List<Ways> known = ways(from).toList();
        return !known.isEmpty() && known.stream().allMatch(Ways::told);
    }

    private Stream<Ways> ways(NetworkInterface from) {
        return tables.of(from.subnetId(), from.vpcId()).stream().map(table -> ways(table, from));
    }

    private Ways ways(Resource<RouteTable> table, NetworkInterface from) {
        Asked asked = new Asked(
                table.resourceId(),
                !PublicAddresses.ipv4(from).isEmpty(),
                !PublicAddresses.ipv6(from, estate).isEmpty());
        return ways.computeIfAbsent(asked, by -> ways(table.attributes(), by));
    }

    /** By a union, as two routes of half the addresses each are a default route together. */
    private Ways ways(RouteTable table, Asked by) {
        List<Route> active = table.routes().stream()
                .filter(route -> route.state() == null || ACTIVE.equals(route.state()))
                .toList();
        Map<IpFamily, List<Route>> out = new EnumMap<>(IpFamily.class);
        for (IpFamily family : IpFamily.values()) {
            out.put(
                    family,
                    active.stream().filter(route -> leadsOut(route, family, by)).toList());
        }
        return new Ways(
                out.entrySet().stream().anyMatch(one -> leadsToAll(one.getKey(), one.getValue())),
                out.values().stream().flatMap(List::stream).allMatch(this::tells));
    }

    private boolean tells(Route route) {
        return !SubnetTables.untold(List.of(route), estate)
                || (route.destination() != null && PrefixLists.of(estate).isOfAws(route.destination()));
    }

    private boolean leadsToAll(IpFamily family, List<Route> routes) {
        return Internet.isEverything(SubnetTables.destinations(routes, estate).only(family));
    }

    private static boolean leadsOut(Route route, IpFamily family, Asked by) {
        if (Routing.leadsTo(route, CORE_NETWORK)) {
            return true;
        }
        return targetKind(route)
                .filter(kind -> switch (kind) {
                    case INTERNET_GATEWAY -> family == IpFamily.IPV4 ? by.publicIpv4() : by.publicIpv6();
                    case NAT_GATEWAY -> family == IpFamily.IPV4;
                    case EGRESS_ONLY_INTERNET_GATEWAY -> family == IpFamily.IPV6;
                    // a NAT instance or appliance, or a network whose own way out is not looked at
                    case INSTANCE, NETWORK_INTERFACE, VPC_ENDPOINT, TRANSIT_GATEWAY, VPN_GATEWAY, CARRIER_GATEWAY ->
                        true;
                    default -> false;
                })
                .isPresent();
    }

    private static Optional<ResourceKind> targetKind(Route route) {
        return Optional.ofNullable(route.targetKind())
                .or(() -> Optional.ofNullable(route.target()).flatMap(ResourceKind::ofId));
    }
}
