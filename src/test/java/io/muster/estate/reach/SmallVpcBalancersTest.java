package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the internet through load balancers of small networks that are seldom drawn: what AWS documents of each is in the name. */
class SmallVpcBalancersTest {

    private static final NetworkAclEntry ALL_IN = in(900, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ALL_OUT = out(900, true, "-1", null, null, "0.0.0.0/0");
    private static final Endpoint CLIENT = range("8.8.8.8/32");

    static Stream<Arguments> balancers() {
        return Stream.of(
                row(
                        "a Network Load Balancer without a group, whose target admits clients",
                        YES,
                        nlb(true, "groupB", group("sg-b").in("tcp", 22, 22, "8.8.0.0/16"))),
                row(
                        "one that keeps the client, whose target admits its nodes alone",
                        NO,
                        nlb(true, "groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.50/32"))),
                row(
                        "one that hides the client, whose target admits its nodes alone",
                        YES,
                        nlb(false, "groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.50/32"))),
                row(
                        "one that hides the client, whose target admits clients alone",
                        NO,
                        nlb(false, "groupB", group("sg-b").in("tcp", 22, 22, "8.8.0.0/16"))),
                row(
                        "one that keeps the client, whose target admits its group",
                        YES,
                        nlb(
                                true,
                                "balancer",
                                net(List.of("sg-lb"), listener(80, "TCP", "tg")),
                                "node",
                                node("sg-lb"),
                                "groupOfBalancer",
                                group("sg-lb").in("tcp", 80, 80, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                                "groupB",
                                group("sg-b").inFromGroup("sg-lb"))),
                row(
                        "one whose group admits another client",
                        NO,
                        nlb(
                                true,
                                "balancer",
                                net(List.of("sg-lb"), listener(80, "TCP", "tg")),
                                "node",
                                node("sg-lb"),
                                "groupOfBalancer",
                                group("sg-lb").in("tcp", 80, 80, "9.0.0.0/8").out("-1", null, null, "0.0.0.0/0"))),
                row(
                        "one whose group lets nothing out to the target",
                        NO,
                        nlb(
                                true,
                                "balancer",
                                net(List.of("sg-lb"), listener(80, "TCP", "tg")),
                                "node",
                                node("sg-lb"),
                                "groupOfBalancer",
                                group("sg-lb").in("tcp", 80, 80, "0.0.0.0/0"))),
                row(
                        "a listener of UDP before a target of TCP 22",
                        NO,
                        nlb(true, "balancer", net(List.of(), listener(80, "UDP", "tg")))),
                row(
                        "a listener of both protocols",
                        YES,
                        nlb(true, "balancer", net(List.of(), listener(80, "TCP_UDP", "tg")))),
                row("a listener of TLS", YES, nlb(true, "balancer", net(List.of(), listener(443, "TLS", "tg")))),
                row(
                        "another port of the target group",
                        NO,
                        nlb(true, "targets", targets("tg", "instance", 23, true, "i-b"))),
                row(
                        "an ACL of the target's subnet that denies clients which it keeps",
                        NO,
                        nlb(
                                true,
                                "privateAcl",
                                acl(
                                        "acl-2",
                                        List.of("subnet-2"),
                                        in(90, false, "-1", null, null, "8.0.0.0/8"),
                                        ALL_IN,
                                        ALL_OUT))),
                row(
                        "an ACL of the target's subnet that denies clients which it hides",
                        YES,
                        nlb(
                                false,
                                "privateAcl",
                                acl(
                                        "acl-2",
                                        List.of("subnet-2"),
                                        in(90, false, "-1", null, null, "8.0.0.0/8"),
                                        ALL_IN,
                                        ALL_OUT))),
                row(
                        "an ACL of the node's subnet that denies clients",
                        NO,
                        nlb(
                                false,
                                "publicAcl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(90, false, "-1", null, null, "8.0.0.0/8"),
                                        ALL_IN,
                                        ALL_OUT))),
                row(
                        "a load balancer in a subnet without a way to the internet",
                        NO,
                        nlb(false, "publicTable", SmallVpc.publicTable(route("0.0.0.0/0", "nat-1")))),
                row(
                        "an internal one",
                        NO,
                        nlb(
                                false,
                                "balancer",
                                balancer(
                                        "net/x/1",
                                        "network",
                                        "internal",
                                        List.of("subnet-1"),
                                        List.of(),
                                        listener(80, "TCP", "tg")))),
                row(
                        "a block of ingress",
                        NO,
                        nlb(
                                false,
                                "public",
                                Network.subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "block-ingress"))),
                row(
                        "a block of ingress in the target's subnet alone",
                        YES,
                        nlb(
                                false,
                                "private",
                                Network.subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "block-ingress"))),
                row(
                        "a second private address of the target",
                        YES,
                        nlb(
                                false,
                                "targets",
                                targets("tg", "ip", 22, false, "10.0.2.11"),
                                "b",
                                eni("eni-b")
                                        .of("i-b")
                                        .in("subnet-2")
                                        .privateIps("10.0.2.10", "10.0.2.11")
                                        .groups("sg-b"))),
                row(
                        "an address that is no one's",
                        NO,
                        nlb(false, "targets", targets("tg", "ip", 22, false, "10.0.2.99"))),
                row(
                        "an Application Load Balancer that redirects",
                        NO,
                        alb(
                                "balancer",
                                app(new Listener(
                                        "l",
                                        80,
                                        "HTTP",
                                        null,
                                        List.of(),
                                        List.of("redirect"),
                                        List.of(),
                                        null,
                                        List.of())))),
                row("an Application Load Balancer", YES, alb()),
                row(
                        "one whose target admits its group",
                        YES,
                        alb("groupB", group("sg-b").inFromGroup("sg-lb"))),
                row(
                        "one whose target admits clients alone",
                        NO,
                        alb("groupB", group("sg-b").in("tcp", 22, 22, "8.0.0.0/8"))),
                row(
                        "one whose target is in a zone that it has no node in",
                        NO,
                        alb("private", SmallVpc.privateIn(SmallVpc.OTHER_ZONE))),
                row(
                        "one in front of a target group without targets",
                        NO,
                        alb("targets", targets("tg", "instance", 22, null))),
                row("one before a target in a peered VPC", YES, alb(peered("10.9.0.10/32"))),
                row("one before a target in a peered VPC that admits others", NO, alb(peered("10.9.0.11/32"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("balancers")
    void loadBalancersLeadAsDocumented(String name, Reachable expected, Object[] changes) {
        boolean far = name.contains("peered");
        Outcome outcome = SmallVpc.into(network(changes), CLIENT, far ? "eni-d" : "eni-b", Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Object[] peered(String admitted) {
        return new Object[] {
            "vpc2", SmallVpc.vpc("vpc-2", "10.9.0.0/16"),
            "nine", SmallVpc.subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, SmallVpc.ZONE),
            "acl9", openAcl("acl-9", "subnet-9"),
            "d",
                    eni("eni-d")
                            .of("i-d")
                            .inVpc("vpc-2")
                            .in("subnet-9")
                            .privateIps("10.9.0.20")
                            .groups("sg-d"),
            "groupD", group("sg-d").of("vpc-2").in("tcp", 22, 22, admitted.replace("10.9.0.10", "10.0.1.50")),
            "publicTable", SmallVpc.publicTable(route("0.0.0.0/0", "igw-1"), route("10.9.0.0/16", "pcx-1")),
            "far", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1")),
            "pcx", PeeringParts.ofTwoVpcs("active"),
            "targets", targets("tg", "ip", 22, null, "10.9.0.20")
        };
    }

    private static Object[] nlb(boolean keeps, Object... changes) {
        return Network.with(
                new Object[] {
                    "balancer", net(List.of(), listener(80, "TCP", "tg")),
                    "node", node(),
                    "targets", targets("tg", "instance", 22, keeps, "i-b"),
                    "b",
                            eni("eni-b")
                                    .of("i-b")
                                    .in("subnet-2")
                                    .privateIps("10.0.2.10")
                                    .groups("sg-b"),
                    "groupB", group("sg-b").in("tcp", 22, 22, "0.0.0.0/0")
                },
                changes);
    }

    private static Object[] alb(Object... changes) {
        return Network.with(
                new Object[] {
                    "balancer", app(listener(80, "HTTP", "tg")),
                    "node",
                            eni("eni-n")
                                    .in("subnet-1")
                                    .privateIps("10.0.1.50")
                                    .publicIps("52.0.0.50")
                                    .groups("sg-lb")
                                    .requesterManaged("ELB app/x/1"),
                    "targets", targets("tg", "instance", 22, null, "i-b"),
                    "groupOfBalancer",
                            group("sg-lb").in("tcp", 80, 80, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                    "b",
                            eni("eni-b")
                                    .of("i-b")
                                    .in("subnet-2")
                                    .privateIps("10.0.2.10")
                                    .groups("sg-b"),
                    "groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.50/32")
                },
                changes);
    }

    private static Estates.Made<?> net(List<String> groups, Listener listener) {
        return balancer("net/x/1", "network", "internet-facing", List.of("subnet-1"), groups, listener);
    }

    private static Estates.Made<?> app(Listener listener) {
        return balancer("app/x/1", "application", "internet-facing", List.of("subnet-1"), List.of("sg-lb"), listener);
    }

    private static Object node(String... groups) {
        return eni("eni-n")
                .in("subnet-1")
                .privateIps("10.0.1.50")
                .publicIps("52.0.0.50")
                .groups(groups)
                .type("network_load_balancer")
                .requesterManaged("ELB net/x/1");
    }

    private static Arguments row(String name, Reachable expected, Object[] changes) {
        return Arguments.of(name, expected, changes);
    }
}
