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
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the internet to a host of another account or region through a load balancer here, of which an address there is a target. */
class WaysByBalancersElsewhereTest {

    private static Object[] before(Object... more) {
        return Network.with(
                new Object[] {
                    "gateway", gateway("igw-1", "vpc-1"),
                    "table",
                            mainTable(
                                    "rtb-1",
                                    "vpc-1",
                                    route("10.1.0.0/16", "local"),
                                    route("10.2.0.0/16", "pcx-1"),
                                    route("0.0.0.0/0", "igw-1")),
                    "far group", group("sg-2").in("tcp", 22, 22, "10.1.1.5/32"),
                    "balancer", balancer("net/x/1", "internet-facing", HERE, "vpc-1", "subnet-1", 80),
                    "targets", targets(22, "vpc-1", false, "10.2.1.100"),
                    "node", node("eni-n", "net/x/1", "vpc-1", "subnet-1", "10.1.1.5")
                },
                more);
    }

    /** The target is the node of a load balancer there. */
    private static Object[] inARow(int port, Object... more) {
        return Network.with(
                before(
                        "targets", targets(port, "vpc-1", false, "10.2.1.5"),
                        "far balancer", balancer("net/y/1", "internal", OTHER_ACCOUNT, "vpc-2", "subnet-2", 80),
                        "far targets", targets(22, "vpc-2", false, "10.2.1.100"),
                        "far node", node("eni-y", "net/y/1", "vpc-2", "subnet-2", "10.2.1.5"),
                        "far group", group("sg-2").in("tcp", 22, 22, "10.2.1.5/32")),
                more);
    }

