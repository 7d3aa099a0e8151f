package io.muster.estate.reach;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnGateway;
import io.muster.inventory.kind.VpnStaticRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The parts of the virtual private gateway vgw-1. */
final class VpnParts {

    private VpnParts() {}

    static Estates.Made<VpnGateway> gateway(String vpc) {
        return Made.of("vgw-1", Parts.of(VpnGateway.class, "state", "available", "vpcIds", List.of(vpc)));
    }

    /** The connection vpn-1. */
    static Estates.Made<VpnConnection> connection(String state, Object... more) {
        List<Object> parts = new ArrayList<>(List.of("state", state, "vpnGatewayId", "vgw-1"));
        parts.addAll(Arrays.asList(more));
        return Made.of("vpn-1", Parts.of(VpnConnection.class, parts.toArray()));
    }

    static Estates.Made<VpnConnection> routing(String... ranges) {
        return connection(
                "available",
                "staticRoutes",
                Stream.of(ranges)
                        .map(range -> new VpnStaticRoute(range, "available"))
                        .toList());
    }
}
