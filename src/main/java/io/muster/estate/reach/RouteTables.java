package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which route table serves a subnet or a gateway: the one that is associated with it, else the main one of the same VPC. */
final class RouteTables {

    /** A table, or why it is not known which one serves. */
    record Serving(Optional<Resource<RouteTable>> table, String doubt) {}

    private static final String UNSEEN = "which route table serves ";

    private final Estate estate;
    private final Map<String, List<Resource<RouteTable>>> bySubnet = new HashMap<>();
    private final Map<String, List<Resource<RouteTable>>> byGateway = new HashMap<>();
    private final Map<String, List<Resource<RouteTable>>> mainByVpc = new HashMap<>();
    private final Map<String, Set<String>> targetsByVpc = new HashMap<>();
    private final Map<String, Set<String>> vpcsByTarget = new HashMap<>();
    private final Map<String, Routing> routings = new ConcurrentHashMap<>();

    private RouteTables(Estate estate) {
        this.estate = estate;
        for (Resource<RouteTable> table : estate.stored(RouteTable.class)) {
            if (estate.current(table)) {
                RouteTable attributes = table.attributes();
                attributes.subnetIds().forEach(subnet -> add(bySubnet, subnet, table));
                attributes.gatewayIds().forEach(gateway -> add(byGateway, gateway, table));
                if (attributes.main() && attributes.vpcId() != null) {
                    add(mainByVpc, attributes.vpcId(), table);
                }
                targetsByVpc
                        .computeIfAbsent(String.valueOf(attributes.vpcId()), k -> new HashSet<>())
                        .addAll(attributes.routes().stream()
                                .filter(Routing::isActive)
                                .map(Route::target)
                                .toList());
            }
        }
        targetsByVpc.forEach((vpc, targets) -> {
            if (!vpc.equals(InternetGateways.UNTOLD)) {
                targets.forEach(target -> vpcsByTarget
                        .computeIfAbsent(target, k -> new HashSet<>())
                        .add(vpc));
            }
        });
    }

    private static void add(Map<String, List<Resource<RouteTable>>> tables, String id, Resource<RouteTable> table) {
        tables.computeIfAbsent(id, k -> new ArrayList<>()).add(table);
    }

    static RouteTables of(Estate estate) {
        return estate.view(RouteTables.class, RouteTables::new);
    }

    /** As it is shown, else as the owner of a shared VPC tells it. */
    Serving serving(String subnetId, String vpcId) {
        Serving shown = shown(subnetId, vpcId);
        return shown.table().isPresent()
                ? shown
                : SharedVpcs.of(estate)
                        .ownersOf(vpcId)
                        .map(owners -> ofOwner(owners, subnetId, vpcId))
                        .orElse(shown);
    }

    /** A subnet that the owner has not listed may have a table of its own. */
    private static Serving ofOwner(Estate owners, String subnetId, String vpcId) {
        return Subnets.of(owners).find(subnetId).isEmpty()
                ? new Serving(
                        Optional.empty(),
                        owners.lists(ResourceKind.SUBNET) ? UNSEEN + subnetId : owners.missing(ResourceKind.SUBNET))
                : of(owners).serving(subnetId, vpcId);
    }

    private Serving shown(String subnetId, String vpcId) {
        List<Resource<RouteTable>> own = bySubnet.getOrDefault(subnetId, List.of());
        if (own.isEmpty() && !estate.knows(ResourceKind.ROUTE_TABLE)) {
            return new Serving(Optional.empty(), estate.missing(ResourceKind.ROUTE_TABLE));
        }
        List<Resource<RouteTable>> tables = own.isEmpty() ? mainByVpc.getOrDefault(vpcId, List.of()) : own;
        return tables.size() == 1
                ? new Serving(Optional.of(tables.get(0)), "")
                : new Serving(Optional.empty(), UNSEEN + subnetId);
    }

    /** The table that an internet gateway or virtual private gateway sends what comes in by, where there is one. */
    Optional<Resource<RouteTable>> ofGateway(String gatewayId) {
        return byGateway.getOrDefault(gatewayId, List.of()).stream().findFirst();
    }

    /** Whether the gateway sends some of what comes in by it elsewhere than straight to the VPC, or may. */
    boolean mayRedirect(String gatewayId) {
        return ofGateway(gatewayId)
                .map(table -> routing(table).routes().anyMatch(route -> !Routing.isLocal(route)))
                .orElseGet(() -> !estate.knows(ResourceKind.ROUTE_TABLE));
    }

    /** Whether an active route of some table of the VPC names the target. */
    boolean lead(String vpcId, String target) {
        return targetsByVpc.getOrDefault(vpcId, Set.of()).contains(target);
    }

    /** The VPCs of which an active route of some table names the target. */
    Set<String> leading(String target) {
        return vpcsByTarget.getOrDefault(target, Set.of());
    }

    Routing routing(Resource<RouteTable> table) {
        return routings.computeIfAbsent(
                table.resourceId(), k -> Routing.of(table.attributes(), PrefixLists.of(estate)));
    }
}
