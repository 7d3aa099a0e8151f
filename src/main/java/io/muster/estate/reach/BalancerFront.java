package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The side of a load balancer that clients see: what gets to its nodes, which has one in each of its subnets.
 *
 * @param nodes by subnet, the path of clients to the node there
 * @param before the hops of the load balancers in front of it
 */
record BalancerFront(Estate estate, Resource<LoadBalancer> balancer, Map<String, Passage> nodes, List<Hop> before) {

    private static final String DUAL_STACK = "dualstack";
    private static final String IPV6_ALONE = "dualstack-without-public-ipv4";

    static BalancerFront ofInternet(Estate estate, Resource<LoadBalancer> balancer) {
        Map<String, Passage> nodes = new LinkedHashMap<>();
        LoadBalancer attributes = balancer.attributes();
        for (String subnet : attributes.subnetIds()) {
            Passage door = InternetDoor.of(estate)
                    .inbound(attributes.vpcId(), subnet, addresses(estate, balancer, subnet))
                    .passage();
            nodes.put(subnet, door.with(List.of(groups(estate, balancer), families(balancer))));
        }
        return new BalancerFront(estate, balancer, nodes, List.of());
    }

    /** An Application Load Balancer that a Network Load Balancer forwards to, which keeps the address of the client. */
    BalancerFront behind(Resource<LoadBalancer> inner, Forwarding forwarding, int port) {
        Admission clients = new Admission(
                Traffic.of(
                        tcp(port),
                        forwarding.certain() ? clients(forwarding).certain().peers() : CidrSet.EMPTY),
                Traffic.of(tcp(port), clients(forwarding).possible().peers()),
                clients(forwarding).doubts());
        Gate outer = new Gate(
                balancer.resourceId(),
                ResourceKind.LOAD_BALANCER,
                clients,
                packet -> "listener " + forwarding.describe(),
                packet -> "listener " + forwarding.describe());
        Map<String, Passage> inside = new LinkedHashMap<>();
        NetworkAcls acls = NetworkAcls.of(estate);
        for (String subnet : inner.attributes().subnetIds()) {
            inside.put(
                    subnet,
                    new Passage(List.of(outer, acls.in(subnet), acls.answersOut(subnet), groups(estate, inner))));
        }
        List<Hop> hops = new ArrayList<>(before);
        hops.addAll(hops(forwarding));
        return new BalancerFront(estate, inner, inside, hops);
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

    private static ServiceRange tcp(int port) {
        return ServiceRange.ports(ServiceRange.TCP, port, port);
    }

    /** A Network Load Balancer without groups admits every address. */
    private static Gate groups(Estate estate, Resource<LoadBalancer> balancer) {
        Set<String> groups = Set.copyOf(balancer.attributes().securityGroupIds());
        return groups.isEmpty()
                ? Gate.open(balancer.resourceId(), ResourceKind.LOAD_BALANCER, "it has no security group")
                : GroupSets.of(estate).in(groups, Set.of());
    }

    private static Gate families(Resource<LoadBalancer> balancer) {
        String type = String.valueOf(balancer.attributes().ipAddressType());
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
    private Admission clients(Forwarding forwarding) {
        return nodes.keySet().stream()
                .map(subnet -> clients(subnet, forwarding))
                .reduce(Admission.NOTHING, Admission::union);
    }

    /** The clients that get to the node in the subnet by a listener's services. */
    Admission clients(String subnet, Forwarding forwarding) {
        Traffic asked = Traffic.unionOf(forwarding.services().stream()
                .map(service -> Traffic.of(new ServiceRange(service, service), Internet.PUBLIC))
                .toList());
        return nodes.get(subnet).admits().intersect(Admission.exactly(asked));
    }

    /** The private addresses of the node in the subnet; all of the subnet's where its interface is not known. */
    CidrSet addresses(String subnet) {
        return addresses(estate, balancer, subnet);
    }

    private static CidrSet addresses(Estate estate, Resource<LoadBalancer> balancer, String subnet) {
        CidrSet own = BalancerNodes.of(estate).addresses(balancer.arn(), subnet);
        return own.isEmpty() ? Subnets.of(estate).addresses(subnet) : own;
    }

    /** The interfaces of load balancers, which say in their description whose they are. */
    private static final class BalancerNodes {

        private final Map<String, CidrSet> addresses = new LinkedHashMap<>();

        private BalancerNodes(Estate estate) {
            for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
                NetworkInterface attributes = eni.attributes();
                if (attributes.description() != null && attributes.description().startsWith("ELB ")) {
                    addresses.merge(
                            attributes.description().substring("ELB ".length()) + " " + attributes.subnetId(),
                            Addresses.of(attributes.privateIps()).union(Addresses.of(attributes.ipv6Addresses())),
                            CidrSet::union);
                }
            }
        }

        private static BalancerNodes of(Estate estate) {
            return estate.view(BalancerNodes.class, BalancerNodes::new);
        }

        private CidrSet addresses(String arn, String subnet) {
            String name = arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
            return addresses.getOrDefault(name + " " + subnet, CidrSet.EMPTY);
        }
    }
}
