package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpnStaticRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In from private addresses, and questions that have no path. */
class QuestionsTest {

    static Stream<Arguments> fromAddresses() {
        Estates.Made<?> toOffice = mainTable("rtb-1", "vpc-1", route("192.168.0.0/16", "vgw-1"));
        return Stream.of(
                Arguments.of("10.0.1.0/24", network(), YES),
                Arguments.of("10.0.3.0/24", network(), NO),
                Arguments.of("10.0.1.0/24", network(inside(route("10.0.1.0/24", "eni-9"))), UNKNOWN),
                Arguments.of("10.0.1.0/24", network(inside(route("10.0.1.0/25", "eni-9"))), YES),
                Arguments.of("10.0.1.0/24", network(inside(route("10.0.5.0/24", "eni-9"))), YES),
                Arguments.of("10.0.1.0/24", network(inside(blackhole("10.0.1.0/24", "eni-9"))), NO),
                Arguments.of("10.0.1.0/24", network(inside(propagated("10.0.1.0/24", "vgw-1"))), YES),
                Arguments.of("192.168.1.0/24", network(), NO),
                Arguments.of(
                        "192.168.1.0/24",
                        network("table", toOffice, "groupB", group("sg-b").in("tcp", 22, 22, "192.168.0.0/16")),
                        UNKNOWN),
                Arguments.of("192.168.1.0/24", network(behind(toOffice, "192.168.0.0/16", "available")), YES),
                Arguments.of("192.168.1.0/24", network(behind(toOffice, "172.16.0.0/12", "available")), UNKNOWN),
                Arguments.of("192.168.1.0/24", network(behind(toOffice, "192.168.0.0/16", "deleted")), UNKNOWN),
                Arguments.of("192.168.1.0/24", network("table", toOffice), NO),
                Arguments.of("8.8.8.8", network(), NO),
                Arguments.of("19.168.1.0/24", network(behindPublic("19.168.0.0/16", "19.168.0.0/16")), YES),
                Arguments.of("19.168.1.0/24", network(behindPublic("0.0.0.0/0", "19.168.0.0/16")), YES),
                Arguments.of("19.168.1.0/24", network(behindPublic("0.0.0.0/0", "172.16.0.0/12")), NO),
                Arguments.of("19.168.1.0/24", network(behindPublic("19.0.0.0/8", "172.16.0.0/12")), UNKNOWN),
                Arguments.of("19.168.1.0/24", network(byUnreadList("tgw-1", "GatewayLoadBalancer")), UNKNOWN),
                Arguments.of("19.168.1.0/24", network(byUnreadList("vpce-1", "GatewayLoadBalancer")), UNKNOWN),
                Arguments.of("19.168.1.0/24", network(byUnreadList("vpce-1", "Gateway")), NO));
    }

