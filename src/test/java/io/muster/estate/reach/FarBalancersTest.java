package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancerParts.listener;
import static io.muster.estate.reach.BalancerParts.targets;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.OTHER_REGION;
import static io.muster.estate.reach.FarHosts.attached;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between hosts of two accounts or regions through a load balancer of either; straight, the group at the end admits nothing. */
class FarBalancersTest {

    static Stream<Arguments> there() {
        Estates.Made<?> closed = group("sg-2").in("tcp", 22, 22, "10.9.0.0/16");
        return Stream.of(
                argumentSet("over a peering connection", YES, peered(OTHER_ACCOUNT, before(OTHER_ACCOUNT, false))),
                argumentSet("in another region", YES, peered(OTHER_REGION, before(OTHER_REGION, false))),
                argumentSet("over a transit gateway", YES, attached(OTHER_ACCOUNT, before(OTHER_ACCOUNT, false))),
                argumentSet(
                        "a target that does not admit the node",
                        NO,
                        peered(OTHER_ACCOUNT, before(OTHER_ACCOUNT, false, "far group", closed))),
                argumentSet(
                        "a target that sees the client, whom it does not admit",
                        NO,
                        peered(OTHER_ACCOUNT, before(OTHER_ACCOUNT, true))),
                argumentSet(
                        "no way back",
                        NO,
                        peered(
                                OTHER_ACCOUNT,
                                before(
                                        OTHER_ACCOUNT,
                                        false,
                                        "far table",
                                        mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"))))),
                argumentSet(
                        "a node whose interface is not listed",
                        UNKNOWN,
                        peered(OTHER_ACCOUNT, before(OTHER_ACCOUNT, false, "far node", null))));
    }

    /** Port 80 of a load balancer in front of the host there, which does not admit the host here. */
    @ParameterizedTest
    @MethodSource("there")
    void aLoadBalancerThereLeadsToItsTargets(Reachable expected, FarHosts hosts) {
        assertThat(hosts.there().reachable()).as("%s", hosts.there()).isEqualTo(expected);
    }

    private static Object[] before(Scope place, boolean preserves, Object... more) {
        return Network.with(
                new Object[] {
                    "far group", group("sg-2").in("tcp", 22, 22, "10.2.1.5/32"),
                    "far balancer", balancer("vpc-2", "subnet-2", place),
                    "far targets", targets(22, "vpc-2", preserves, "10.2.1.100"),
                    "far node", node("vpc-2", "subnet-2", "10.2.1.5")
                },
                more);
    }

    static Stream<Arguments> here() {
        return Stream.of(
                argumentSet("over a peering connection", YES, peered(OTHER_ACCOUNT, behind())),
                argumentSet("in another region", YES, peered(OTHER_REGION, behind())),
                argumentSet("over a transit gateway", YES, attached(OTHER_ACCOUNT, behind())),
                argumentSet(
                        "another address is the target",
                        NO,
                        peered(OTHER_ACCOUNT, behind("targets", targets(22, "vpc-1", false, "10.2.1.101")))),
                argumentSet(
                        "the target does not admit the node",
                        NO,
                        peered(OTHER_ACCOUNT, behind("far group", group("sg-2").in("tcp", 22, 22, "10.1.1.6/32")))),
                argumentSet(
                        "an ACL there",
                        NO,
                        peered(OTHER_ACCOUNT, behind("far acl", acl("acl-2", List.of("subnet-2"))))));
    }

    /** Port 80 of a load balancer here, of which an address there is the target. */
    @ParameterizedTest
    @MethodSource("here")
    void aLoadBalancerHereLeadsToATargetThere(Reachable expected, FarHosts hosts) {
        assertThat(hosts.there().reachable()).as("%s", hosts.there()).isEqualTo(expected);
    }

    private static Object[] behind(Object... more) {
        return Network.with(
                new Object[] {
                    "far group", group("sg-2").in("tcp", 22, 22, "10.1.1.5/32"),
                    "balancer", balancer("vpc-1", "subnet-1", HERE),
                    "targets", targets(22, "vpc-1", false, "10.2.1.100"),
                    "node", node("vpc-1", "subnet-1", "10.1.1.5")
                },
                more);
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                argumentSet("an endpoint", YES, new Object[0]),
                argumentSet("an endpoint that waits", NO, new Object[] {"endpoint", endpoint("pendingAcceptance")}),
                argumentSet("none", NO, new Object[] {"endpoint", null}),
                argumentSet("a group that admits nothing", NO, new Object[] {"groupOfEndpoint", group("sg-e")}),
                argumentSet("nodes in several zones, which other accounts name otherwise", UNKNOWN, new Object[] {
                    "far balancer", balancer("vpc-2", "subnet-2", OTHER_ACCOUNT, "subnet-3"),
                    "far other", FarEstates.subnet("subnet-3", "vpc-2", "10.2.3.0/24", Estates.OTHER_ACCOUNT)
                }));
    }

    /** No route leads to the other VPC, but an endpoint here to its load balancer. */
    @ParameterizedTest
    @MethodSource("endpoints")
    void anEndpointLeadsWithoutARoute(Reachable expected, Object[] changes) {
        FarHosts hosts = peered(
                OTHER_ACCOUNT,
                Network.with(
                        before(
                                OTHER_ACCOUNT,
                                false,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local")),
                                "far service",
                                Made.of(
                                        "vpce-svc-1",
                                        Parts.of(
                                                VpcEndpointService.class,
                                                "serviceName",
                                                "com.example.svc",
                                                "loadBalancerArns",
                                                List.of(OTHER_ACCOUNT.arn(ResourceKind.LOAD_BALANCER, "net/x/1")))),
                                "endpoint",
                                endpoint("available"),
                                "groupOfEndpoint",
                                group("sg-e").in("tcp", 80, 80, "10.1.0.0/16"),
                                "door",
                                eni("eni-e")
                                        .type("vpc_endpoint")
                                        .requesterManaged("VPC Endpoint Interface vpce-1")
                                        .in("subnet-1")
                                        .privateIps("10.1.1.7")
                                        .groups("sg-e")),
                        changes));

        assertThat(hosts.there().reachable()).as("%s", hosts.there()).isEqualTo(expected);
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
                        "com.example.svc",
                        "vpcId",
                        "vpc-1",
                        "subnetIds",
                        List.of("subnet-1"),
                        "networkInterfaceIds",
                        List.of("eni-e"),
                        "securityGroupIds",
                        List.of("sg-e")));
    }

