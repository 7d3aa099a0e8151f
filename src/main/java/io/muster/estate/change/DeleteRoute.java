package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.platform.Nearest;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A route is deleted. */
public record DeleteRoute(String routeTableId, String destination) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROUTE_TABLE);
    }

    @Override
    public void make(Edits edits) {
        Resource<RouteTable> table = edits.one(RouteTable.class, "routeTableId", routeTableId);
        List<Route> routes = table.attributes().routes();
        List<Route> left = routes.stream()
                .filter(known -> !PutRoute.leadsTo(known, destination) || known.propagated() || PutRoute.isLocal(known))
                .toList();
        if (left.size() == routes.size()) {
            throw new Refused(
                    "destination",
                    "none of the " + routes.size() + " routes of " + routeTableId
                            + " can be deleted by that destination"
                            + Nearest.suggestion(
                                    destination,
                                    routes.stream()
                                            .filter(known -> !PutRoute.isLocal(known))
                                            .map(Route::destination)
                                            .filter(Objects::nonNull)
                                            .toList()));
        }
        edits.change(table, known -> PutRoute.with(known, left));
    }
}
