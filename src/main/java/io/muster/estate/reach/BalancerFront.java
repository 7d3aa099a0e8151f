package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The side of a load balancer that clients see: what gets to its nodes, which has one in each of its subnets.
 *
 * @param frontend   the first resource that the clients meet: the load balancer, or one that stands before it
 * @param nodes  by subnet, the path of clients to the node there
 * @param before the hops of the load balancers in front of it
 * @param seen   as whom its nodes, and the targets that see clients, see them
 */
record BalancerFront(
        Estate estate,
        Resource<?> frontend,
        Resource<LoadBalancer> balancer,
        Map<String, Passage> nodes,
        List<Hop> before,
        Seen seen) {

    /**
     * The source addresses that nodes and targets see.
     *
     * @param clients  those that there are
     * @param standIns the addresses of which one takes the place of the client's; null where that is seen itself
     * @param byNode   whether targets see the address of the node, whatever the target group says
     */
    record Seen(CidrSet clients, @Nullable CidrSet standIns, boolean byNode) {

        static final Seen INTERNET = new Seen(Internet.PUBLIC, null, false);

        Admission asSeen(Admission admission, String doubt) {
            return standIns == null ? admission : admission.forAnyOf(standIns, doubt);
        }
    }

    static final String NETWORK = "network";
    private static final String DUAL_STACK = "dualstack";
    private static final String IPV6_ALONE = "dualstack-without-public-ipv4";
    private static final Set<String> TYPES = Set.of("ipv4", DUAL_STACK, IPV6_ALONE);

    static BalancerFront ofInternet(Estate estate, Resource<LoadBalancer> balancer) {
        Map<String, Passage> nodes = new LinkedHashMap<>();
        LoadBalancer attributes = balancer.attributes();
        for (String subnet : attributes.subnetIds()) {
            Passage path = InternetGatewayPath.of(estate)
                    .inbound(vpc(estate, balancer), subnet, addresses(estate, balancer, subnet))
                    .passage();
            nodes.put(subnet, path.with(List.of(groups(estate, balancer), families(estate, balancer, subnet))));
        }
        return new BalancerFront(estate, balancer, balancer, nodes, List.of(), Seen.INTERNET);
    }

    /**
     * The front of an internal load balancer whose interfaces do not deny internet gateways, as by default they do: it is reached by IPv6, in the
     * subnets that have such interfaces. Where they are not known, there is none.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html">Elastic Load Balancing API
     *     Reference, {@code ipv6.deny_all_igw_traffic}</a>
     */
    static Optional<BalancerFront> lettingInternetIn(Estate estate, Resource<LoadBalancer> balancer) {
        if (!DUAL_STACK.equals(balancer.attributes().ipAddressType())) {
            return Optional.empty();
        }
        BalancerFront front = ofInternet(estate, balancer);
        Gate ipv6 = new Gate(
                balancer.resourceId(),
                ResourceKind.LOAD_BALANCER,
                Admission.exactly(Traffic.of(ServiceRange.ALL, CidrSet.ANY.only(IpFamily.IPV6))),
                packet -> "internal, but its interfaces do not deny internet gateways",
                packet -> "internal");
        Map<String, Passage> open = new LinkedHashMap<>();
        front.nodes().forEach((subnet, node) -> {
            boolean letsIn = BalancerNodes.of(estate).interfaces(balancer.arn(), subnet).stream()
                    .anyMatch(eni ->
                            !PublicAddresses.ipv6(eni.attributes(), estate).isEmpty());
            if (letsIn) {
                open.put(subnet, node.with(List.of(ipv6)));
            }
        });
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new BalancerFront(estate, balancer, balancer, open, List.of(), Seen.INTERNET));
    }

    /**
     * The address families that the load balancer takes in the subnet: no IPv6 where all of its interfaces there deny
     * internet gateways, or have private addresses.
     */
    private static Gate families(Estate estate, Resource<LoadBalancer> balancer, String subnet) {
        List<Resource<NetworkInterface>> nodes = BalancerNodes.of(estate).interfaces(balancer.arn(), subnet);
        Gate all = families(balancer);
        return nodes.isEmpty() || nodes.stream().anyMatch(eni -> mayBeReached(eni.attributes(), estate))
                ? all
                : all.admitting(all.admits()
                        .intersect(Admission.exactly(Traffic.of(ServiceRange.ALL, CidrSet.ANY.only(IpFamily.IPV4)))));
    }

    /** Whether the node may be reached by IPv6; true where its IPv6 addresses are unknown. */
    private static boolean mayBeReached(NetworkInterface node, Estate estate) {
        return !node.denyAllIgwTraffic()
                && (node.ipv6Addresses().isEmpty()
                        || !PublicAddresses.ipv6(node, estate).isEmpty());
    }

    /** This front, behind a hop of which nothing is known. */
    BalancerFront perhaps(String doubt) {
        Map<String, Passage> doubted = new LinkedHashMap<>();
        Gate gate = Gate.unknown(balancer.resourceId(), ResourceKind.LOAD_BALANCER, doubt);
        nodes.forEach((subnet, node) -> doubted.put(subnet, new Passage(List.of(gate)).with(node.gates())));
        return new BalancerFront(estate, frontend, balancer, doubted, before, seen);
    }

    /** The VPC of the load balancer: where it is not told, that of a subnet. */
    static String vpc(Estate estate, Resource<LoadBalancer> balancer) {
        return Stream.concat(
                        Stream.ofNullable(balancer.attributes().vpcId()),
                        balancer.attributes().subnetIds().stream()
                                .flatMap(subnet -> Subnets.of(estate).find(subnet).stream())
                                .flatMap(subnet ->
                                        Stream.ofNullable(subnet.attributes().vpcId())))
                .findFirst()
                .orElse(InternetGateways.UNTOLD);
    }

    /** An Application Load Balancer that a Network Load Balancer forwards to, which keeps the address of the client. */
    BalancerFront behind(Resource<LoadBalancer> inner, Forwarding forwarding, int port) {
        BalancerLink link = new BalancerLink(estate, this, inner, forwarding, port);
        Map<String, Passage> inside = new LinkedHashMap<>();
        NetworkAcls acls = NetworkAcls.of(estate);
        Seen seenInside = seenBehind();
        Set<String> own = Set.copyOf(balancer.attributes().securityGroupIds());
        Gate admitting = groups(estate, inner, own);
        for (String subnet : inner.attributes().subnetIds()) {
            CidrSet near = seen.byNode() ? Subnets.of(estate).addresses(subnet) : CidrSet.EMPTY;
            inside.put(
                    subnet,
                    new Passage(List.of(
                            link.to(subnet),
                            leaving(own, inner, subnet),
                            asSeen(seenInside, PrivateSources.exempt(acls.in(subnet), near)),
                            asSeen(seenInside, PrivateSources.exempt(acls.answersOut(subnet), near)),
                            asSeen(seenInside, admitting))));
        }
        List<Hop> hops = new ArrayList<>(before);
        hops.addAll(hops(forwarding));
        return new BalancerFront(estate, frontend, inner, inside, hops, seenInside);
    }

    /** What the groups let out to the nodes of the load balancer behind. */
    private Gate leaving(Set<String> own, Resource<LoadBalancer> inner, String subnet) {
        if (own.isEmpty()) {
            return Gate.open(balancer.resourceId(), ResourceKind.LOAD_BALANCER, "it has no security group");
        }
        Gate out = GroupSets.of(estate).out(own, Set.copyOf(inner.attributes().securityGroupIds()));
        CidrSet known = addresses(estate, inner, subnet).only(IpFamily.IPV4);
        CidrSet nodes = known.isEmpty() ? CidrSet.ANY : known;
        return out.admitting(out.admits().forAnyOf(nodes, "the address of " + inner.resourceId() + " in " + subnet))
                .explained(packet ->
                        out.lets(nodes.first().map(packet::to).orElse(packet)).why());
    }

    /** As whom the load balancer behind sees clients: as one of the nodes, of IPv4, where these do not keep the addresses. */
    private Seen seenBehind() {
        return seen.byNode()
                ? new Seen(
                        seen.clients(),
                        nodes.keySet().stream()
                                .map(this::addresses)
                                .reduce(CidrSet.EMPTY, CidrSet::union)
                                .only(IpFamily.IPV4),
                        false)
                : seen;
    }

    /** The hops of a client to one of the nodes, and the listener. */
    private List<Hop> hops(Forwarding forwarding) {
        List<Hop> hops = new ArrayList<>();
        for (Map.Entry<String, Passage> node : nodes.entrySet()) {
            Traffic clients = clients(node.getKey(), forwarding).possible();
            if (hops.isEmpty() && !clients.isEmpty()) {
                Packet client = Packet.of(clients);
                node.getValue().gates().forEach(gate -> hops.add(gate.lets(client)));
            }
        }
        hops.add(new Hop(balancer.resourceId(), ResourceKind.LOAD_BALANCER, "listener " + forwarding.describe()));
        return hops;
    }

    /** A Classic Load Balancer is looked at in the terms of the others. */
    ResourceKind frontendKind() {
        return frontend.attributes() instanceof LoadBalancer first && ClassicBalancers.TYPE.equals(first.type())
                ? ResourceKind.CLASSIC_LOAD_BALANCER
                : frontend.kind();
    }

    private Gate asSeen(Seen as, Gate gate) {
        String doubt = as.equals(seen)
                ? "the address that " + balancer.resourceId() + " is reached from"
                : "the node of " + balancer.resourceId() + " that the traffic comes from";
        Optional<Cidr> one = Optional.ofNullable(as.standIns()).flatMap(CidrSet::first);
        return gate.admitting(as.asSeen(gate.admits(), doubt))
                .explained(
                        packet -> gate.lets(one.map(packet::to).orElse(packet)).why());
    }

    /** Whether some of the clients get to a node, or may. */
    boolean isReached() {
        return nodes.values().stream()
                .anyMatch(
                        node -> !node.admits().possible().among(seen.clients()).isEmpty());
    }

    static Gate groups(Estate estate, Resource<LoadBalancer> balancer) {
        return groups(estate, balancer, Set.of());
    }

    /** A Network Load Balancer without groups admits every address; each of the others has one at least. */
    private static Gate groups(Estate estate, Resource<LoadBalancer> balancer, Set<String> peersGroups) {
        Set<String> groups = Set.copyOf(balancer.attributes().securityGroupIds());
        if (!groups.isEmpty()) {
            return GroupSets.of(estate).in(groups, peersGroups);
        }
        return NETWORK.equals(balancer.attributes().type())
                ? Gate.open(balancer.resourceId(), ResourceKind.LOAD_BALANCER, "it has no security group")
                : Gate.unknown(
                        balancer.resourceId(),
                        ResourceKind.LOAD_BALANCER,
                        "the security groups of " + balancer.resourceId());
    }

    static Gate families(Resource<LoadBalancer> balancer) {
        String type = String.valueOf(balancer.attributes().ipAddressType());
        if (!TYPES.contains(type)) {
            return Gate.unknown(
                    balancer.resourceId(), ResourceKind.LOAD_BALANCER, "the address type of " + balancer.resourceId());
        }
        CidrSet ipv4 = type.equals(IPV6_ALONE) ? CidrSet.EMPTY : CidrSet.ANY.only(IpFamily.IPV4);
        CidrSet ipv6 = type.startsWith(DUAL_STACK) ? CidrSet.ANY.only(IpFamily.IPV6) : CidrSet.EMPTY;
        return new Gate(
                balancer.resourceId(),
                ResourceKind.LOAD_BALANCER,
                Admission.exactly(Traffic.of(ServiceRange.ALL, ipv4.union(ipv6))),
                packet -> "internet-facing",
                packet -> "it has no address of the family");
    }

    /** The clients that get to a node, of any subnet, by a listener's services. */
    Admission clients(Forwarding forwarding) {
        return nodes.keySet().stream()
                .map(subnet -> clients(subnet, forwarding))
                .reduce(Admission.NOTHING, Admission::union);
    }

    /** The clients that get to the node in the subnet by a listener's services. */
    Admission clients(String subnet, Forwarding forwarding) {
        Traffic asked = Traffic.unionOf(forwarding.services().stream()
                .map(service -> Traffic.of(new ServiceRange(service, service), seen.clients()))
                .toList());
        return nodes.get(subnet).admits().intersect(Admission.exactly(asked));
    }

    /** The private addresses of the node in the subnet; all of the subnet's where its interface is not known. */
    CidrSet addresses(String subnet) {
        return addresses(estate, balancer, subnet);
    }

    static CidrSet addresses(Estate estate, Resource<LoadBalancer> balancer, String subnet) {
        CidrSet own = BalancerNodes.of(estate).addresses(balancer.arn(), subnet);
        return own.isEmpty() ? Subnets.of(estate).addresses(subnet) : own;
    }
}
