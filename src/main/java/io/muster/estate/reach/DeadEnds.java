package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.Packet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Optional;

/**
 * The addresses for which the subnets of a transit gateway's attachment lead packets of other VPCs nowhere: no route is there, or its target takes
 * packets of its own VPC alone, or none that are for others, or it is a NAT gateway that leads to the internet alone.
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
        Routing routing = routing(table);
        CidrSet led = routing.mayTake(route -> !isDeadEnd(route) && !isNat(route))
                .possible()
                .peers();
        List<String> gateways = routing.routes()
                .filter(DeadEnds::isNat)
                .map(Route::target)
                .distinct()
                .toList();
        for (String gateway : gateways) {
            led = led.union(routing.mayTake(route -> gateway.equals(route.target()))
                    .possible()
                    .peers()
                    .minus(dropped(gateway)));
        }
        return CidrSet.ANY.minus(led);
    }

    private static boolean isNat(Route route) {
        return Routing.leadsTo(route, NatGateways.NAT);
    }

    /** By a NAT gateway that leads to the internet alone, what is for no public address; none where it is not known where it leads. */
    private CidrSet dropped(String gateway) {
        return NatNode.of(teller, gateway)
                .filter(node -> vpc.equals(node.gateway().vpcId()))
                .flatMap(node -> RouteTables.of(teller)
                        .serving(String.valueOf(node.gateway().subnetId()), vpc)
                        .table())
                .map(table -> routing(table)
                        .mayTake(route -> !Routing.leadsTo(route, "igw-") && !isDropped(route))
                        .possible()
                        .peers())
                .map(inside ->
                        CidrSet.ANY.only(IpFamily.IPV4).minus(Internet.PUBLIC).minus(inside))
                .orElse(CidrSet.EMPTY);
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
                        .map(this::dropping)
                        .orElse("");
    }

    private String dropping(Route route) {
        if (isDropped(route)) {
            return ", whose source/destination check drops it";
        }
        return isNat(route) ? ", which leads to public addresses alone" : ", which takes packets of " + vpc + " alone";
    }

    private Routing routing(Resource<RouteTable> table) {
        return RouteTables.of(teller).routing(table);
    }
}
