package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The path from an interface to addresses of its own VPC; within its subnet, no network ACL counts. */
record LocalPath(Estate estate, Resource<NetworkInterface> eni) {

    /**
     * Empty where it is not known by which table.
     *
     * @param peersGroups the security groups of the hosts there, as far as they are known
     */
    Optional<Passage> passage(Set<String> peersGroups) {
        NetworkInterface attributes = eni.attributes();
        return attributes.subnetId() == null || attributes.vpcId() == null
                ? Optional.empty()
                : RouteTables.of(estate)
                        .serving(attributes.subnetId(), attributes.vpcId())
                        .table()
                        .map(table ->
                                new Passage(Reach.sending(eni).stream().toList()).with(gates(table, peersGroups)));
    }

    private List<Gate> gates(Resource<RouteTable> table, Set<String> peersGroups) {
        String subnet = String.valueOf(eni.attributes().subnetId());
        Admission own = Subnets.of(estate).inside(subnet);
        NetworkAcls acls = NetworkAcls.of(estate);
        return List.of(
                HostGroups.out(estate, eni, peersGroups).noting(Egress.ANY_HOST),
                route(table),
                new VpcSubnets(estate, String.valueOf(eni.attributes().vpcId())).gate(),
                PrivateSources.exempt(acls.out(subnet), own),
                PrivateSources.exempt(acls.answersIn(subnet), own));
    }

    private Gate route(Resource<RouteTable> table) {
        Routing routing = RouteTables.of(estate).routing(table);
        return new Gate(
                table.resourceId(),
                ResourceKind.ROUTE_TABLE,
                routing.towards(route -> Routing.LOCAL.equals(route.target())),
                packet -> routing.about(packet.peer()),
                packet -> routing.about(packet.peer()));
    }
}