    /** A VPC that the account here shares, and both have something in it. */
    private static Object[] inAVpc(Object... more) {
        Estates.Made<?> vpc =
                Made.of("vpc-1", new Vpc(List.of("10.1.0.0/16"), List.of(), false, HERE.accountId(), null, null));
        Estates.Made<?> shared = FarEstates.subnet("subnet-2", "vpc-1", "10.1.2.0/24", HERE.accountId());
        Estates.Made<?> table = mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("0.0.0.0/0", "igw-1"));
        return Network.with(
                before(
                        "vpc", vpc,
                        "table", table,
                        "other", shared,
                        "other acl", openAcl("acl-2", "subnet-2"),
                        "targets", targets(22, "vpc-1", false, "10.1.2.100"),
                        "far vpc", vpc,
                        "far table", table,
                        "far subnet", shared,
                        "far host",
                                eni("eni-2")
                                        .of("i-2")
                                        .in("subnet-2")
                                        .privateIps("10.1.2.100")
                                        .groups("sg-2")),
                more);
    }

    static Stream<Arguments> ways() {
        Estates.Made<?> overGateway = mainTable(
                "rtb-1",
                "vpc-1",
                route("10.1.0.0/16", "local"),
                route("10.2.0.0/16", "tgw-1"),
                route("0.0.0.0/0", "igw-1"));
        return Stream.of(
                argumentSet("over a peering connection", YES, peered(OTHER_ACCOUNT, before())),
                argumentSet("in another region", YES, peered(OTHER_REGION, before())),
                argumentSet("over a transit gateway", YES, attached(OTHER_ACCOUNT, before("table", overGateway))),
                argumentSet("in a VPC that is shared", YES, peered(OTHER_ACCOUNT, inAVpc())),
                argumentSet(
                        "the same, where an ACL of the target's subnet stops it",
                        NO,
                        peered(OTHER_ACCOUNT, inAVpc("far acl", acl("acl-2", List.of("subnet-2"))))),
                argumentSet(
                        "inside alone",
                        NO,
                        peered(
                                OTHER_ACCOUNT,
                                before("balancer", balancer("net/x/1", "internal", HERE, "vpc-1", "subnet-1", 80)))),
                argumentSet(
                        "inside, behind a VPC origin of CloudFront",
                        YES,
                        peered(
                                OTHER_ACCOUNT,
                                before(
                                        "balancer",
                                        balancer("net/x/1", "internal", HERE, "vpc-1", "subnet-1", 443),
                                        "origin",
                                        BalancedEstates.origin(
                                                HERE.arn(ResourceKind.LOAD_BALANCER, "net/x/1"), "match-viewer"),
                                        "service",
                                        group("sg-cf").name("CloudFront-VPCOrigins-Service-SG")))),
                argumentSet("no internet gateway", NO, peered(OTHER_ACCOUNT, before("gateway", null))),
                argumentSet(
                        "a target that does not admit the node",
                        NO,
                        peered(OTHER_ACCOUNT, before("far group", group("sg-2").in("tcp", 22, 22, "8.0.0.0/8")))),
                argumentSet(
                        "no way back",
                        NO,
                        peered(
                                OTHER_ACCOUNT,
                                before("far table", mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"))))),
                argumentSet("a node that is not listed", UNKNOWN, peered(OTHER_ACCOUNT, before("node", null))),
                argumentSet(
                        "another address is the target",
                        NO,
                        peered(OTHER_ACCOUNT, before("targets", targets(22, "vpc-1", false, "10.2.1.101")))),
                argumentSet("a load balancer before another one", YES, peered(OTHER_ACCOUNT, inARow(80))),
                argumentSet("the same by a port without a listener", NO, peered(OTHER_ACCOUNT, inARow(81))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aLoadBalancerHereLeadsToATargetElsewhere(Reachable expected, FarHosts hosts) {
        Outcome outcome = hosts.through(EVERYONE, Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @Test
    void addressesOfTheInternetAloneAreClients() {
        FarHosts hosts = peered(OTHER_ACCOUNT, before());

        assertThat(hosts.through(range("8.8.8.8/32"), Set.of()).reachable()).isEqualTo(YES);
        assertThat(hosts.through(range("10.3.0.0/16"), Set.of()).reachable()).isEqualTo(NO);
    }

    @Test
    void ofAnAccountThatTheCallerMayNotSeeNothingButTheAccountIsTold() {
        Outcome outcome = peered(OTHER_ACCOUNT, before()).through(EVERYONE, Set.of(HERE));

        assertThat(outcome.reachable()).isEqualTo(YES);
        assertThat(outcome.hops())
                .singleElement()
                .hasToString("Hop[resourceId=eni-2, kind=NETWORK_INTERFACE, why=a load balancer of account "
                        + HERE.accountId() + " in eu-central-1 leads to it]");
        assertThat(outcome.notes()).isEmpty();
    }

    @Test
    void anAddressOfTheAccountOfTheLoadBalancerIsNotTheInternet() {
        // given
        FarHosts hosts = peered(
                OTHER_ACCOUNT,
                before(
                        "nat", eni("eni-nat").type("nat_gateway").publicIps("52.1.1.1"),
                        "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(100, true, "6", 80, 80, "52.1.1.1/32"),
                                        in(200, true, "-1", null, null, "10.0.0.0/8"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0"))));

        // when, then
        assertThat(hosts.through(EVERYONE, Set.of()).reachable()).isEqualTo(NO);
        assertThat(hosts.through(range("52.1.1.1/32"), Set.of()).reachable()).isEqualTo(YES);
    }

    private static Endpoint range(String text) {
        return new Endpoint.Range(CidrSet.parse(text));
    }

    private static Estates.Made<?> balancer(
            String name, String scheme, Scope place, String vpc, String subnet, int port) {
        return Made.of(
                name,
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "network",
                        "scheme",
                        scheme,
                        "ipAddressType",
                        "ipv4",
                        "vpcId",
                        vpc,
                        "subnetIds",
                        List.of(subnet),
                        "listeners",
                        List.of(listener(place, port))));
    }

    @Test
    void aHostMayGetThroughLoadBalancersOfRegionsThatWereNotRead() {
        FarHosts hosts = FarHosts.peered(OTHER_ACCOUNT);

        assertThat(hosts.unreadRegions("eni-2", Hosts.SSH, Set.of(OTHER_ACCOUNT)))
                .hasValueSatisfying(outcome -> {
                    assertThat(outcome.reachable()).isEqualTo(UNKNOWN);
                    assertThat(outcome.missing())
                            .singleElement()
                            .asString()
                            .contains("LOAD_BALANCER", OTHER_ACCOUNT.accountId());
                });
        assertThat(hosts.unreadRegions("eni-2", Hosts.SSH, Set.of())).isEmpty();
        ServiceRange icmp = ServiceRange.asked("icmp", null).orElseThrow();
        assertThat(hosts.unreadRegions("eni-2", icmp, Set.of(OTHER_ACCOUNT)))
                .as("load balancers forward none")
                .isEmpty();
    }

    private static MadeInterface node(String id, String balancer, String vpc, String subnet, String address) {
        return eni(id).inVpc(vpc)
                .in(subnet)
                .privateIps(address)
                .type("network_load_balancer")
                .requesterManaged("ELB " + balancer);
    }
}
