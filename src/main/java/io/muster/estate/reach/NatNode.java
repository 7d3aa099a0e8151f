package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A NAT gateway that hands on what it has translated from an interface of its own, by the table of its subnet. */
record NatNode(Estate estate, String id, NatGateway gateway) {

    private static final String AVAILABLE = "available";

    /** Empty where it is not followed: a regional one is in no subnet, and one with appliances may drop what these do not let pass. */
    static Optional<NatNode> of(Estate estate, String id) {
        return estate.stored(NatGateway.class, id)
                .filter(estate::current)
                .map(Resource::attributes)
                .filter(nat -> AVAILABLE.equals(nat.state())
                        && nat.subnetId() != null
                        && nat.vpcId() != null
                        && nat.applianceArns().isEmpty())
                .map(nat -> new NatNode(estate, id, nat));
    }

    /** As what the destination sees the source: as one of the addresses of the NAT gateway that packets are handed to, any where these are not known. */
    static CidrSet seen(Estate estate, Resource<NetworkInterface> from, Cidr source, Cidr destination) {
        RouteTables tables = RouteTables.of(estate);
        String vpc = String.valueOf(from.attributes().vpcId());
        return tables.serving(String.valueOf(from.attributes().subnetId()), vpc).table().stream()
                .flatMap(table -> tables.routing(table).towards(destination).stream())
                .filter(route -> Routing.isActive(route) && Routing.leadsTo(route, NatGateways.NAT))
                .map(Route::target)
                .filter(gateway -> new NatGateways(estate).mayLeadTo(gateway, vpc, destination))
                .findFirst()
                .map(gateway -> of(estate, gateway)
                        .map(node -> CidrSet.of(node.addresses().toList()))
                        .orElse(CidrSet.ANY.only(IpFamily.IPV4)))
                .orElse(CidrSet.of(source));
    }

    /** The private addresses, from which others see what it translates. */
    Stream<Cidr> addresses() {
        return gateway.addresses().stream()
                .map(NatGatewayAddress::privateIp)
                .flatMap(address -> Cidr.tryParse(address).stream());
    }

    /** The interface with one of the addresses. */
    Resource<NetworkInterface> at(Cidr address) {
        String subnet = String.valueOf(gateway.subnetId());
        Resource<?> placed = Subnets.of(estate)
                .find(subnet)
                .<Resource<?>>map(found -> found)
                .orElseGet(() -> estate.stored(NatGateway.class, id).orElseThrow());
        Resource<NetworkInterface> bare = new UnlistedInterface(estate, placed, subnet, List.of(), null).resource();
        return new Resource<>(
                bare.arn(),
                bare.kind(),
                bare.scope(),
                id,
                null,
                bare.tags(),
                AddressedInterface.with(bare.attributes(), List.of(address)));
    }
}
