package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The interfaces that route tables of public IPv4 pools send addresses of these to, whose own addresses they are not. Which these are is not read: what
 * such a pool holds, and whether it is advertised.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html">AssociateRouteTable, PublicIpv4Pool</a>
 */
final class PoolRoutes {

    private final Map<String, String> tablesByInterface = new HashMap<>();

    private PoolRoutes(Estate estate) {
        for (Resource<RouteTable> table : estate.stored(RouteTable.class)) {
            RouteTable attributes = table.attributes();
            if (attributes.publicIpv4Pools() != null
                    && !attributes.publicIpv4Pools().isEmpty()) {
                attributes.routes().stream()
                        .filter(Routing::isActive)
                        .map(Route::target)
                        .filter(target -> target != null)
                        .forEach(target -> tablesByInterface.put(target, table.resourceId()));
            }
        }
    }

    private static PoolRoutes of(Estate estate) {
        return estate.view(PoolRoutes.class, PoolRoutes::new);
    }

    /** Why the interface may have further addresses that the internet could name. */
    static Optional<String> doubt(Estate estate, Resource<NetworkInterface> eni) {
        return Optional.ofNullable(of(estate).tablesByInterface.get(eni.resourceId()))
                .map(table -> "which addresses of a public pool " + table + " sends to " + eni.resourceId());
    }
}
