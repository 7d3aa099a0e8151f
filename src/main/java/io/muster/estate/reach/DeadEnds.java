package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Optional;

/**
 * The addresses for which the subnets of a transit gateway's attachment lead packets of other VPCs nowhere: no route is there, or its target takes
 * packets of its own VPC alone, or none that are for others.
 *
 * @param teller  the estate of the owner of the attachment's VPC
 * @param entered the subnets by which packets come into the VPC
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway endpoints, Considerations</a>: resources at the
 *     other end of a transit gateway cannot use one
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation codes</a>:
 *     GATEWAY_REJECTS_SPOOFED_TRAFFIC, PCX_REQUIRES_ADDRESS_IN_VPC_CIDR
 */
record DeadEnds(Estate teller, String vpc, List<String> entered) {

    private static final List<String> OF_THE_VPC_ALONE = List.of("igw-", EgressOnlyGateways.TARGET, HostPair.PEERING);

    /** Empty where there are none, and where a table was not read. */
    Optional<FarVpc.Way> way() {
        List<Optional<Resource<RouteTable>>> tables = entered.stream()
                .map(subnet -> RouteTables.of(teller).serving(subnet, vpc).table())
                .toList();
        CidrSet nowhere = tables.stream()
                .map(table -> table.map(this::nowhere).orElse(CidrSet.EMPTY))
                .reduce(CidrSet::intersect)
                .orElse(CidrSet.EMPTY);
        return nowhere.isEmpty()
                ? Optional.empty()
                : tables.get(0).map(table -> new FarVpc.Way(nowhere, List.of(gate(table))));
    }

    private CidrSet nowhere(Resource<RouteTable> table) {
        Admission led = routing(table).mayTake(route -> !isDeadEnd(route));
        return CidrSet.ANY.minus(led.possible().peers());
    }

    private boolean isDeadEnd(Route route) {
        return isDropped(route)
                || OF_THE_VPC_ALONE.stream().anyMatch(target -> Routing.leadsTo(route, target))
                || new GatewayEndpoints(teller).leadsToService(String.valueOf(route.target()), vpc);
    }

    /** By an interface that passes nothing on. */
    private boolean isDropped(Route route) {
        return Routing.leadsTo(route, "eni-") && new Appliances(teller).drop(route, CidrSet.ANY);
    }

    private Gate gate(Resource<RouteTable> table) {
        return new Gate(
                table.resourceId(),
                ResourceKind.ROUTE_TABLE,
                Admission.NOTHING,
                packet -> about(table, packet),
                packet -> about(table, packet));
    }

    private String about(Resource<RouteTable> table, Packet packet) {
        Routing routing = routing(table);
        if (routing.unread().findAny().isPresent()) {
            return "no route leads it on";
        }
        return routing.about(packet.peer())
                + routing.towards(packet.peer())
                        .filter(Routing::isActive)
                        .map(route -> isDropped(route)
                                ? ", whose source/destination check drops it"
                                : ", which takes packets of " + vpc + " alone")
                        .orElse("");
    }

    private Routing routing(Resource<RouteTable> table) {
        return RouteTables.of(teller).routing(table);
    }
}
