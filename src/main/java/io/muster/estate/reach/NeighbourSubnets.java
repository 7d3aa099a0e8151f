package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Subnet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The subnets of other VPCs of an estate from which packets get to an interface and answers back, by a peering connection or transit
 * gateway that the tables of both sides name.
 */
record NeighbourSubnets(Estate estate, Resource<NetworkInterface> eni) {

    /** Their addresses, where that is certain. */
    CidrSet addresses() {
        return addresses(target -> true);
    }

    /** The addresses of neighbours over some connections and gateways, by their ids, where that is certain. */
    CidrSet addresses(Predicate<String> over) {
        Map<String, CidrSet> led = routing(
                        eni.attributes().subnetId(), eni.attributes().vpcId())
                .map(routing -> led(routing, over))
                .orElse(Map.of());
        return led.isEmpty()
                ? CidrSet.EMPTY
                : estate.stored(Subnet.class).stream()
                        .filter(subnet -> estate.current(subnet)
                                && subnet.attributes().vpcId() != null
                                && !Objects.equals(
                                        subnet.attributes().vpcId(),
                                        eni.attributes().vpcId()))
                        .map(subnet -> connected(subnet, led))
                        .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** The destinations that take a route to a peering connection or transit gateway for certain, by its id. */
    private Map<String, CidrSet> led(Routing back, Predicate<String> over) {
        return back.routes()
                .filter(route -> Routing.leadsTo(route, HostPair.PEERING) || Routing.leadsTo(route, HostPair.TRANSIT))
                .map(Route::target)
                .filter(target -> over.test(target)
                        && new PeeredVpcs(estate).inactive(target).isEmpty())
                .distinct()
                .collect(Collectors.toMap(target -> target, target -> certain(back, target)));
    }

    private static CidrSet certain(Routing routing, String target) {
        return routing.towards(route -> target.equals(route.target())).certain().peers();
    }

    private Optional<Routing> routing(String subnetId, String vpcId) {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(String.valueOf(subnetId), String.valueOf(vpcId))
                .table()
                .map(tables::routing);
    }

    /** The subnet's addresses of each family in which its packets get to an address of the interface. */
    private CidrSet connected(Resource<Subnet> subnet, Map<String, CidrSet> led) {
        Optional<Routing> there =
                routing(subnet.resourceId(), subnet.attributes().vpcId());
        CidrSet own = Subnets.of(estate).addresses(subnet.resourceId());
        return HostPair.addresses(eni)
                .flatMap(address -> there.flatMap(routing -> target(routing, address, led.keySet())).stream()
                        .map(target -> answered(subnet, target, address, led)
                                .intersect(own)
                                .only(address.family())))
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** The one of the targets to which the address is routed for certain. */
    private static Optional<String> target(Routing routing, Cidr address, Set<String> targets) {
        return routing.towards(address)
                .map(Route::target)
                .filter(target ->
                        targets.contains(target) && certain(routing, target).covers(CidrSet.of(address)));
    }

    private CidrSet answered(Resource<Subnet> subnet, String target, Cidr address, Map<String, CidrSet> led) {
        CidrSet answers = led.get(target);
        return target.startsWith(HostPair.TRANSIT) ? answers.intersect(over(target, subnet, address)) : answers;
    }

    /** The destinations that the transit gateway takes answers to, where it takes packets for the address. */
    private CidrSet over(String gateway, Resource<Subnet> subnet, Cidr address) {
        String vpc = subnet.attributes().vpcId();
        String ownVpc = String.valueOf(eni.attributes().vpcId());
        String own = String.valueOf(eni.attributes().subnetId());
        AttachedVpc here = AttachedVpc.of(estate, gateway, ownVpc);
        AttachedVpc there = AttachedVpc.of(estate, gateway, vpc);
        boolean arrives = there.towards(subnet.resourceId(), ownVpc)
                        .admits()
                        .certain()
                        .peers()
                        .intersects(CidrSet.of(address))
                && here.astray(subnet.resourceId(), own, CidrSet.of(address)).isEmpty()
                && there.astray(own, subnet.resourceId(), Subnets.of(estate).addresses(subnet.resourceId()))
                        .isEmpty();
        return arrives ? here.towards(own, vpc).admits().certain().peers() : CidrSet.EMPTY;
    }

    /** The way to them over a peering connection, and perhaps to the rest of the VPC that it leads to. */
    Gate peered(String connection) {
        FarVpcs far = new FarVpcs(estate, eni, connection);
        if (far.areKnown()) {
            return far.towards();
        }
        PeeredVpcs peered = new PeeredVpcs(estate);
        Optional<Gate> inactive = peered.inactive(connection);
        if (inactive.isPresent()) {
            return inactive.get();
        }
        String vpc = String.valueOf(eni.attributes().vpcId());
        CidrSet networks = peered.beyond(connection, vpc).orElse(CidrSet.ANY);
        CidrSet subnets = addresses().intersect(networks);
        String why = "it leads to the peered VPC alone";
        Gate gate = new Gate(
                connection,
                ResourceKind.VPC_PEERING_CONNECTION,
                Admission.between(
                        Traffic.of(ServiceRange.ALL, subnets),
                        Traffic.of(ServiceRange.ALL, networks),
                        peered.unseen(connection, vpc)),
                packet -> why,
                packet -> why);
        return subnets.isEmpty() ? gate : gate.noting(Egress.ANY_HOST);
    }
}
