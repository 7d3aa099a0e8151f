package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The side of a load balancer that one of its targets sees.
 *
 * @param there the estate of the target, which may be another account's or region's
 */
record BalancerBack(
        Estate estate,
        BalancerFront front,
        Forwarding forwarding,
        Resource<TargetGroup> group,
        Target target,
        Estate there,
        Resource<NetworkInterface> eni,
        int port) {

    /** The types of load balancers whose targets never see clients. */
    private static final Set<String> HIDING = Set.of("application", ClassicBalancers.TYPE);

    /** The traffic from the internet to the target, one for each transport; none where the target is certainly not reached. */
    List<Entrance> entrances() {
        List<Entrance> found = new ArrayList<>();
        if (hops().addresses().isEmpty()) {
            return found;
        }
        for (int listening : forwarding.services()) {
            int service = listening / ServiceRange.PROTOCOL_SIZE * ServiceRange.PROTOCOL_SIZE + port;
            Admission clients = Admission.NOTHING;
            String via = null;
            for (String subnet : front.nodes().keySet()) {
                Admission byNode = through(subnet, listening, service);
                via = via == null && !byNode.possible().isEmpty() ? subnet : via;
                clients = clients.union(byNode);
            }
            if (via != null) {
                found.add(new Entrance(
                        front.frontendKind(),
                        front.frontend().arn(),
                        front.frontend().resourceId(),
                        forwarding.listener().protocol() + " "
                                + forwarding.listener().port(),
                        Exposed.of(clients),
                        hops(via, clients, listening),
                        notes(via)));
            }
        }
        return found;
    }

    /** As whom what is behind the target sees the clients. */
    BalancerFront.Seen seenBehind() {
        boolean isNetwork =
                BalancerFront.NETWORK.equals(front.balancer().attributes().type());
        boolean mayKeep = !front.seen().byNode()
                && isNetwork
                && !Boolean.FALSE.equals(group.attributes().preserveClientIp());
        if (mayKeep && Boolean.TRUE.equals(group.attributes().preserveClientIp()) && !hops().isBeyond()) {
            return front.seen();
        }
        CidrSet listed = front.nodes().keySet().stream()
                .map(subnet -> front.addresses(subnet).only(family()))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        CidrSet nodes = listed.isEmpty() ? CidrSet.ANY.only(family()) : listed;
        CidrSet before = front.seen().standIns() == null
                ? front.seen().clients()
                : front.seen().standIns();
        return new BalancerFront.Seen(front.seen().clients(), mayKeep ? nodes.union(before) : nodes, false);
    }

    private Admission through(String subnet, int listening, int service) {
        Admission clients = front.clients(subnet, forwarding).intersect(Admission.exactly(only(listening)));
        Admission behind = preserved(subnet, service);
        Traffic certain = Traffic.of(
                range(service),
                forwarding.certain()
                        ? clients.certain().peers().intersect(behind.certain().peersOfAny(range(service)))
                        : CidrSet.EMPTY);
        Traffic possible = Traffic.of(
                range(service),
                clients.possible().peers().intersect(behind.possible().peersOfAny(range(service))));
        Set<String> doubts = Admission.both(clients.doubts(), behind.doubts());
        Admission admitted = new Admission(
                certain,
                possible,
                forwarding.certain()
                        ? doubts
                        : Admission.both(doubts, Set.of("the client addresses that " + forwarding.by() + " asks for")));
        return hops().isBeyond()
                ? admitted
                : new BalancerZones(estate, front, group.attributes())
                        .to(eni.attributes().subnetId(), subnet, admitted);
    }

    private Set<String> notes(String subnet) {
        return new Passage(front.nodes().get(subnet).gates()).notes();
    }

    /** The clients whose traffic the target's side lets through from the node; where their address is hidden, all or none. */
    private Admission preserved(String subnet, int service) {
        Boolean preserve = group.attributes().preserveClientIp();
        String type = front.balancer().attributes().type();
        if (front.seen().byNode() || HIDING.contains(String.valueOf(type))) {
            return hidden(subnet, service);
        }
        if (preserve == null || !BalancerFront.NETWORK.equals(type)) {
            Admission one = hidden(subnet, service);
            Admission other = shown(subnet, service);
            return new Admission(
                    one.certain().intersect(other.certain()),
                    one.possible().union(other.possible()),
                    Admission.both(
                            Admission.both(one.doubts(), other.doubts()),
                            Set.of("whether " + group.resourceId() + " keeps the addresses of clients")));
        }
        return preserve ? shown(subnet, service) : hidden(subnet, service);
    }

    /** A client cannot be shown to another VPC for certain: there, what is known is the way from the node. */
    private Admission shownBeyond(String subnet, int service) {
        Admission in = hidden(subnet, service);
        return new Admission(
                Traffic.NONE,
                in.possible(),
                Admission.both(
                        in.doubts(),
                        Set.of("whether " + group.resourceId() + " keeps the addresses of clients for "
                                + eni.resourceId())));
    }

    /**
     * A client of the other family than the target's cannot be shown: the node's address takes its place.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html">Edit target
     *     group attributes for your Network Load Balancer</a>
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html">Update the
     *     security groups for your Network Load Balancer</a>: they control what leaves it
     */
    private Admission shown(String subnet, int service) {
        if (hops().isBeyond()) {
            return shownBeyond(subnet, service);
        }
        Admission in = front.seen()
                .asSeen(
                        hops().inwards(subnet).admits(),
                        "the address that " + front.balancer().resourceId() + " is reached from");
        IpFamily other = family() == IpFamily.IPV4 ? IpFamily.IPV6 : IpFamily.IPV4;
        return in.among(CidrSet.ANY.only(family()))
                .intersect(leaving(keepingClients(subnet), service))
                .union(hidden(subnet, service).among(CidrSet.ANY.only(other)));
    }

    /** Whether answers to a client pass the network ACL of the node's subnet is not documented. */
    private Passage keepingClients(String subnet) {
        String doubt = "whether answers to clients that targets see pass the network ACL of " + subnet;
        return new Passage(hops().outwards(subnet).gates().stream()
                .map(gate -> gate.returning() ? gate.doubted(doubt) : gate)
                .toList());
    }

    private Admission hidden(String subnet, int service) {
        CidrSet node = front.addresses(subnet).only(family());
        Admission in = hops().inwards(subnet).admits();
        Admission arriving = allOrNothing(
                !node.isEmpty() && in.certain().peersOfAny(range(service)).covers(node),
                in.possible().peersOfAny(range(service)).intersects(node.isEmpty() ? perhaps(subnet) : node),
                in.doubts());
        Admission all = leaving(hops().outwards(subnet), service).intersect(arriving);
        return all.doubts().isEmpty() && !all.certain().equals(all.possible())
                ? Admission.between(
                        all.certain(),
                        all.possible(),
                        "the addresses of the nodes of " + front.balancer().resourceId())
                : all;
    }

    /** What the side of the node lets out to the target. */
    private Admission leaving(Passage outwards, int service) {
        Admission out = outwards.admits();
        CidrSet target = hops().addresses();
        return allOrNothing(
                out.certain().peersOfAny(range(service)).covers(target),
                out.possible().peersOfAny(range(service)).intersects(target),
                out.doubts());
    }

    private static Admission allOrNothing(boolean certain, boolean possible, Set<String> doubts) {
        return new Admission(certain ? Traffic.ALL : Traffic.NONE, possible ? Traffic.ALL : Traffic.NONE, doubts);
    }

    /** The addresses that a node may have of which none is known: it has none of a family that its subnet has not. */
    private CidrSet perhaps(String subnet) {
        boolean isRead = !front.addresses(subnet).isEmpty();
        return isRead ? CidrSet.EMPTY : CidrSet.ANY.only(family());
    }

    /** The hops between the node and the target. */
    private TargetHops hops() {
        return new TargetHops(estate, front, group.attributes(), target, there, eni);
    }

    private IpFamily family() {
        return hops().family();
    }

    private static ServiceRange range(int service) {
        return new ServiceRange(service, service);
    }

    private static Traffic only(int service) {
        return Traffic.of(range(service), CidrSet.ANY);
    }

    private List<Hop> hops(String subnet, Admission clients, int listening) {
        Packet client = new Packet(clients.possible().peers().first().orElseThrow(), listening);
        List<Hop> hops = new ArrayList<>(front.before());
        front.nodes().get(subnet).gates().forEach(gate -> hops.add(gate.lets(client)));
        hops.add(new Hop(
                front.balancer().resourceId(), ResourceKind.LOAD_BALANCER, "listener " + forwarding.describe()));
        hops.add(new Hop(group.resourceId(), ResourceKind.TARGET_GROUP, "target port " + port));
        Packet seen = client.to(
                Boolean.TRUE.equals(group.attributes().preserveClientIp())
                                && !front.seen().byNode()
                                && client.peer().family() == family()
                        ? client.peer()
                        : front.addresses(subnet).only(family()).first().orElse(client.peer()));
        Packet atTarget =
                new Packet(seen.peer(), listening / ServiceRange.PROTOCOL_SIZE * ServiceRange.PROTOCOL_SIZE + port);
        hops().inwards(subnet).gates().forEach(gate -> hops.add(gate.lets(atTarget)));
        hops.add(new Hop(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "target of " + group.resourceId()));
        return hops;
    }
}
