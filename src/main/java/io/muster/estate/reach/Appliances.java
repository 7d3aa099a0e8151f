package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.Optional;

/**
 * The appliances that routes lead to: an interface, or an endpoint of a Gateway Load Balancer. A gateway endpoint has the prefix list of
 * one of AWS's services as its destination; a list of a customer leads to no such endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html">Example routing options</a>
 */
record Appliances(Estate estate) {

    /** The doubt where they stand in the way of one direction alone. */
    static final String ONE_DIRECTION = "whether an appliance lets one direction of it pass";

    boolean areTargetOf(Route route) {
        return Routing.leadsTo(route, "eni-")
                || Routing.leadsTo(route, "i-")
                || (Routing.leadsTo(route, GatewayEndpoints.ENDPOINT)
                        && route.destination() != null
                        && !Routing.isOfService(route, PrefixLists.of(estate)));
    }

    /** A doubt where the table of the subnet may hand packets for some of the destinations to one. */
    Optional<Gate> between(String subnet, String vpc, CidrSet destinations, String whose) {
        return RouteTables.of(estate)
                .serving(subnet, vpc)
                .table()
                .filter(table -> mayTake(table, destinations))
                .map(table -> Gate.unknown(
                        table.resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        "whether an appliance lets traffic of " + whose + " pass"));
    }

    /** Whether the table may hand packets for some of the destinations to one. */
    boolean mayTake(Resource<RouteTable> table, CidrSet destinations) {
        return RouteTables.of(estate)
                .routing(table)
                .towards(this::areTargetOf)
                .possible()
                .peers()
                .intersects(destinations);
    }
}
