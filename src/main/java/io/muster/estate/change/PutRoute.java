package io.muster.estate.change;

import io.muster.estate.traffic.Cidr;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route is made, or replaces that to the same destination.
 *
 * @param destination a range, or the id of a prefix list
 * @param target      the id of a gateway, interface, peering connection or another target
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html">EC2 API Reference,
 *     ReplaceRoute</a>
 */
public record PutRoute(String routeTableId, String destination, String target) implements Change {

    private static final Set<ResourceKind> KINDS = Stream.concat(
                    Stream.of(ResourceKind.ROUTE_TABLE, ResourceKind.PREFIX_LIST), RouteTargets.LISTED.stream())
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public Set<ResourceKind> kinds() {
        return KINDS;
    }

    @Override
    public void make(Edits edits) {
        Resource<RouteTable> table = edits.one(RouteTable.class, "routeTableId", routeTableId);
        boolean local =
                table.attributes().routes().stream().anyMatch(known -> leadsTo(known, destination) && isLocal(known));
        if (local && !RouteTargets.mayReplaceLocal(target)) {
            throw new Refused(
                    "destination",
                    "the local route to " + destination
                            + " is AWS's own, and leads to a network interface, a NAT gateway or an endpoint of a Gateway Load Balancer at most");
        }
        if (destination.startsWith(ResourceKind.PREFIX_LIST.idPrefix())) {
            edits.one(PrefixList.class, "destination", destination);
        }
        String to = RouteTargets.named(edits, target);
        edits.change(table, known -> with(known, replaced(known, to)));
    }

    private List<Route> replaced(RouteTable table, String to) {
        // a route that virtual gateways propagate stays beside one that is made by hand, which goes before it
        List<Route> routes = new ArrayList<>(table.routes().stream()
                .filter(known -> known.propagated() || !leadsTo(known, destination))
                .toList());
        routes.add(route(destination, to));
        return routes;
    }

    /** An active route, as people make one. */
    public static Route route(String destination, String target) {
        return new Route(
                destination, target, ResourceKind.ofId(target).orElse(null), "active", false, "CreateRoute", null);
    }

    static boolean isLocal(Route route) {
        return "local".equals(route.target());
    }

    static boolean leadsTo(Route route, String destination) {
        return Objects.equals(route.destination(), destination)
                || Cidr.tryParse(destination)
                        .filter(range -> Cidr.tryParse(route.destination()).equals(Optional.of(range)))
                        .isPresent();
    }

    static RouteTable with(RouteTable table, List<Route> routes) {
        return new RouteTable(
                table.vpcId(),
                table.main(),
                table.subnetIds(),
                table.gatewayIds(),
                routes.stream().sorted(Route.ORDER).toList(),
                table.ownerId(),
                table.publicIpv4Pools());
    }
}
