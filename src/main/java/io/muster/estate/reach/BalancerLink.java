package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TargetGroup;
import java.util.Set;

/**
 * The way from the nodes of a Network Load Balancer to those of an Application Load Balancer that is its target, which see the client.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html">Use Application Load
 *     Balancers as targets of a Network Load Balancer</a>
 */
record BalancerLink(Estate estate, BalancerFront outer, Resource<LoadBalancer> inner, Forwarding forwarding, int port) {

    /** The clients that get to the node in the subnet, by any node of the outer load balancer. */
    Gate to(String subnet) {
        Admission clients = outer.nodes().keySet().stream()
                .map(node -> between(node, subnet))
                .reduce(Admission.NOTHING, Admission::union);
        String why = "listener " + forwarding.describe();
        return new Gate(
                outer.balancer().resourceId(), ResourceKind.LOAD_BALANCER, clients, packet -> why, packet -> why);
    }

    private Admission between(String node, String subnet) {
        Admission clients = outer.clients(node, forwarding);
        Admission sent = new Admission(
                Traffic.of(tcp(), forwarding.certain() ? clients.certain().peers() : CidrSet.EMPTY),
                Traffic.of(tcp(), clients.possible().peers()),
                clients.doubts());
        TargetGroup group = estate.storedArn(TargetGroup.class, forwarding.targetGroupArn())
                .filter(estate::current)
                .map(Resource::attributes)
                .orElse(null);
        return new BalancerZones(estate, outer, group)
                .to(subnet, node, node.equals(subnet) ? sent : sent.intersect(leaving(node, subnet)));
    }

    /** Whether answers to a client pass the network ACL of the outer node's subnet is not documented. */
    private Admission leaving(String node, String subnet) {
        NetworkAcls acls = NetworkAcls.of(estate);
        CidrSet known = BalancerFront.addresses(estate, inner, subnet).only(IpFamily.IPV4);
        CidrSet addresses = known.isEmpty() ? CidrSet.ANY.only(IpFamily.IPV4) : known;
        return passing(acls.out(node).admits(), addresses)
                .intersect(passing(acls.answersIn(node).admits(), addresses)
                        .doubted("whether answers to clients that targets see pass the network ACL of " + node));
    }

    /** All or nothing: what passes to each of the addresses that the inner node may have. */
    private Admission passing(Admission acl, CidrSet addresses) {
        boolean isCertain = acl.certain().peersOfAny(tcp()).covers(addresses);
        boolean isPossible = acl.possible().peersOfAny(tcp()).intersects(addresses);
        return isCertain == isPossible
                ? isCertain ? Admission.EVERYTHING : Admission.NOTHING
                : new Admission(
                        Traffic.NONE,
                        Traffic.ALL,
                        Admission.both(acl.doubts(), Set.of("the address of a node of " + inner.resourceId())));
    }

    private ServiceRange tcp() {
        return ServiceRange.ports(ServiceRange.TCP, port, port);
    }
}
