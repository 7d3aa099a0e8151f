package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Subnet;
import java.util.Objects;
import java.util.Optional;

/**
 * The subnets of other VPCs of an estate from which packets get to an interface and answers back, by a peering connection or transit
 * gateway that the tables of both sides name.
 */
record NeighbourSubnets(Estate estate, Resource<NetworkInterface> eni) {

    /** Their addresses, where that is certain. */
    CidrSet addresses() {
        Optional<Routing> back =
                routing(eni.attributes().subnetId(), eni.attributes().vpcId());
        return back.isEmpty()
                ? CidrSet.EMPTY
                : estate.stored(Subnet.class).stream()
                        .filter(subnet -> estate.current(subnet)
                                && subnet.attributes().vpcId() != null
                                && !Objects.equals(
                                        subnet.attributes().vpcId(),
                                        eni.attributes().vpcId()))
                        .map(subnet -> connected(subnet, back.get()))
                        .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private Optional<Routing> routing(String subnetId, String vpcId) {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(String.valueOf(subnetId), String.valueOf(vpcId))
                .table()
                .map(tables::routing);
    }

    /** The subnet's addresses of each family in which its packets get to an address of the interface. */
    private CidrSet connected(Resource<Subnet> subnet, Routing back) {
        Optional<Routing> there =
                routing(subnet.resourceId(), subnet.attributes().vpcId());
        CidrSet own = Subnets.of(estate).addresses(subnet.resourceId());
        return HostPair.addresses(eni)
                .flatMap(address -> there.flatMap(routing -> routing.towards(address)).stream()
                        .filter(Routing::isActive)
                        .map(route -> answered(subnet, route, address, back)
                                .intersect(own)
                                .only(address.family())))
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private CidrSet answered(Resource<Subnet> subnet, Route route, Cidr address, Routing back) {
        CidrSet led = back.towards(other -> Objects.equals(other.target(), route.target()))
                .certain()
                .peers();
        return Routing.leadsTo(route, HostPair.PEERING)
                ? led
                : Routing.leadsTo(route, HostPair.TRANSIT)
                        ? led.intersect(over(route.target(), subnet, address))
                        : CidrSet.EMPTY;
    }

    /** The destinations that the transit gateway takes answers to, where it takes packets for the address. */
    private CidrSet over(String gateway, Resource<Subnet> subnet, Cidr address) {
        String vpc = subnet.attributes().vpcId();
        String ownVpc = String.valueOf(eni.attributes().vpcId());
        TransitGateways gateways = TransitGateways.of(estate);
        boolean arrives = gateways.between(gateway, subnet.resourceId(), vpc, ownVpc)
                .admits()
                .certain()
                .peers()
                .intersects(CidrSet.of(address));
        return arrives
                ? gateways.between(gateway, String.valueOf(eni.attributes().subnetId()), ownVpc, vpc)
                        .admits()
                        .certain()
                        .peers()
                : CidrSet.EMPTY;
    }
}
