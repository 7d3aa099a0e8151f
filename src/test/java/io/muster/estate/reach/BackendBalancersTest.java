package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancerParts.listener;
import static io.muster.estate.reach.BalancerParts.targets;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the internet to a host behind an internal load balancer, where a load balancer of another account may have that one as its target. */
class BackendBalancersTest {

    /** The host admits the node alone, which listens at port 80 and sends on to port 22. */
    private static Object[] inner(Object... more) {
        return Network.with(
                new Object[] {
                    "far group",
                    group("sg-2").in("tcp", 22, 22, "10.2.1.5/32"),
                    "far inner group",
                    inner("tcp", 80, "10.1.0.0/16"),
                    "far balancer",
                    balancer(List.of(listener(OTHER_ACCOUNT, 80))),
                    "far targets",
                    targets(22, "vpc-2", false, "10.2.1.100"),
                    "far node",
                    eni("eni-y")
                            .inVpc("vpc-2")
                            .in("subnet-2")
                            .privateIps("10.2.1.5")
                            .groups("sg-y")
                            .ownedBy(OTHER_ACCOUNT.accountId())
                            .type("network_load_balancer")
                            .requesterManaged("ELB net/y/1")
                },
                more);
    }

    private static Estates.Made<?> inner(String protocol, int port, String from) {
        return group("sg-y").in(protocol, port, port, from).out("-1", null, null, "0.0.0.0/0");
    }

    static Stream<Arguments> doors() {
        return Stream.of(
                argumentSet("it admits the other network", UNKNOWN, inner()),
                argumentSet("it admits another network", NO, inner("far inner group", inner("tcp", 80, "10.3.0.0/16"))),
                argumentSet(
                        "it admits a port without a listener",
                        NO,
                        inner("far inner group", inner("tcp", 81, "10.1.0.0/16"))),
                argumentSet(
                        "it leads to another port",
                        NO,
                        inner("far targets", targets(443, "vpc-2", false, "10.2.1.100"))),
                argumentSet(
                        "the host does not admit it",
                        NO,
                        inner("far group", group("sg-2").in("tcp", 22, 22, "10.2.1.6/32"))),
                argumentSet("its listeners were not read", UNKNOWN, inner("far balancer", balancer(null))),
                argumentSet("its targets were not read", UNKNOWN, inner("far targets", null)),
                argumentSet("its interface is not listed", UNKNOWN, inner("far node", null)),
                argumentSet(
                        "the same, and it admits another network",
                        NO,
                        inner("far node", null, "far inner group", inner("tcp", 80, "10.3.0.0/16"))));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void anotherLoadBalancerMayBeInFront(Reachable expected, Object[] parts) {
        for (FarHosts hosts : List.of(
                peered(OTHER_ACCOUNT, parts), peered(OTHER_ACCOUNT, parts).untold())) {
            Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of());

            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        }
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of("10.1.0.0/16", 80, UNKNOWN),
                Arguments.of("10.3.0.0/16", 80, NO),
                Arguments.of("10.1.0.0/16", 81, NO));
    }

    /** The load balancer itself admits nothing of the other network. */
    @ParameterizedTest
    @MethodSource("endpoints")
    void anEndpointMayBeInFront(String admitted, int port, Reachable expected) {
        FarHosts hosts = peered(
                OTHER_ACCOUNT,
                inner(
                        "far inner group",
                        inner("tcp", 80, "10.2.0.0/16"),
                        "far service",
                        service(),
                        "far endpoint",
                        endpoint(),
                        "far endpoint group",
                        group("sg-e").in("tcp", port, port, admitted),
                        "far endpoint interface",
                        eni("eni-e")
                                .inVpc("vpc-2")
                                .in("subnet-2")
                                .privateIps("10.2.1.9")
                                .groups("sg-e")
                                .ownedBy(OTHER_ACCOUNT.accountId())
                                .status("in-use")
                                .type("vpc_endpoint")));

        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Estates.Made<?> service() {
        return Made.of(
                "vpce-svc-1",
                Parts.of(
                        VpcEndpointService.class,
                        "serviceName",
                        "com.amazonaws.vpce.eu-central-1.vpce-svc-1",
                        "loadBalancerArns",
                        List.of(OTHER_ACCOUNT.arn(ResourceKind.LOAD_BALANCER, "net/y/1"))));
    }

    private static Estates.Made<?> endpoint() {
        return Made.of(
                "vpce-1",
                Parts.of(
                        VpcEndpoint.class,
                        "vpcEndpointType",
                        "Interface",
                        "state",
                        "available",
                        "serviceName",
                        "com.amazonaws.vpce.eu-central-1.vpce-svc-1",
                        "vpcId",
                        "vpc-2",
                        "subnetIds",
                        List.of("subnet-2"),
                        "networkInterfaceIds",
                        List.of("eni-e"),
                        "securityGroupIds",
                        List.of("sg-e")));
    }

    @Test
    void saysWhichLoadBalancersWereNotRead() {
        assertThat(peered(OTHER_ACCOUNT, inner())
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .missing()
                        .toString())
                .contains("LOAD_BALANCER in eu-central-1 of account " + HERE.accountId());
    }

    @Test
    void wasReadWhereAllLoadBalancersWere() {
        assertThat(peered(OTHER_ACCOUNT, inner())
                        .unread(Hosts.SSH, Set.of(), Set.of(HERE))
                        .reachable())
                .isEqualTo(NO);
    }

    private static Estates.Made<?> balancer(@Nullable List<Listener> listeners) {
        return Made.of(
                "net/y/1",
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "network",
                        "scheme",
                        "internal",
                        "ipAddressType",
                        "ipv4",
                        "vpcId",
                        "vpc-2",
                        "subnetIds",
                        List.of("subnet-2"),
                        "securityGroupIds",
                        List.of("sg-y"),
                        "listeners",
                        listeners));
    }
}
