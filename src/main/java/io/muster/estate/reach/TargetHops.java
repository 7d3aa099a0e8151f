package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hops between the nodes of a load balancer and one of its targets, in its VPC or in another one.
 *
 * @param estate that of the load balancer
 * @param there  that of the target, which may be another account's or region's
 */
record TargetHops(
        Estate estate,
        BalancerFront front,
        TargetGroup group,
        Target target,
        Estate there,
        Resource<NetworkInterface> eni) {

    /** The gates at the target, for which the peer is the node or the client. */
    Passage inwards(String subnet) {
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
                        appliance(subnet, addresses()).stream(),
                        appliance(String.valueOf(eni.attributes().subnetId()), front.addresses(subnet)).stream())
                .toList();
    }

    private Optional<Gate> appliance(String subnet, CidrSet destinations) {
        return new Appliances(estate)
                .between(
                        subnet,
                        BalancerFront.vpc(estate, front.balancer()),
                        destinations,
                        front.balancer().resourceId());
    }

    /** Whether the target is in another VPC than the load balancer. */
    boolean isBeyond() {
        String own = BalancerFront.vpc(estate, front.balancer());
        String vpc = String.valueOf(eni.attributes().vpcId());
        return isFar()
                || (!own.equals(InternetGateways.UNTOLD) && !vpc.equals(InternetGateways.UNTOLD) && !own.equals(vpc));
    }

    private boolean isFar() {
        return !there.equals(estate);
    }

    /** The ways from an interface of a node to the addresses that the target is. */
    private Stream<Passage> pairs(Resource<NetworkInterface> node) {
        return HostPair.addresses(node)
                .flatMap(source -> told().filter(address -> address.family() == source.family())
                        .map(address -> isFar()
                                ? new FarPair(estate, node, source, there, eni, address).passage()
                                : new HostPair(estate, node, source, eni, address).passage()));
    }

    /** The address that the target is, else those of the interface that it may be. */
    private Stream<Cidr> told() {
        return Cidr.tryParse(target.id())
                .map(Stream::of)
                .orElseGet(() ->
                        HostPair.addresses(eni).filter(address -> addresses().covers(CidrSet.of(address))));
    }

    /** All hops from the node to a target in another VPC. */
    private Gate beyond(String subnet) {
        List<Passage> pairs = BalancerNodes.of(estate)
                .interfaces(front.balancer().arn(), subnet)
                .stream()
                .flatMap(this::pairs)
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
                pairs.stream().map(Passage::admits).reduce(Admission.NOTHING, Admission::union),
                packet -> why,
                packet -> why);
    }

    /**
     * The gates at the node, for which the peer is the target.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>, ELB_ACL_RESTRICTION: what a Classic Load Balancer sends meets the network ACL even within its subnet
     */
    Passage outwards(String subnet) {
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
        } else if (ClassicBalancers.TYPE.equals(front.balancer().attributes().type())) {
            gates.add(acls.out(subnet));
            gates.add(acls.answersIn(subnet)
                    .doubted("whether inbound entries of " + subnet + " count for answers to its load balancer"));
        }
        return new Passage(gates);
    }

    private Set<String> groupsOfBalancer() {
        return Set.copyOf(front.balancer().attributes().securityGroupIds());
    }

    /** That of the address that the target is, else the target group's; where this is not told, the one that the interface has. */
    IpFamily family() {
        return Cidr.tryParse(target.id()).map(Cidr::family).orElseGet(this::ofGroup);
    }

    private IpFamily ofGroup() {
        String type = String.valueOf(group.ipAddressType());
        return switch (type) {
            case TargetInterfaces.IPV4 -> IpFamily.IPV4;
            case TargetInterfaces.IPV6 -> IpFamily.IPV6;
            default -> eni.attributes().privateIps().isEmpty() ? IpFamily.IPV6 : IpFamily.IPV4;
        };
    }

    CidrSet addresses() {
        return Cidr.tryParse(target.id())
                .map(CidrSet::of)
                .orElseGet(() -> family() == IpFamily.IPV6
                        ? Addresses.of(eni.attributes().ipv6Addresses())
                        : ofInstance());
    }

    /**
     * The primary address; all addresses of the interface where that is not among them.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html">Target groups for your
     *     Network Load Balancers, Routing and IP addresses</a>
     */
    private CidrSet ofInstance() {
        List<String> all = eni.attributes().privateIps();
        return Addresses.of(there.stored(Instance.class, target.id())
                .map(instance -> instance.attributes().privateIp())
                .filter(all::contains)
                .map(List::of)
                .orElse(all));
    }
}