    /** A route of the table for a part of the VPC. */
    private static Object[] inside(Route route) {
        return new Object[] {"table", mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route)};
    }

    private static Object[] byUnreadList(String target, String endpointType) {
        return new Object[] {
            "table",
            mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("pl-1", target)),
            "list",
            Made.unreadableList("pl-1", "offices", Estates.OTHER_ACCOUNT),
            "endpoint",
            Made.of(
                    "vpce-1",
                    Parts.of(
                            VpcEndpoint.class,
                            "vpcEndpointType",
                            endpointType,
                            "state",
                            "available",
                            "vpcId",
                            "vpc-1")),
            "groupB",
            group("sg-b").in("tcp", 22, 22, "19.168.0.0/16")
        };
    }

    static Stream<Arguments> fromAnotherVpc() {
        Estates.Made<?> back =
                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"));
        Estates.Made<?> other =
                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-2"));
        Estates.Made<?> elsewhere = mainTable(
                "rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"), route("pl-1", "eni-5"));
        Estates.Made<?> either = mainTable(
                "rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("pl-1", "pcx-1"), route("pl-2", "eni-5"));
        return Stream.of(
                argumentSet("peered", peered("far", back), YES),
                argumentSet("peered, but for a prefix list that was not read", peered("far", elsewhere), UNKNOWN),
                argumentSet(
                        "peered, but for a prefix list of other addresses",
                        peered("far", elsewhere, "list", list("pl-1", "10.7.0.0/16")),
                        YES),
                argumentSet(
                        "peered by one of two prefix lists alike",
                        peered(
                                "far",
                                either,
                                "list",
                                list("pl-1", "10.0.0.0/16"),
                                "list2",
                                list("pl-2", "10.0.0.0/16")),
                        UNKNOWN),
                argumentSet("peered, without a way in", peered(), UNKNOWN),
                argumentSet("peered by another connection", peered("far", other), UNKNOWN),
                argumentSet(
                        "peered, with a group that admits others", peered("far", back, "groupB", group("sg-b")), NO),
                argumentSet("over a transit gateway", attached(), YES),
                argumentSet(
                        "over a transit gateway that is not known", attached("transit", openAcl("acl-x")), UNKNOWN));
    }

    private static Estates.Made<?> list(String id, String range) {
        return Made.prefixList(id, "offices", Estates.ACCOUNT, range);
    }

    private static Map<String, Estates.Made<?>> peered(Object... changes) {
        return network(with(
                new Object[] {
                    "nine",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1")),
                    "groupB",
                    group("sg-b").in("tcp", 22, 22, "10.9.0.0/16")
                },
                changes));
    }

    private static Map<String, Estates.Made<?>> attached(Object... changes) {
        return peered(with(TransitPathsTest.transit(), changes));
    }

    @ParameterizedTest
    @MethodSource
    void fromAnotherVpc(Map<String, Estates.Made<?>> parts, Reachable expected) {
        Endpoint from = new Endpoint.Range(CidrSet.parse("10.9.0.0/25"));

        Outcome outcome = Questions.of(estate(parts)).ask(from, host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** A VPN gateway that the table leads to by one range, with a VPN connection that has a static route of another. */
    private static Object[] behindPublic(String destination, String routed) {
        return with(
                behind(mainTable("rtb-1", "vpc-1", route(destination, "vgw-1")), routed, "available"),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "19.168.0.0/16"));
    }

    @Test
    void anOwnNetworkWithPublicAddressesIsNoWayFromTheInternet() {
        Outcome outcome = Questions.of(estate(network(behindPublic("19.168.0.0/16", "19.168.0.0/16"))))
                .ask(new Endpoint.Everyone(), host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
    }

    /** IPv6 addresses of a VPC are public, and those of other hosts in it are not the internet. */
    @Test
    void hostsOfTheVpcAreNotTheInternet() {
        // given
        MadeInterface six = eni("eni-6").of("i-6").in("subnet-2").groups("sg-a").ipv6("2600:1f00:0:2::10");
        Estate estate = estate(network(
                "groupA",
                group("sg-a").in("tcp", 22, 22, "::/0").out("-1", null, null, "::/0"),
                "vpc",
                Made.of("vpc-1", new Vpc(List.of(), List.of("2600:1f00::/56"), false, Estates.ACCOUNT, null, null)),
                "two",
                subnet("subnet-2", "vpc-1", "10.0.2.0/24", "2600:1f00:0:2::/64", "off"),
                "table",
                mainTable("rtb-1", "vpc-1", route("2600:1f00::/56", "local")),
                "six",
                six));
        Questions questions = Questions.of(estate);
        Endpoint everyone = new Endpoint.Everyone();
        Endpoint vpc = new Endpoint.Range(CidrSet.parse("2600:1f00::/56"));

        // when, then
        assertThat(questions.ask(everyone, host(six), SSH).reachable()).isEqualTo(NO);
        assertThat(questions.ask(vpc, host(six), SSH).reachable()).isEqualTo(YES);
        assertThat(questions.ask(host(six), everyone, SSH).reachable()).isEqualTo(NO);
        assertThat(questions.ask(host(six), vpc, SSH).reachable()).isEqualTo(YES);
    }

    /** A peering connection leads to the peered VPC alone, whatever the route says. */
    @Test
    void aPeeredVpcIsNotTheInternet() {
        // given
        Estate estate = estate(peered(
                "groupA",
                group("sg-a").out("-1", null, null, "0.0.0.0/0"),
                "table",
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "pcx-1"))));

        // when
        Outcome outcome = Questions.of(estate).ask(host(A), new Endpoint.Everyone(), SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
    }

    @Test
    void packetsGoOutToAnOwnNetworkWithPublicAddresses() {
        Outcome outcome = Questions.of(estate(network(behindPublic("0.0.0.0/0", "19.168.0.0/16"))))
                .ask(host(A), new Endpoint.Range(CidrSet.parse("19.168.1.1")), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(YES);
    }

    static Object[] behind(Estates.Made<?> table, String routed, String state) {
        return new Object[] {
            "table",
            table,
            "groupB",
            group("sg-b").in("tcp", 22, 22, "192.168.0.0/16"),
            "gatewayOfVpn",
            VpnParts.gateway("vpc-1"),
            "vpn",
            VpnParts.connection(state, "staticRoutes", List.of(new VpnStaticRoute(routed, "available")))
        };
    }

    @ParameterizedTest
    @MethodSource
    void fromAddresses(String cidr, Map<String, Estates.Made<?>> parts, Reachable expected) {
        Outcome outcome = Questions.of(estate(parts)).ask(new Endpoint.Range(CidrSet.parse(cidr)), host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                Arguments.of(ResourceKind.LOAD_BALANCER, UNKNOWN),
                Arguments.of(ResourceKind.TARGET_GROUP, UNKNOWN),
                Arguments.of(ResourceKind.CLASSIC_LOAD_BALANCER, UNKNOWN),
                Arguments.of(ResourceKind.INSTANCE_CONNECT_ENDPOINT, NO));
    }

    @ParameterizedTest
    @MethodSource("unread")
    void anUnreadKindIsUnknown(ResourceKind kind, Reachable expected) {
        Estates made = Estates.estate().without(kind);
        network().values().forEach(made::with);

        Outcome outcome = Questions.of(made.build()).ask(new Endpoint.Everyone(), host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.missing()).isEqualTo(expected == UNKNOWN ? Set.of(kind + " in eu-central-1") : Set.of());
    }

    @Test
    void oneSideHasToBeAResource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Questions.of(estate(network())).ask(new Endpoint.Everyone(), new Endpoint.Everyone(), SSH));
    }

    @Test
    void aHostWithoutInterfacesIsNotReached() {
        assertThat(Questions.of(estate(network()))
                        .ask(new Endpoint.Everyone(), new Endpoint.Host(List.of()), SSH)
                        .reachable())
                .isEqualTo(NO);
    }
}
