package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;

/** The path to an interface from addresses of its own VPC of which nothing else is known. */
record PrivateSources(Estate estate, Resource<NetworkInterface> eni) {

    static final String ANY_HOST = "groups and the network ACL of the source are not looked at";

    /** The path from any address of its own VPC; within its subnet, no network ACL counts. */
    Passage ofVpc() {
        return ofVpc(Set.of());
    }

    /** The path from hosts of its own VPC that carry the security groups. */
    Passage ofVpc(Set<String> peersGroups) {
        String subnet = String.valueOf(eni.attributes().subnetId());
        Admission own = Subnets.of(estate).inside(subnet);
        NetworkAcls acls = NetworkAcls.of(estate);
        return new Passage(List.of(
                        new VpcSubnets(estate, String.valueOf(eni.attributes().vpcId())).gate(),
                        exempt(wayBack(subnet), own),
                        exempt(acls.in(subnet), own),
                        exempt(acls.answersOut(subnet), own).noting(ANY_HOST)))
                .with(Reach.of(estate).entry(eni, peersGroups));
    }

    /**
     * Answers to a part of the VPC may be handed to an appliance.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html">Example routing options</a>
     */
    private Gate wayBack(String subnet) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving =
                tables.serving(subnet, String.valueOf(eni.attributes().vpcId()));
        if (serving.table().isEmpty()) {
            return Gate.unknown(subnet, ResourceKind.SUBNET, serving.doubt()).answering();
        }
        Routing routing = tables.routing(serving.table().get());
        Admission straight = routing.towards(Routing::isLocal);
        Traffic around = routing.towards(route -> UnmodelledRoutes.isUnmodelled(estate, route))
                .possible();
        return new Gate(
                        serving.table().get().resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        around.isEmpty()
                                ? straight
                                : straight.union(Admission.between(Traffic.NONE, around, Appliances.ONE_DIRECTION)),
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers do not stay in the VPC: " + routing.about(packet.peer()))
                .answering();
    }

    /** Lets all through from, and to, the addresses. */
    static Gate exempt(Gate gate, CidrSet own) {
        return exempt(gate, Admission.exactly(Traffic.of(ServiceRange.ALL, own)));
    }

    /** Lets all through that passes within the subnet. */
    static Gate exempt(Gate gate, Admission inSubnet) {
        return new Gate(
                gate.resourceId(),
                gate.kind(),
                gate.admits().union(inSubnet),
                gate.returning(),
                gate.passing(),
                gate.blocking(),
                gate.notes());
    }
}
