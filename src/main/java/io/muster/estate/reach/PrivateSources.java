package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The paths to an interface from private addresses of which nothing else is known. */
record PrivateSources(Estate estate, Resource<NetworkInterface> eni) {

    private static final String ANY_HOST = "groups and the network ACL of the source are not looked at";

    /** From anywhere in its own VPC; within its subnet, no network ACL counts. */
    Passage ofVpc() {
        String subnet = String.valueOf(eni.attributes().subnetId());
        CidrSet own = Subnets.of(estate).addresses(subnet);
        NetworkAcls acls = NetworkAcls.of(estate);
        return new Passage(
                List.of(exempt(acls.in(subnet), own), exempt(acls.answersOut(subnet), own), groups().noting(ANY_HOST)));
    }

    /** Lets all through from, and to, the addresses of the subnet itself. */
    static Gate exempt(Gate gate, CidrSet own) {
        Admission inSubnet = Admission.exactly(Traffic.of(ServiceRange.ALL, own));
        return new Gate(
                gate.resourceId(),
                gate.kind(),
                gate.admits().union(inSubnet),
                gate.returning(),
                gate.passing(),
                gate.blocking(),
                gate.notes());
    }

    /** From a network beyond a transit gateway, a peering connection or a VPN, where the answers have a way back. */
    Passage ofOtherNetworks() {
        String subnet = String.valueOf(eni.attributes().subnetId());
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates = new ArrayList<>();
        gates.add(wayBack(subnet));
        gates.add(acls.in(subnet));
        gates.add(acls.answersOut(subnet));
        gates.add(groups());
        return new Passage(List.copyOf(gates));
    }

    private Gate wayBack(String subnet) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving =
                tables.serving(subnet, String.valueOf(eni.attributes().vpcId()));
        if (serving.table().isEmpty()) {
            return Gate.unknown(subnet, ResourceKind.SUBNET, serving.doubt());
        }
        Routing routing = tables.routing(serving.table().get());
        Admission led = routing.towards(route -> !Routing.LOCAL.equals(route.target())
                && !Routing.leadsTo(route, "igw-")
                && !Routing.leadsTo(route, "nat-")
                && !Routing.leadsTo(route, "eigw-"));
        CidrSet behindVpn = routing.taken().stream()
                .map(taken -> VpnNetworks.of(estate)
                        .behind(taken, String.valueOf(eni.attributes().vpcId())))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        CidrSet neighbours = new NeighbourSubnets(estate, eni).addresses();
        Gate gate = new Gate(
                        serving.table().get().resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        new Admission(
                                Traffic.of(ServiceRange.ALL, behindVpn.union(neighbours))
                                        .intersect(led.certain()),
                                led.possible(),
                                Admission.both(led.doubts(), Set.of("the networks beyond the routes' targets"))),
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers have no way back: " + routing.about(packet.peer()))
                .answering();
        return neighbours.isEmpty() ? gate : gate.noting(ANY_HOST);
    }

    private Gate groups() {
        return GroupSets.of(estate).in(Set.copyOf(eni.attributes().securityGroupIds()), Set.of());
    }
}
