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
record TransitDetour(Estate here, Resource<NetworkInterface> from, String gateway, String vpc, Cidr destination) {

    private static final String VPC = "vpc-";

    /** Empty where the gateway hands them to the VPC of the interface, or where that is not known, and for another target. */
    static Optional<TransitDetour> of(
            @Nullable String target,
            Estate here,
            Resource<NetworkInterface> from,
            Resource<NetworkInterface> to,
            Cidr destination) {
        return Optional.ofNullable(target)
                .filter(gateway -> gateway.startsWith(HostPair.TRANSIT))
                .flatMap(gateway -> vpc(here, from, gateway, destination)
                        .filter(vpc -> !vpc.equals(to.attributes().vpcId()))
                        .map(vpc -> new TransitDetour(here, from, gateway, vpc, destination)));
    }

    private static Optional<String> vpc(
            Estate here, Resource<NetworkInterface> from, String gateway, Cidr destination) {
        String own = String.valueOf(from.attributes().vpcId());
        return AttachedVpc.of(here, gateway, own)
                .hub()
                .flatMap(hub -> TransitGateways.of(hub).table(gateway, own))
                .flatMap(TransitGateways.Table::routing)
                .flatMap(routing -> routing.towards(destination))
                .filter(route -> Routing.isActive(route) && Routing.leadsTo(route, VPC))
                .map(Route::target);
    }

    /** The hop in the VPC that drops the packets; empty where it may hand them on. The peers are the destinations. */
    Optional<Gate> dropping() {
        CidrSet packets = CidrSet.of(destination);
        return new FarVpcs(here, from, gateway)
                .waysOut(vpc::equals)
                .filter(way -> way.addresses().covers(packets)
                        && way.gates().get(0).admits().certain().peers().covers(packets)
                        && way.admits().possible().isEmpty())
                .map(way -> way.gates().get(way.gates().size() - 1))
                .findFirst();
    }
}