    private static Estates.Made<?> balancer(String vpc, String subnet, Scope place, String... more) {
        return Made.of(
                "net/x/1",
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "network",
                        "scheme",
                        "internal",
                        "ipAddressType",
                        "ipv4",
                        "vpcId",
                        vpc,
                        "subnetIds",
                        Stream.concat(Stream.of(subnet), Stream.of(more)).toList(),
                        "listeners",
                        List.of(listener(place, 80))));
    }

    private static MadeInterface node(String vpc, String subnet, String address) {
        return eni("eni-n")
                .inVpc(vpc)
                .in(subnet)
                .privateIps(address)
                .type("network_load_balancer")
                .requesterManaged("ELB net/x/1");
    }

    static Stream<Arguments> services() {
        return Stream.of(Arguments.of("tcp", UNKNOWN), Arguments.of("udp", UNKNOWN), Arguments.of("icmp", NO));
    }

    /** What load balancers do not forward cannot get through those that were not read. */
    @ParameterizedTest
    @MethodSource("services")
    void unforwardedTrafficIsNotUnknown(String protocol, Reachable expected) {
        ServiceRange services = ServiceRange.asked(protocol, null).orElseThrow();
        FarHosts there = peered(OTHER_ACCOUNT, "far group", group("sg-2").out("-1", null, null, "0.0.0.0/0"))
                .without(ResourceKind.LOAD_BALANCER);
        FarHosts back = peered(
                        OTHER_ACCOUNT,
                        "group",
                        group("sg-1").out("-1", null, null, "0.0.0.0/0"),
                        "far balancer",
                        balancer("vpc-2", "subnet-2", OTHER_ACCOUNT),
                        "far targets",
                        targets(22, "vpc-2", false, "10.1.1.100"))
                .without(ResourceKind.NETWORK_INTERFACE);

        assertThat(there.there(services).reachable())
                .as("%s", there.there(services))
                .isEqualTo(expected);
        assertThat(back.back(services).reachable())
                .as("%s", back.back(services))
                .isEqualTo(expected);
    }
}
