package io.muster.estate.reach;

import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import java.util.List;
import java.util.stream.Stream;

/**
 * The routes of a transit gateway's table in their order among those of one prefix: static ones, those of prefix lists, then
 * propagated ones by the type of the attachment that they come from.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">How transit gateways work, Route evaluation
 *     order</a>
 */
final class TransitRanking {

    private static final String PROPAGATED = "propagated";
    private static final String VPC = "vpc-";

    /** The types of attachments whose place AWS documents, the first before the others. */
    private static final List<List<String>> TYPES = List.of(
            List.of(TransitGateways.VPC),
            List.of("direct-connect-gateway"),
            List.of("connect"),
            List.of("vpn"),
            List.of("peering", "tgw-peering"));

    private TransitRanking() {}

    /** A route each to the VPCs that are attached, and to the attachments of other networks; the state is the route's. */
    static List<Routing.Ranked> of(List<TransitGatewayRoute> routes) {
        boolean isDocumented =
                routes.stream().filter(TransitRanking::isPropagated).allMatch(one -> place(one) >= 0);
        return routes.stream().flatMap(route -> ranked(route, isDocumented)).toList();
    }

    /** Where the place of one propagated route is not documented, it may win over each of the others. */
    private static Stream<Routing.Ranked> ranked(TransitGatewayRoute route, boolean isDocumented) {
        int origin = isPropagated(route)
                ? Routing.Ranked.PROPAGATED + (isDocumented ? place(route) : 0)
                : route.prefixListId() == null ? Routing.Ranked.STATIC : Routing.Ranked.PREFIX_LIST;
        return targets(route)
                .map(target -> new Routing.Ranked(
                        new Route(route.destination(), target, null, route.state(), isPropagated(route), null, null),
                        origin));
    }

    private static boolean isPropagated(TransitGatewayRoute route) {
        return PROPAGATED.equals(route.type());
    }

    /** The place of the type of its attachments among {@link #TYPES}; negative where that has none. */
    private static int place(TransitGatewayRoute route) {
        List<String> types = route.targets().stream()
                .map(TransitGatewayRouteTarget::attachedType)
                .map(String::valueOf)
                .distinct()
                .toList();
        for (int place = 0; place < TYPES.size(); place++) {
            if (!types.isEmpty() && TYPES.get(place).containsAll(types)) {
                return place;
            }
        }
        return -1;
    }

    private static Stream<String> targets(TransitGatewayRoute route) {
        return route.targets().isEmpty()
                ? Stream.of("nothing")
                : route.targets().stream()
                        .map(target -> String.valueOf(isVpc(target) ? target.attachedId() : target.attachmentId()));
    }

    private static boolean isVpc(TransitGatewayRouteTarget target) {
        return TransitGateways.VPC.equals(target.attachedType())
                || String.valueOf(target.attachedId()).startsWith(VPC);
    }
}
