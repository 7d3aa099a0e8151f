package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.inventory.kind.ResourceKind.VPC_ENDPOINT;
import static io.muster.inventory.kind.ResourceKind.VPC_ENDPOINT_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From host A to port 22 of a host of another VPC, which no route leads to, by an endpoint service (PrivateLink). */
class EndpointServicesTest extends BalancedWays {

    static final String SERVICE = "com.amazonaws.vpce.eu-central-1.vpce-svc-1";
    private static final String NO_ROUTE = "no route leads to it";

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
                                    "ipv4",
                                    List.of(),
                                    true,
                                    null,
                                    null,
                                    null,
                                    List.of(new Target("i-d", null, null, "healthy", null)),
                                    null)),
                    "service",
                    Network.endpointService(SERVICE),
                    "endpoint",
                    endpoint("available"),
                    "own",
                    eni("eni-v")
                            .status("in-use")
                            .in("subnet-2")
                            .privateIps("10.0.2.30")
                            .groups("sg-v"),
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
        return Network.ofService(enforced, listener(2222, "TCP", "ssh"));
    }

    private static Estates.Made<?> placed() {
        return Made.of(
                "vpce-1",
                Parts.of(
                        VpcEndpoint.class,
                        "vpcEndpointType",
                        "Interface",
                        "state",
                        "available",
                        "serviceName",
                        SERVICE,
                        "subnetIds",
                        List.of("subnet-2"),
                        "securityGroupIds",
                        List.of("sg-v"),
                        "networkInterfaceIds",
                        List.of("eni-v")));
    }

    /** An interface endpoint of the service, by the interface eni-v. */
    static Estates.Made<?> endpoint(String state) {
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

    static Stream<Arguments> shared() {
        Estates.Made<?> other =
                Made.of("vpce-1", Parts.of(VpcEndpoint.class, "serviceName", SERVICE + "0", "vpcId", "vpc-1"));
        Estates.Made<?> leading =
                Made.of("vpce-1", Parts.of(VpcEndpoint.class, "serviceName", SERVICE, "vpcId", "vpc-1"));
        Estates.Made<?> owned = Made.vpc("vpc-1", false, Estates.OTHER_ACCOUNT);
        Estates participant = shared(owned);
        return Stream.of(
                argumentSet(
                        "the owner is not registered", participant, UNKNOWN, "the endpoints of vpc-1, which another"),
                argumentSet(
                        "the owner has none for the service",
                        shared(owned).sharedBy(Estates.OTHER_ACCOUNT, Set.of(), owned, other),
                        NO,
                        ""),
                argumentSet(
                        "the owner has one for the service",
                        shared(owned).sharedBy(Estates.OTHER_ACCOUNT, Set.of(), owned, leading),
                        UNKNOWN,
                        "the endpoints of vpc-1, which another"),
                argumentSet(
                        "the owner's endpoints are not listed",
                        shared(owned).sharedBy(Estates.OTHER_ACCOUNT, Set.of(VPC_ENDPOINT), owned, other),
                        UNKNOWN,
                        "VPC_ENDPOINT in eu-central-1 of account " + Estates.OTHER_ACCOUNT));
    }

    private static Estates shared(Estates.Made<?> vpc) {
        Map<String, Estates.Made<?>> parts = new HashMap<>(Hosts.network(linked("vpc", vpc)));
        parts.remove("endpoint");
        return Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(Hosts.A, FAR);
    }

    @ParameterizedTest
    @MethodSource("shared")
    void aVpcThatIsSharedHasItsOwnersEndpoints(Estates estates, Reachable expected, String missing) {
        Outcome outcome = Questions.of(estates.build()).ask(Hosts.host(Hosts.A), Hosts.host(FAR), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.missing().toString()).contains(missing);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                argumentSet("an endpoint service", FAR, YES, "vpce-1 is connected to it", Hosts.network(linked())),
                argumentSet(
                        "an endpoint service that has not accepted",
                        FAR,
                        NO,
                        NO_ROUTE,
                        Hosts.network(linked("endpoint", endpoint("pendingAcceptance")))),
                argumentSet(
                        "an endpoint whose group does not admit the host",
                        FAR,
                        NO,
                        NO_ROUTE,
                        Hosts.network(linked("groupV", group("sg-v").in("tcp", 2222, 2222, "10.0.9.0/24")))),
                argumentSet(
                        "a load balancer whose groups count",
                        FAR,
                        NO,
                        NO_ROUTE,
                        Hosts.network(linked("balancer", network("on")))),
                argumentSet(
                        "a load balancer whose groups count and admit the host",
                        FAR,
                        YES,
                        "for 10.0.1.0/24",
                        Hosts.network(linked(
                                "balancer",
                                network("on"),
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 2222, 2222, "10.0.1.0/24")
                                        .out("-1", null, null, "0.0.0.0/0")))),
                argumentSet(
                        "a target that admits the host, and not the node",
                        FAR,
                        NO,
                        NO_ROUTE,
                        Hosts.network(linked("groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24")))),
                argumentSet(
                        "an Application Load Balancer behind the service that admits the node",
                        FAR,
                        YES,
                        "for 10.9.0.0/24",
                        Hosts.network(chained(
                                "groupOfInner",
                                group("sg-in")
                                        .in("tcp", 443, 443, "10.9.0.0/24")
                                        .out("-1", null, null, "0.0.0.0/0")))),
                argumentSet(
                        "an Application Load Balancer behind the service that admits the host alone",
                        FAR,
                        NO,
                        NO_ROUTE,
                        Hosts.network(chained(
                                "groupOfInner",
                                group("sg-in")
                                        .in("tcp", 443, 443, "10.0.1.0/24")
                                        .out("-1", null, null, "0.0.0.0/0")))),
                argumentSet(
                        "an Application Load Balancer behind the service that admits some of the nodes",
                        FAR,
                        UNKNOWN,
                        "the node of net/svc/1 that the traffic comes from",
                        Hosts.network(chained(
                                "groupOfInner",
                                group("sg-in")
                                        .in("tcp", 443, 443, "10.9.0.0/25")
                                        .out("-1", null, null, "0.0.0.0/0")))),
                argumentSet(
                        "an Application Load Balancer behind the service that admits the groups of the outer one",
                        FAR,
                        YES,
                        "members of sg-lb",
                        Hosts.network(chained(
                                "groupOfInner",
                                group("sg-in").inFromGroup("sg-lb").out("-1", null, null, "0.0.0.0/0")))));
    }

    /** The endpoint service leads to a Network Load Balancer before an Application Load Balancer of the same subnet. */
    private static Object[] chained(Object... changes) {
        return with(
                linked(
                        "outerTargets",
                        Network.targets(
                                "inner",
                                "alb",
                                443,
                                null,
                                Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "app/inner/1")),
                        "balancer",
                        Network.ofService("off", listener(2222, "TCP", "inner")),
                        "inner",
                        Made.of(
                                "app/inner/1",
                                Parts.of(
                                        LoadBalancer.class,
                                        "type",
                                        "application",
                                        "scheme",
                                        "internal",
                                        "ipAddressType",
                                        "ipv4",
                                        "vpcId",
                                        "vpc-2",
                                        "subnetIds",
                                        List.of("subnet-9"),
                                        "securityGroupIds",
                                        List.of("sg-in"),
                                        "listeners",
                                        List.of(listener(443, "HTTPS", "ssh")))),
                        "groupB",
                        group("sg-b").inFromGroup("sg-in"),
                        "acl",
                        openAcl("acl-1", "subnet-1", "subnet-2"),
                        "aclOfBalancers",
                        acl("acl-9", List.of("subnet-9"))),
                changes);
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                row("endpoints", FAR, UNKNOWN, "VPC_ENDPOINT in", VPC_ENDPOINT, linked("groupV", group("sg-v"))),
                row(
                        "the interface of the endpoint",
                        FAR,
                        UNKNOWN,
                        "the network interface of vpce-1 in subnet-2",
                        null,
                        linked("own", openAcl("acl-x"), "endpoint", placed())),
                row(
                        "the interface of an endpoint whose group does not admit the host",
                        FAR,
                        NO,
                        "",
                        null,
                        linked("own", openAcl("acl-x"), "endpoint", placed(), "groupV", group("sg-v"))),
                row("endpoints without a service", FAR, NO, "", VPC_ENDPOINT, linked("service", openAcl("acl-x"))),
                row(
                        "endpoint services",
                        FAR,
                        UNKNOWN,
                        "VPC_ENDPOINT_SERVICE",
                        VPC_ENDPOINT_SERVICE,
                        linked("service", openAcl("acl-x"))));
    }
}
