package io.muster.estate.reach;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import io.muster.inventory.kind.VpnConnection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parts of the transit gateway tgw-1, in one line each. */
public final class TransitParts {

    private TransitParts() {}

    /** The VPN connection vpn-1. */
    public static Estates.Made<?> vpn(String state, Object... more) {
        List<Object> parts = new ArrayList<>(List.of("state", state, "transitGatewayId", "tgw-1"));
        parts.addAll(Arrays.asList(more));
        return Made.of("vpn-1", Parts.of(VpnConnection.class, parts.toArray()));
    }

    public static Estates.Made<?> attachment(String id, String type, String attached, String table, Object... more) {
        List<Object> parts = new ArrayList<>(List.of(
                "state", "available",
                "transitGatewayId", "tgw-1",
                "attachedType", type,
                "attachedId", attached,
                "routeTableId", table));
        parts.addAll(Arrays.asList(more));
        return Made.of(id, Parts.of(TransitGatewayAttachment.class, parts.toArray()));
    }

    /** Routes as a destination and a VPC or an attachment; a blackhole without one. */
    public static Estates.Made<?> routes(String table, String type, String[]... routes) {
        return table(
                table,
                "tgw-1",
                null,
                Arrays.stream(routes)
                        .map(one -> new TransitGatewayRoute(
                                one[0], null, one[1].isEmpty() ? "blackhole" : "active", type, targets(one[1])))
                        .toList());
    }

    /** @param associations null where they were not told */
    static Estates.Made<?> table(
            String id,
            String gateway,
            @Nullable List<TransitGatewayAssociation> associations,
            List<TransitGatewayRoute> routes) {
        return Made.of(
                id,
                Parts.of(
                        TransitGatewayRouteTable.class,
                        "state",
                        "available",
                        "transitGatewayId",
                        gateway,
                        "associations",
                        associations,
                        "routes",
                        routes));
    }

    /** A table without routes at that time. */
    static Estates.Made<?> readAt(String id, Instant time) {
        return Made.of(
                id,
                Parts.of(
                        TransitGatewayRouteTable.class,
                        "state",
                        "available",
                        "transitGatewayId",
                        "tgw-1",
                        "associations",
                        null,
                        "routes",
                        List.of(),
                        "routesCheckedAt",
                        time));
    }

    private static List<TransitGatewayRouteTarget> targets(String target) {
        if (target.isEmpty()) {
            return List.of();
        }
        return List.of(
                target.startsWith("vpc-")
                        ? new TransitGatewayRouteTarget("tgw-attach-of-" + target, "vpc", target)
                        : new TransitGatewayRouteTarget(target, "vpn", "vpn-1(52.0.0.9)"));
    }
}
