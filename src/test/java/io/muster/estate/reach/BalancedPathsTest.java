package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From host A to port 22 of a host that does not admit it, through a load balancer. */
class BalancedPathsTest {

    private static final MadeInterface INNER =
            eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b");
    private static final String SERVICE = "com.amazonaws.vpce.eu-central-1.vpce-svc-1";

    private static Object[] internal(Object... changes) {
        return with(
                new Object[] {
                    "balancer",
                    balancer(
                            "app/in/1",
                            "application",
                            "internal",
                            List.of("subnet-2"),
                            List.of("sg-lb"),
                            listener(443, "HTTPS", "ssh")),
                    "node",
                    eni("eni-n")
                            .in("subnet-2")
                            .privateIps("10.0.2.20")
                            .groups("sg-lb")
                            .described("ELB app/in/1"),
                    "targets",
                    Network.targets("ssh", "instance", 22, null, "i-b"),
                    "groupOfBalancer",
                    group("sg-lb").in("tcp", 443, 443, "10.0.1.0/24").out("-1", null, null, "0.0.0.0/0"),
                    "groupB",
                    group("sg-b").inFromGroup("sg-lb")
                },
                changes);
    }

    private static Object[] linked(Object... changes) {
        return with(
                new Object[] {
                    "subnet9",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                    "balancer",
                    network("off"),
                    "targets",
                    Made.of(
                            "ssh",
                            new TargetGroup(
                                    "instance",
                                    "TCP",
                                    22,
                                    "vpc-2",
                                    List.of(),
                                    true,
                                    null,
                                    null,
                                    List.of(new Target("i-d", null, null, "healthy", null)),
                                    null)),
                    "service",
                    Made.of(
                            "vpce-svc-1",
                            Parts.of(
                                    VpcEndpointService.class,
                                    "serviceName",
                                    SERVICE,
                                    "loadBalancerArns",
                                    List.of(Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "net/svc/1")))),
                    "endpoint",
                    endpoint("available"),
                    "own",
                    eni("eni-v").in("subnet-2").privateIps("10.0.2.30").groups("sg-v"),
                    "groupV",
                    group("sg-v").in("tcp", 2222, 2222, "10.0.0.0/16"),
                    "groupOfBalancer",
                    group("sg-lb").out("-1", null, null, "0.0.0.0/0"),
                    "groupB",
                    group("sg-b").in("tcp", 22, 22, "10.9.0.0/24")
                },
                changes);
    }

    private static Estates.Made<?> network(String enforced) {
        return Made.of(
                "net/svc/1",
                new LoadBalancer(
                        "network",
                        "internal",
                        "active",
                        null,
                        "ipv4",
                        "vpc-2",
                        List.of("subnet-9"),
                        List.of("sg-lb"),
                        enforced,
                        List.of(listener(2222, "TCP", "ssh")),
                        null,
                        null));
    }

    private static Estates.Made<?> endpoint(String state) {
        return Made.of(
                "vpce-1",
                Parts.of(
                        VpcEndpoint.class,
                        "vpcEndpointType",
                        "Interface",
                        "state",
                        state,
                        "serviceName",
                        SERVICE,
                        "networkInterfaceIds",
                        List.of("eni-v")));
    }

    private static Object[] with(Object[] changes, Object... more) {
        return Stream.concat(Stream.of(changes), Stream.of(more)).toArray();
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("no load balancer", INNER, NO, "", Hosts.network("groupB", group("sg-b"))),
                Arguments.of("an internal load balancer", INNER, YES, "listener HTTPS 443", Hosts.network(internal())),
                Arguments.of(
                        "an internal load balancer that does not admit the host",
                        INNER,
                        NO,
                        "",
                        Hosts.network(internal(
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 443, 443, "10.0.3.0/24")
                                        .out("-1", null, null, "0.0.0.0/0")))),
                Arguments.of("an endpoint service", FAR, YES, "vpce-1 is connected to it", Hosts.network(linked())),
                Arguments.of(
                        "an endpoint service that has not accepted",
                        FAR,
                        NO,
                        "",
                        Hosts.network(linked("endpoint", endpoint("pendingAcceptance")))),
                Arguments.of(
                        "an endpoint whose group does not admit the host",
                        FAR,
                        NO,
                        "",
                        Hosts.network(linked("groupV", group("sg-v").in("tcp", 2222, 2222, "10.0.9.0/24")))),
                Arguments.of(
                        "a load balancer whose groups count",
                        FAR,
                        NO,
                        "",
                        Hosts.network(linked("balancer", network("on")))),
                Arguments.of(
                        "a load balancer whose groups count and admit the host",
                        FAR,
                        YES,
                        "",
                        Hosts.network(linked(
                                "balancer",
                                network("on"),
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 2222, 2222, "10.0.1.0/24")
                                        .out("-1", null, null, "0.0.0.0/0")))),
                Arguments.of(
                        "a target that admits the host, and not the node",
                        FAR,
                        NO,
                        "",
                        Hosts.network(linked("groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void paths(String trap, MadeInterface to, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(A, to)
                .build();

        Outcome outcome = Questions.of(estate).ask(host(A), host(to), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }
}
