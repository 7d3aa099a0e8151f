package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the targets of the routes lead that serve an interface's subnet.
 *
 * @param toServices whether ways count that NAT gateways may have to services of AWS by gateway endpoints, see {@link NatTable}
 */
record WaysOut(Estate estate, Resource<NetworkInterface> eni, boolean toServices) {

    WaysOut(Estate estate, Resource<NetworkInterface> eni) {
        this(estate, eni, true);
    }

    /** Whether the table of its subnet may hand packets for one of the destinations to the target. */
    boolean mayLead(String target, CidrSet destinations) {
        return routing()
                .map(routing -> routing.mayTake(route -> target.equals(route.target())))
                .filter(led -> !led.possible().peers().intersects(destinations))
                .isEmpty();
    }

    private Optional<Routing> routing() {
        NetworkInterface attributes = eni.attributes();
        return attributes.subnetId() == null || attributes.vpcId() == null
                ? Optional.empty()
                : RouteTables.of(estate)
                        .serving(attributes.subnetId(), attributes.vpcId())
                        .table()
                        .map(RouteTables.of(estate)::routing);
    }

    /** As {@link #out}, and on into the networks behind VPN connections, of a VPN gateway or a transit gateway. */
    List<Gate> on(String target, CidrSet asked) {
        String vpc = eni.attributes().vpcId();
        if (target.startsWith(HostPair.TRANSIT)) {
            AttachedVpc attached = AttachedVpc.of(estate, target, vpc);
            FarVpcs far = new FarVpcs(estate, eni, target);
            String subnet = eni.attributes().subnetId();
            List<Cidr> own = HostPair.addresses(eni).toList();
            return far.beside(
                    asked,
                    attached.networks(subnet, asked, far.networksAndWaysOut(), TransitNetworks::towards),
                    attached.networks(subnet, asked, far.networks(), networks -> networks.arriving(own))
                            .answering());
        }
        if (target.startsWith(HostPair.PEERING)) {
            return List.of(new NeighbourSubnets(estate, eni).peered(target));
        }
        if (target.startsWith(NatGateways.NAT) && !takesNat64(target)) {
            return new NatNetworks(estate, target)
                    .gate(asked)
                    .map(networks -> translated(target, networks))
                    .orElseGet(() -> out(target));
        }
        return target.startsWith(VpnNetworks.GATEWAY)
                ? routing()
                        .map(routing -> List.of(VpnNetworks.gate(
                                estate, target, routing, vpc, eni.attributes().subnetId())))
                        .orElse(List.of())
                : out(target);
    }

    private List<Gate> translated(String target, Gate networks) {
        return Stream.concat(
                        new NatGateways(estate, toServices).between(eni, target, vpc()).stream(),
                        Stream.of(NatGateways.translating(target), networks))
                .toList();
    }

    private String vpc() {
        return String.valueOf(eni.attributes().vpcId());
    }

    /** The hops of a way out behind the subnet. */
    List<Gate> out(String target) {
        String vpc = eni.attributes().vpcId();
        if (target.startsWith("igw-")) {
            CidrSet own = HostPair.addresses(eni).map(CidrSet::of).reduce(CidrSet.EMPTY, CidrSet::union);
            return Stream.concat(
                            Stream.of(
                                    Reach.of(estate).addresses(eni),
                                    Subnets.of(estate)
                                            .publicAccess(eni.attributes().subnetId()),
                                    InternetGateways.of(estate).gate(vpc, target)),
                            InternetGatewayPath.of(estate).answers(vpc, own).stream())
                    .toList();
        }
        if (target.startsWith(EgressOnlyGateways.TARGET)) {
            return new EgressOnlyGateways(estate).gates(eni, target);
        }
        if (target.startsWith(NatGateways.NAT)) {
            NatGateways gateways = new NatGateways(estate, toServices);
            List<Gate> gates = new ArrayList<>(gateways.between(eni, target, vpc));
            gates.addAll(takesNat64(target) ? gateways.gatesWithNat64(target, vpc) : gateways.gates(target, vpc));
            return gates;
        }
        if (new Appliances(estate).check(target).isPresent()) {
            return List.of(new Appliances(estate).check(target).get());
        }
        if (target.startsWith(GatewayEndpoints.ENDPOINT)) {
            return List.of(new GatewayEndpoints(estate).gate(target, vpc));
        }
        return List.of(Gate.unknown(
                target, ResourceKind.ofId(target).orElse(ResourceKind.ROUTE_TABLE), "where " + target + " leads to"));
    }

    private boolean takesNat64(String target) {
        return HostPair.addresses(eni).anyMatch(address -> address.family() == IpFamily.IPV6)
                && mayLead(target, NatGateways.NAT64);
    }
}
