package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancedEstates.behind;
import static io.muster.estate.reach.BalancedEstates.node;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the internet to port 8080 of a host behind an internal load balancer, an address of which is a target of one that faces the internet.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">Target groups for your
 *     Application Load Balancers</a>: any private address of the VPC may be a target
 */
class BalancersInARowTest {

    private static final ServiceRange WEB = ServiceRange.asked("tcp", 8080).orElseThrow();
    private static final String SERVICE = "com.example.svc";
    private static final MadeInterface DOOR = eni("eni-i")
            .in("subnet-2")
            .privateIps("10.0.2.20")
            .groups("sg-inner")
            .requesterManaged("ELB app/inner/1");

    private static Object[] inARow(Object... changes) {
        return with(
                new Object[] {
                    "outer", BalancedEstates.toWeb("internet-facing", listener(443, "HTTPS", "inner")),
                    "toInner", targets("inner", "ip", 8443, null, "10.0.2.20"),
                    "inner", inner("app/inner/1", "application", 8443),
                    "door", DOOR,
                    "groupOfInner",
                            group("sg-inner")
                                    .in("tcp", 8443, 8443, "10.0.1.20/32")
                                    .out("-1", null, null, "0.0.0.0/0"),
                    "app", targets("app", "instance", 8080, null, "i-1"),
                    "group", group("sg-1").inFromGroup("sg-inner"),
                    "groupOfBalancer",
                            group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0")
                },
                changes);
    }

    private static Estates.Made<?> inner(String name, String type, int port) {
        return balancer(
                name,
                type,
                "internal",
                List.of("subnet-2"),
                List.of("sg-inner"),
                listener(port, type.equals("network") ? "TCP" : "HTTP", "app"));
    }

    private static Object[] byEndpoint(String state, String... clients) {
        return inARow(
                "inner", inner("net/inner/1", "network", 8443),
                "door",
                        eni("eni-i")
                                .in("subnet-2")
                                .privateIps("10.0.2.21")
                                .groups("sg-inner")
                                .requesterManaged("ELB net/inner/1")
                                .type("network_load_balancer"),
                "app", targets("app", "instance", 8080, false, "i-1"),
                "service",
                        Made.of(
                                "vpce-svc-1",
                                Parts.of(
                                        VpcEndpointService.class,
                                        "serviceName",
                                        SERVICE,
                                        "loadBalancerArns",
                                        List.of(Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "net/inner/1")))),
                "endpoint",
                        Made.of(
                                "vpce-1",
                                Parts.of(
                                        VpcEndpoint.class,
                                        "vpcEndpointType",
                                        "Interface",
                                        "state",
                                        state,
                                        "serviceName",
                                        SERVICE,
                                        "vpcId",
                                        "vpc-1",
                                        "networkInterfaceIds",
                                        List.of("eni-v"))),
                "interface",
                        eni("eni-v")
                                .in("subnet-2")
                                .privateIps("10.0.2.20")
                                .groups("sg-v")
                                .type("vpc_endpoint")
                                .requesterManaged("VPC Endpoint Interface vpce-1"),
                "groupOfEndpoint", group("sg-v").in("tcp", 8443, 8443, "10.0.1.0/24"),
                "groupOfInner",
                        Stream.of(clients)
                                .reduce(
                                        group("sg-inner").out("-1", null, null, "0.0.0.0/0"),
                                        (one, range) -> one.in("tcp", 8443, 8443, range),
                                        (one, other) -> one));
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("the node of an Application Load Balancer", YES, inARow()),
                argumentSet("a port without a listener", NO, inARow("inner", inner("app/inner/1", "application", 80))),
                argumentSet(
                        "a node whose group admits the clients and not the first load balancer",
                        NO,
                        inARow("groupOfInner", group("sg-inner").in("tcp", 8443, 8443, "8.0.0.0/8"))),
                argumentSet(
                        "a host that does not admit the second one",
                        NO,
                        inARow("group", group("sg-1").inFromGroup("sg-lb"))),
                argumentSet(
                        "a first one that faces no internet",
                        NO,
                        inARow("outer", BalancedEstates.toWeb("internal", listener(443, "HTTPS", "inner")))),
                argumentSet(
                        "the node of a Network Load Balancer whose targets see the first one",
                        YES,
                        network(true, group("sg-1").in("tcp", 8080, 8080, "10.0.1.20/32"))),
                argumentSet(
                        "the same where they admit the second one alone",
                        NO,
                        network(true, group("sg-1").in("tcp", 8080, 8080, "10.0.2.20/32"))),
                argumentSet(
                        "the node of a Network Load Balancer whose targets see it",
                        YES,
                        network(false, group("sg-1").in("tcp", 8080, 8080, "10.0.2.20/32"))),
                argumentSet(
                        "an address that is no node's",
                        NO,
                        inARow("toInner", targets("inner", "ip", 8443, null, "10.0.2.99"))),
                argumentSet("an endpoint", YES, byEndpoint("available", "10.0.1.0/24")),
                argumentSet("an endpoint that waits", NO, byEndpoint("pendingAcceptance", "10.0.1.0/24")),
                argumentSet(
                        "an endpoint that leads to groups, which need not count",
                        UNKNOWN,
                        byEndpoint("available", "10.0.9.0/24")),
                argumentSet("two in a circle", NO, inARow("app", targets("app", "ip", 8443, null, "10.0.2.20"))));
    }

    private static Object[] network(boolean preserves, Estates.Made<?> group) {
        return inARow(
                "inner", inner("net/inner/1", "network", 8443),
                "door",
                        eni("eni-i")
                                .in("subnet-2")
                                .privateIps("10.0.2.20")
                                .groups("sg-inner")
                                .type("network_load_balancer")
                                .requesterManaged("ELB net/inner/1"),
                "app", targets("app", "instance", 8080, preserves, "i-1"),
                "group", group);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void fromTheInternet(Reachable expected, Object... changes) {
        // given
        Map<String, Estates.Made<?>> parts = behind(with(changes, "node", node("app/web/1")));
        Estate estate = Hosts.estate(parts);
        Resource<NetworkInterface> host =
                estate.stored(NetworkInterface.class, "eni-1").orElseThrow();

        // when
        Outcome outcome = Questions.of(estate).ask(EVERYONE, new Endpoint.Host(List.of(host)), WEB);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        if (expected == YES) {
            assertThat(outcome.hops()).extracting(Hop::resourceId).contains("app/web/1", "inner", "app", "eni-1");
        }
    }
}
