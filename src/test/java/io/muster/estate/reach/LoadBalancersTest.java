package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ListenerRule;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the internet through a load balancer in the public subnet-1 to port 8080 of an interface in the private subnet-2. */
class LoadBalancersTest {

    private static final List<String> FRONT = List.of("subnet-1");
    private static final Listener HTTPS = listener(443, "HTTPS", "app");

    private static Map<String, Estates.Made<?>> network(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("subnet", subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"));
        parts.put("private", subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"));
        parts.put("table", table("rtb-1", "vpc-1", false, FRONT, route("0.0.0.0/0", "igw-1")));
        parts.put("main", mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "nat-1")));
        parts.put("acl", openAcl("acl-1", "subnet-1", "subnet-2"));
        parts.put(
                "groupOfBalancer",
                group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"));
        parts.put("group", group("sg-1").inFromGroup("sg-lb"));
        parts.put("balancer", alb("internet-facing", HTTPS));
        parts.put("targets", targets("app", "instance", 8080, null, "i-1"));
        return Network.changed(parts, changes);
    }

    private static Estates.Made<?> alb(String scheme, Listener... listeners) {
        return balancer("app/web/1", "application", scheme, FRONT, List.of("sg-lb"), listeners);
    }

    private static Estates.Made<?> nlb(List<String> groups, Listener... listeners) {
        return balancer("net/web/1", "network", "internet-facing", FRONT, groups, listeners);
    }

    private static Estates.Made<?> dualStack(Listener listener) {
        return Made.of(
                "net/web/1",
                new LoadBalancer(
                        "network",
                        "internet-facing",
                        "active",
                        null,
                        "dualstack",
                        "vpc-1",
                        FRONT,
                        List.of(),
                        null,
                        List.of(listener),
                        null,
                        null));
    }

    private static Estates.Made<?> classic(String scheme, int port) {
        return classicBalancer("web", scheme, FRONT, List.of("sg-lb"), classicListener(port, "HTTP", 8080));
    }

    private static Arguments row(String trap, Reachable expected, Object... changes) {
        return argumentSet(trap, expected, network(changes));
    }

    static Stream<Arguments> paths() {
        Listener tcp = listener(443, "TCP", "app");
        Object[] ofBothFamilies = {
            "balancer", dualStack(tcp),
            "subnet", subnet("subnet-1", "vpc-1", "10.0.1.0/24", "2600:1f00::/64", "off"),
            "table", table("rtb-1", "vpc-1", false, FRONT, route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1")),
            "targets", targets("app", "instance", 8080, true, "i-1")
        };
        return Stream.of(
                row("as it should be", YES),
                row("a Classic Load Balancer", YES, "balancer", classic("internet-facing", 443)),
                row("an internal Classic Load Balancer", NO, "balancer", classic("internal", 443)),
                row(
                        "a Classic Load Balancer whose group admits another port",
                        NO,
                        "balancer",
                        classic("internet-facing", 80)),
                row(
                        "behind a Classic Load Balancer, a group that does not admit it",
                        NO,
                        "balancer",
                        classic("internet-facing", 443),
                        "group",
                        group("sg-1")),
                row("internal", NO, "balancer", alb("internal", HTTPS)),
                row(
                        "another port at the group of the balancer",
                        NO,
                        "groupOfBalancer",
                        group("sg-lb").in("tcp", 80, 80, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0")),
                row(
                        "nothing goes out of the balancer",
                        NO,
                        "groupOfBalancer",
                        group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0")),
                row(
                        "out to the group of the target",
                        YES,
                        "groupOfBalancer",
                        group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").outToGroup("sg-1")),
                row(
                        "the target admits another group",
                        NO,
                        "group",
                        group("sg-1").inFromGroup("sg-9")),
                row("the target admits the subnet", YES, "group", group("sg-1").in("tcp", 8080, 8080, "10.0.1.0/24")),
                row(
                        "the target admits a part of the subnet",
                        UNKNOWN,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.1.0/25")),
                row(
                        "the target admits the node",
                        YES,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.1.7/32"),
                        "node",
                        eni("eni-9").in("subnet-1").described("ELB app/web/1").privateIps("10.0.1.7")),
                row(
                        "the target admits the listener's port",
                        NO,
                        "group",
                        group("sg-1").in("tcp", 443, 443, "0.0.0.0/0")),
                row(
                        "the balancer is in a private subnet",
                        NO,
                        "table",
                        table("rtb-1", "vpc-1", false, FRONT, route("0.0.0.0/0", "nat-1"))),
                row(
                        "an ACL between the subnets",
                        NO,
                        "acl",
                        openAcl("acl-1", "subnet-1"),
                        "other",
                        acl(
                                "acl-2",
                                List.of("subnet-2"),
                                in(100, true, "6", 80, 80, "0.0.0.0/0"),
                                out(100, true, "-1", null, null, "0.0.0.0/0"))),
                row(
                        "an ACL between the subnets stops the answers",
                        NO,
                        "acl",
                        openAcl("acl-1", "subnet-1"),
                        "other",
                        acl(
                                "acl-2",
                                List.of("subnet-2"),
                                in(100, true, "-1", null, null, "0.0.0.0/0"),
                                out(100, true, "6", 443, 443, "0.0.0.0/0"))),
                row("a listener that redirects", NO, "balancer", alb("internet-facing", listener(443, "HTTPS"))),
                row("a rule that forwards", YES, "balancer", ruled("path-pattern")),
                row("a rule before all others that takes every request", NO, "balancer", closedBefore(true)),
                row("a rule before all others that takes some requests", YES, "balancer", closedBefore(false)),
                row("a rule for chosen clients", UNKNOWN, "balancer", ruled("source-ip")),
                row("a rule whose group has the weight 0", NO, "balancer", ruled("path-pattern", "app")),
                row("a rule of which another group has the weight 0", YES, "balancer", ruled("path-pattern", "other")),
                row("targets by address", YES, "targets", targets("app", "ip", 8080, null, "10.0.2.10")),
                row(
                        "a network load balancer that hides clients",
                        NO,
                        "balancer",
                        nlb(List.of(), tcp),
                        "targets",
                        targets("app", "instance", 8080, false, "i-1")),
                row(
                        "a network load balancer that shows clients",
                        YES,
                        "balancer",
                        nlb(List.of(), tcp),
                        "targets",
                        targets("app", "instance", 8080, true, "i-1"),
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0")),
                row(
                        "a network load balancer that may do either",
                        UNKNOWN,
                        "balancer",
                        nlb(List.of(), tcp),
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.1.0/24")),
                row(
                        "a load balancer whose groups are not told",
                        UNKNOWN,
                        "balancer",
                        balancer("app/web/1", "application", "internet-facing", FRONT, List.of(), HTTPS),
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0")),
                row(
                        "a client of IPv6 at a target of IPv4, which admits IPv6 alone",
                        NO,
                        with(ofBothFamilies, "group", group("sg-1").in("tcp", 8080, 8080, "::/0"))),
                row(
                        "a client of IPv6 at a target of IPv4, which admits the node",
                        YES,
                        with(ofBothFamilies, "group", group("sg-1").in("tcp", 8080, 8080, "10.0.1.0/24"))),
                row(
                        "a network load balancer before an application load balancer",
                        YES,
                        "outer",
                        nlb(List.of(), listener(443, "TCP", "inner")),
                        "balancer",
                        balancer("app/web/1", "application", "internal", List.of("subnet-2"), List.of("sg-lb"), HTTPS),
                        "inner",
                        targets(
                                "inner",
                                "alb",
                                443,
                                null,
                                Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "app/web/1"))),
                row(
                        "a network load balancer that lets nothing out to the application load balancer behind it",
                        NO,
                        "outer",
                        nlb(List.of("sg-out"), listener(443, "TCP", "inner")),
                        "balancer",
                        balancer("app/web/1", "application", "internal", List.of("subnet-2"), List.of("sg-lb"), HTTPS),
                        "groupOfOuter",
                        group("sg-out").in("tcp", 443, 443, "0.0.0.0/0"),
                        "inner",
                        targets(
                                "inner",
                                "alb",
                                443,
                                null,
                                Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "app/web/1"))));
    }

    private static Estates.Made<?> closedBefore(boolean takesAllRequests) {
        ListenerRule closed = new ListenerRule(
                "rule-1", "1", List.of("path-pattern"), takesAllRequests, List.of("fixed-response"), List.of(), null);
        ListenerRule later = new ListenerRule(
                "rule-2",
                "2",
                List.of("host-header"),
                false,
                List.of("forward"),
                List.of(Network.targetGroupArn("app")),
                null);
        return alb(
                "internet-facing",
                new Listener(
                        "l",
                        443,
                        "HTTPS",
                        null,
                        List.of(),
                        List.of("forward"),
                        List.of(Network.targetGroupArn("app")),
                        null,
                        List.of(closed, later)));
    }

    private static Estates.Made<?> ruled(String field, String... idle) {
        ListenerRule rule = new ListenerRule(
                "rule-1",
                "1",
                List.of(field),
                false,
                List.of("forward"),
                List.of(Network.targetGroupArn("app")),
                Stream.of(idle).map(Network::targetGroupArn).toList());
        return alb(
                "internet-facing",
                new Listener(
                        "l", 443, "HTTPS", null, List.of(), List.of("fixed-response"), List.of(), null, List.of(rule)));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aLoadBalancerLeadsToItsTargets(Reachable expected, Map<String, Estates.Made<?>> parts) {
        MadeInterface target =
                eni("eni-1").of("i-1").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(target)
                .build();

        Exposed exposed = LoadBalancers.of(estate).to(target.resource()).stream()
                .map(Entrance::exposed)
                .reduce(Exposed.NOTHING, Exposed::union);

        assertThat(exposed.reachable()).as("%s", exposed).isEqualTo(expected);
        if (expected == YES) {
            assertThat(exposed.describe()).containsExactly("tcp 8080");
            assertThat(LoadBalancers.of(estate).to(target.resource()).get(0).hops())
                    .extracting(Hop::kind)
                    .contains(ResourceKind.INTERNET_GATEWAY, ResourceKind.LOAD_BALANCER, ResourceKind.TARGET_GROUP)
                    .endsWith(ResourceKind.NETWORK_INTERFACE);
        }
    }
}
