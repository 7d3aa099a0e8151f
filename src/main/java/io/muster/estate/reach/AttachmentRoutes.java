package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.RouteTable;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * The routes of what a transit gateway hands to its interfaces in a VPC, by the tables of the subnets that these are in.
 *
 * @param source the subnet that the packets come from; null where they come from a network that is no VPC
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments</a>: the subnets of the
 *     attachment need routes to the destination
 */
record AttachmentRoutes(
        Estate estate, String gateway, @Nullable String source) {

    /** The gates of tables that lead packets for some of the addresses, which are in the subnet, elsewhere than straight there. */
    List<Gate> astray(String vpc, String subnet, CidrSet addresses) {
        AttachmentSubnets.Passed passed = new AttachmentSubnets(estate, gateway, source).passed(vpc, subnet);
        return passed.subnets().stream()
                .filter(entry -> !entry.equals(subnet))
                .flatMap(entry -> astray(entry, vpc, addresses, passed.told()).stream())
                .toList();
    }

    private Optional<Gate> astray(String entry, String vpc, CidrSet addresses, boolean told) {
        return RouteTables.of(estate)
                .serving(entry, vpc)
                .table()
                .filter(table -> routing(table).taken().stream()
                        .anyMatch(taken -> !Routing.isLocal(taken.route())
                                && taken.destinations().intersects(addresses)))
                .map(table -> astray(table, addresses, told));
    }

    private Gate astray(Resource<RouteTable> table, CidrSet addresses, boolean told) {
        Traffic handedOn = routing(table)
                .towards(route -> !new Appliances(estate).drop(route, addresses))
                .possible();
        String where = "the subnet in which " + gateway + " hands it on";
        return told && !handedOn.peers().intersects(addresses)
                ? Gate.closed(table.resourceId(), ResourceKind.ROUTE_TABLE, "a blackhole in the table of " + where)
                : Gate.unknown(
                        table.resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        "where " + table.resourceId() + " leads to from " + where);
    }

    private Routing routing(Resource<RouteTable> table) {
        return RouteTables.of(estate).routing(table);
    }
}
