package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The side of a load balancer that one of its targets sees. */
record BalancerBack(
        Estate estate,
        BalancerFront front,
        Forwarding forwarding,
        Resource<TargetGroup> group,
        Target target,
        Resource<NetworkInterface> eni,
        int port) {

    /** The types of load balancers whose targets never see clients. */
    private static final Set<String> HIDING = Set.of("application", ClassicBalancers.TYPE);

    /** The traffic from the internet to the target, one for each transport; none where the target is certainly not reached. */
    List<Entrance> entrances() {
        List<Entrance> found = new ArrayList<>();
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
                        front.doorKind(),
                        front.door().arn(),
                        front.door().resourceId(),
                        forwarding.listener().protocol() + " "
                                + forwarding.listener().port(),
                        Exposed.of(clients),
                        hops(via, clients, listening),
                        notes(via)));
            }
        }
        return found;
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
        return isBeyond() ? admitted : new BalancerZones(estate, front).to(eni, subnet, admitted);
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
     */
    private Admission shown(String subnet, int service) {
        if (isBeyond()) {
            return shownBeyond(subnet, service);
        }
        Admission in = front.seen()
                .asSeen(
                        inwards(subnet).admits(),
                        "the address that " + front.balancer().resourceId() + " is reached from");
        IpFamily other = family() == IpFamily.IPV4 ? IpFamily.IPV6 : IpFamily.IPV4;
        return in.among(CidrSet.ANY.only(family()))
                .union(hidden(subnet, service).among(CidrSet.ANY.only(other)));
    }

    private Admission hidden(String subnet, int service) {
        CidrSet node = front.addresses(subnet).only(family());
        Admission in = inwards(subnet).admits();
        Admission out = outwards(subnet).admits();
        CidrSet target = targetAddresses();
        boolean certain = !node.isEmpty()
                && in.certain().peersOfAny(range(service)).covers(node)
                && out.certain().peersOfAny(range(service)).covers(target);
        boolean possible = in.possible().peersOfAny(range(service)).intersects(node.isEmpty() ? perhaps(subnet) : node)
                && out.possible().peersOfAny(range(service)).intersects(target);
        Set<String> doubts = Admission.both(in.doubts(), out.doubts());
        return new Admission(
                certain ? Traffic.ALL : Traffic.NONE,
                possible ? Traffic.ALL : Traffic.NONE,
                doubts.isEmpty() && certain != possible
                        ? Set.of("the addresses of the nodes of "
                                + front.balancer().resourceId())
                        : doubts);
    }

    /** The addresses that a node may have of which none is known: it has none of a family that its subnet has not. */
    private CidrSet perhaps(String subnet) {
        boolean isRead = !front.addresses(subnet).isEmpty();
        return isRead ? CidrSet.EMPTY : CidrSet.ANY.only(family());
    }

    /** The gates at the target, for which the peer is the node or the client. */
    private Passage inwards(String subnet) {
        if (isBeyond()) {
            return new Passage(List.of(beyond(subnet)));
        }
        NetworkInterface attributes = eni.attributes();
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates = new ArrayList<>();
        if (!subnet.equals(attributes.subnetId())) {
            gates.addAll(appliances(subnet));
            gates.add(acls.in(attributes.subnetId()));
            gates.add(acls.answersOut(attributes.subnetId()));
        }
        gates.addAll(Reach.of(estate).entry(eni, groupsOfBalancer()));
        return new Passage(gates);
    }

    /** The tables that hand packets between the node and the target to an appliance, on the way there or back. */
    private List<Gate> appliances(String subnet) {
        return Stream.concat(
                        appliance(subnet, targetAddresses()).stream(),
                        appliance(String.valueOf(eni.attributes().subnetId()), front.addresses(subnet)).stream())
                .toList();
    }

    private Optional<Gate> appliance(String subnet, CidrSet destinations) {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(subnet, BalancerFront.vpc(estate, front.balancer()))
                .table()
                .filter(table -> tables.routing(table)
                        .towards(new Appliances(estate)::areTargetOf)
                        .possible()
                        .peers()
                        .intersects(destinations))
                .map(table -> Gate.unknown(
                        table.resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        "whether an appliance lets traffic of "
                                + front.balancer().resourceId() + " pass"));
    }

    /** Whether the target is in another VPC than the load balancer. */
    private boolean isBeyond() {
        String own = BalancerFront.vpc(estate, front.balancer());
        String vpc = String.valueOf(eni.attributes().vpcId());
        return !own.equals(InternetGateways.UNTOLD) && !vpc.equals(InternetGateways.UNTOLD) && !own.equals(vpc);
    }

    /** All hops from the node to a target in another VPC. */
    private Gate beyond(String subnet) {
        List<HostPair> pairs = BalancerNodes.of(estate)
                .interfaces(front.balancer().arn(), subnet)
                .stream()
                .flatMap(node -> HostPair.all(estate, node, eni))
                .filter(pair -> targetAddresses().covers(CidrSet.of(pair.destination())))
                .toList();
        String vpc = String.valueOf(eni.attributes().vpcId());
        if (pairs.isEmpty()) {
            return Gate.unknown(
                    vpc, ResourceKind.VPC, "whether " + front.balancer().resourceId() + " reaches " + eni.resourceId());
        }
        String why = "from " + front.balancer().resourceId() + " in " + subnet;
        return new Gate(
                vpc,
                ResourceKind.VPC,
                pairs.stream().map(pair -> pair.passage().admits()).reduce(Admission.NOTHING, Admission::union),
                packet -> why,
                packet -> why);
    }

    /** The gates at the node, for which the peer is the target. */
    private Passage outwards(String subnet) {
        if (isBeyond()) {
            return new Passage(List.of());
        }
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates = new ArrayList<>();
        if (!groupsOfBalancer().isEmpty()) {
            gates.add(GroupSets.of(estate)
                    .out(groupsOfBalancer(), Set.copyOf(eni.attributes().securityGroupIds())));
        }
        if (!subnet.equals(eni.attributes().subnetId())) {
            gates.add(acls.out(subnet));
            gates.add(acls.answersIn(subnet));
        }
        return new Passage(gates);
    }

    private Set<String> groupsOfBalancer() {
        return Set.copyOf(front.balancer().attributes().securityGroupIds());
    }

    /** That of the address that the target is, else IPv4 where the interface has it. */
    private IpFamily family() {
        return Cidr.tryParse(target.id())
                .map(Cidr::family)
                .orElse(eni.attributes().privateIps().isEmpty() ? IpFamily.IPV6 : IpFamily.IPV4);
    }

    private CidrSet targetAddresses() {
        return Cidr.tryParse(target.id())
                .map(CidrSet::of)
                .orElseGet(() -> family() == IpFamily.IPV6
                        ? Addresses.of(eni.attributes().ipv6Addresses())
                        : Addresses.of(eni.attributes().privateIps()));
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
        inwards(subnet).gates().forEach(gate -> hops.add(gate.lets(atTarget)));
        hops.add(new Hop(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "target of " + group.resourceId()));
        return hops;
    }
}
