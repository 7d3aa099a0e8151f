package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import jakarta.annotation.Nullable;
import java.util.Optional;

/**
 * A VPC to which a transit gateway hands packets that are for an interface of another VPC.
 *
 * @param here    the estate of the interface that sends
 * @param gateway the transit gateway
 * @param vpc     the VPC between
 */
record TransitDetour(
        Estate here, Resource<NetworkInterface> from, String gateway, Routing routing, String vpc, Cidr destination) {

    private static final String VPC = "vpc-";

    /** Empty where the gateway hands them to the VPC of the interface, or where that is not known, and for another target. */
    static Optional<TransitDetour> of(
            @Nullable String target,
            Estate here,
            Resource<NetworkInterface> from,
            Resource<NetworkInterface> to,
            Cidr destination) {
        String own = String.valueOf(from.attributes().vpcId());
        return Optional.ofNullable(target)
                .filter(gateway -> gateway.startsWith(HostPair.TRANSIT))
                .flatMap(gateway -> AttachedVpc.of(here, gateway, own)
                        .hub()
                        .flatMap(hub -> TransitGateways.of(hub).table(gateway, own))
                        .flatMap(TransitGateways.Table::routing)
                        .flatMap(routing -> routing.towards(destination)
                                .filter(Routing::isActive)
                                .map(Route::target)
                                .filter(vpc -> vpc != null
                                        && vpc.startsWith(VPC)
                                        && !vpc.equals(to.attributes().vpcId()))
                                .map(vpc -> new TransitDetour(here, from, gateway, routing, vpc, destination))));
    }

    /** The hop in the VPC that drops the packets; empty where it may hand them on. The peers are the destinations. */
    Optional<Gate> dropping() {
        return routing.mayTake(route -> vpc.equals(route.target()))
                        .certain()
                        .peers()
                        .covers(CidrSet.of(destination))
                ? new FarVpcs(here, from, gateway).dropping(vpc, destination)
                : Optional.empty();
    }
}
