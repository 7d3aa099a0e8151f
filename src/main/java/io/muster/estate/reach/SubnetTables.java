package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which route table serves which subnet: the associated one, or else the main one of the very VPC. */
public final class SubnetTables {

    private static final String ACTIVE = "active";

    private final Map<String, List<Resource<RouteTable>>> bySubnet = new HashMap<>();
    private final Map<String, List<Resource<RouteTable>>> mainByVpc = new HashMap<>();
    private final Set<String> targets = new HashSet<>();

    private SubnetTables(Estate estate) {
        for (Resource<RouteTable> resource : estate.all(RouteTable.class)) {
            RouteTable table = resource.attributes();
            table.subnetIds().forEach(subnet -> add(bySubnet, subnet, resource));
            if (table.main() && table.vpcId() != null) {
                add(mainByVpc, table.vpcId(), resource);
            }
            table.routes().stream().map(Route::target).filter(Objects::nonNull).forEach(targets::add);
        }
    }

    private static void add(Map<String, List<Resource<RouteTable>>> tables, String id, Resource<RouteTable> resource) {
        tables.computeIfAbsent(id, k -> new ArrayList<>()).add(resource);
    }

    public static SubnetTables of(Estate estate) {
        return estate.view(SubnetTables.class, SubnetTables::new);
    }

    /** The tables of the subnet; more than one only while an association is being replaced. */
    public List<Resource<RouteTable>> of(@Nullable String subnetId, @Nullable String vpcId) {
        List<Resource<RouteTable>> own = bySubnet.getOrDefault(subnetId, List.of());
        return own.isEmpty() && vpcId != null ? mainByVpc.getOrDefault(vpcId, List.of()) : own;
    }

    /** Whether a table is associated with the subnet by name. */
    public boolean associates(String subnetId) {
        return bySubnet.containsKey(subnetId);
    }

    /** Whether a route of any table leads to the interface, instance or gateway. */
    public boolean leadsTo(String targetId) {
        return targets.contains(targetId);
    }

    /** The active routes of a table to an internet gateway. */
    public static List<Route> toInternetGateway(RouteTable table) {
        return table.routes().stream()
                .filter(route -> route.state() == null || ACTIVE.equals(route.state()))
                .filter(route -> route.target() != null
                        && ResourceKind.ofId(route.target())
                                .filter(kind -> kind == ResourceKind.INTERNET_GATEWAY)
                                .isPresent())
                .toList();
    }

    /** The destinations of routes together, with what prefix lists hold: two routes of half the addresses each are a default route. */
    public static CidrSet destinations(List<Route> routes, Estate estate) {
        return CidrSet.union(routes.stream()
                .flatMap(route -> destination(route, estate).stream())
                .toList());
    }

    /** Whether the destination of one of the routes cannot be told. */
    public static boolean untold(List<Route> routes, Estate estate) {
        return routes.stream().anyMatch(route -> destination(route, estate).isEmpty());
    }

    private static Optional<CidrSet> destination(Route route, Estate estate) {
        String destination = route.destination();
        return Routing.fromList(route)
                ? PrefixLists.of(estate).ranges(destination)
                : Cidr.tryParse(destination).map(CidrSet::of);
    }
}
