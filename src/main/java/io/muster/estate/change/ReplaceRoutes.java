package io.muster.estate.change;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All routes of a table that people made are replaced by others; propagated ones stay, those of gateway endpoints, which come and go with the
 * endpoint, and local ones to which another target is not given.
 */
public record ReplaceRoutes(String routeTableId, List<Route> routes) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROUTE_TABLE);
    }

    @Override
    public void make(Edits edits) {
        edits.change(edits.one(RouteTable.class, "routeTableId", routeTableId), table -> {
            List<Route> all = new ArrayList<>(table.routes().stream()
                    .filter(known -> known.propagated() || staysLocal(known) || isOfGatewayEndpoint(known))
                    .toList());
            for (Route route : routes) {
                all.add(table.routes().stream()
                        .filter(known -> PutRoute.leadsTo(known, String.valueOf(route.destination()))
                                && String.valueOf(route.target()).equals(known.target()))
                        .findFirst()
                        .orElse(route));
            }
            return PutRoute.with(table, all);
        });
    }

    private boolean staysLocal(Route known) {
        return PutRoute.isLocal(known)
                && routes.stream().noneMatch(route -> PutRoute.leadsTo(known, String.valueOf(route.destination())));
    }

    private static boolean isOfGatewayEndpoint(Route route) {
        return String.valueOf(route.destination()).startsWith("pl-")
                && String.valueOf(route.target()).startsWith("vpce-");
    }
}
