package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.inventory.kind.ResourceKind.LOAD_BALANCER;
import static io.muster.inventory.kind.ResourceKind.NETWORK_INTERFACE;
import static io.muster.inventory.kind.ResourceKind.TARGET_GROUP;
import static io.muster.inventory.kind.ResourceKind.VPC_ENDPOINT_SERVICE;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** From host A to port 22 of a host of its VPC that does not admit it, through a load balancer. */
class BalancedPathsTest extends BalancedWays {

    private static final MadeInterface INNER =
            eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b");

    private static final Estates.Made<?> NOTHING = Network.gateway("igw-7", "vpc-7");

    private static Object[] internal(Object... changes) {
        return with(HostEstates.internal(), changes);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                argumentSet(
                        "no load balancer",
                        INNER,
                        NO,
                        "no rule of sg-b admits tcp 22",
                        Hosts.network("groupB", group("sg-b"))),
                argumentSet("an internal load balancer", INNER, YES, "listener HTTPS 443", Hosts.network(internal())),
                argumentSet(
                        "an internal load balancer that does not admit the host",
                        INNER,
                        NO,
                        "no rule of sg-b admits tcp 22",
                        Hosts.network(internal(
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 443, 443, "10.0.3.0/24")
                                        .out("-1", null, null, "0.0.0.0/0")))));
    }

    static Stream<Arguments> unread() {
        Estates.Made<?> closed = group("sg-b");
        return Stream.of(
                row("everything is read", INNER, NO, "", null, internal("groupB", closed)),
                row("load balancers", INNER, UNKNOWN, "LOAD_BALANCER", LOAD_BALANCER, "groupB", closed),
                row("target groups", INNER, UNKNOWN, "TARGET_GROUP", TARGET_GROUP, internal("groupB", closed)),
                row(
                        "the targets of a group",
                        INNER,
                        UNKNOWN,
                        "the targets of",
                        null,
                        internal("targets", targetsUnread("vpc-1"))),
                row(
                        "the targets of a group of a load balancer that does not admit the host",
                        INNER,
                        NO,
                        "",
                        null,
                        internal("targets", targetsUnread("vpc-1"), "groupOfBalancer", group("sg-lb"))),
                row(
                        "the listeners of a load balancer",
                        INNER,
                        UNKNOWN,
                        "the listeners of",
                        null,
                        internal("balancer", application(null))),
                row(
                        "the listeners of a load balancer that does not admit the host",
                        INNER,
                        NO,
                        "",
                        null,
                        internal("balancer", application(null), "groupOfBalancer", group("sg-lb"))),
                row(
                        "the rules of a listener",
                        INNER,
                        UNKNOWN,
                        "the rules of listener-443",
                        null,
                        internal(
                                "balancer",
                                application(List.of(new Listener(
                                        "listener-443",
                                        443,
                                        "HTTPS",
                                        null,
                                        List.of(),
                                        List.of("fixed-response"),
                                        List.of(),
                                        null,
                                        null))))),
                row(
                        "the interface of the node",
                        INNER,
                        UNKNOWN,
                        "the network interface of app/in/1 in subnet-2",
                        null,
                        internal("node", NOTHING)),
                row(
                        "the interface of a node whose group does not admit the host",
                        INNER,
                        NO,
                        "",
                        null,
                        internal("node", NOTHING, "groupOfBalancer", group("sg-lb"))),
                row(
                        "the interface of a node that leads to another port",
                        INNER,
                        NO,
                        "",
                        null,
                        internal("node", NOTHING, "targets", Network.targets("ssh", "instance", 80, null, "i-b"))),
                row(
                        "the interface of a node, and its subnet",
                        INNER,
                        UNKNOWN,
                        "the network interface of app/in/1 in subnet-7",
                        null,
                        internal("node", NOTHING, "balancer", inSubnet("subnet-7"))),
                row(
                        "the interface of a node in another VPC, to which no route leads",
                        INNER,
                        NO,
                        "",
                        null,
                        internal(
                                "node",
                                NOTHING,
                                "balancer",
                                inSubnet("subnet-9"),
                                "nine",
                                Network.subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"))),
                row(
                        "endpoint services, which lead to no Application Load Balancer",
                        INNER,
                        NO,
                        "",
                        VPC_ENDPOINT_SERVICE,
                        internal("groupB", closed)),
                row(
                        "interfaces, so that there may be another node",
                        INNER,
                        UNKNOWN,
                        "NETWORK_INTERFACE",
                        NETWORK_INTERFACE,
                        internal("groupB", closed)));
    }

    private static Estates.Made<?> inSubnet(String subnet) {
        return balancer(
                "app/in/1",
                "application",
                "internal",
                List.of(subnet),
                List.of("sg-lb"),
                listener(443, "HTTPS", "ssh"));
    }

    private static Estates.Made<?> application(List<Listener> listeners) {
        return Made.of(
                "app/in/1",
                new LoadBalancer(
                        "application",
                        "internal",
                        "active",
                        null,
                        "ipv4",
                        "vpc-1",
                        List.of("subnet-2"),
                        List.of("sg-lb"),
                        null,
                        listeners,
                        null,
                        null));
    }

    private static Estates.Made<?> targetsUnread(String vpc) {
        return Made.of(
                "ssh",
                new TargetGroup("instance", "TCP", 22, vpc, "ipv4", List.of(), true, null, null, null, null, null));
    }
}
