package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The route table of an internet gateway is in the way of what comes in, and of the answers to what went out: for each family by its routes. */
class EdgeTablesTest {

    private static final Route DROPS_4 = blackhole("10.0.1.0/24", "eni-9");
    private static final Route DROPS_6 = blackhole("2600:1f00::/64", "eni-9");
    private static final Route INSPECTS_4 = route("10.0.1.0/24", "vpce-1");
    private static final Route INSPECTS_6 = route("2600:1f00::/64", "vpce-1");

    private static final Resource<NetworkInterface> BOTH = eni("eni-1")
            .of("i-1")
            .in("subnet-1")
            .privateIps("10.0.1.10")
            .publicIps("52.0.0.1")
            .ipv6("2600:1f00::10")
            .groups("sg-1")
            .resource();

    @ParameterizedTest
    @MethodSource
    void decidesForEachFamily(List<Route> edge, Reachable ipv4, Reachable ipv6) {
        // given
        Estate estate = estate(edge.toArray(Route[]::new)).build();

        // then
        assertThat(out(estate, "8.8.8.8/32")).isEqualTo(ipv4);
        assertThat(out(estate, "2001:4860:4860::8888/128")).isEqualTo(ipv6);
        // answers go straight to the internet gateway, past an appliance that takes what comes in
        assertThat(in(estate, "8.8.8.8/32")).isEqualTo(ipv4);
        assertThat(in(estate, "2001:4860:4860::8888/128")).isEqualTo(ipv6);
    }

    static Stream<Arguments> decidesForEachFamily() {
        return Stream.of(
                argumentSet("nothing", List.of(), YES, YES),
                argumentSet("IPv4 dropped", List.of(DROPS_4), NO, YES),
                argumentSet("IPv6 dropped", List.of(DROPS_6), YES, NO),
                argumentSet("both dropped", List.of(DROPS_4, DROPS_6), NO, NO),
                argumentSet("IPv4 inspected", List.of(INSPECTS_4), UNKNOWN, YES),
                argumentSet("IPv6 inspected", List.of(INSPECTS_6), YES, UNKNOWN),
                argumentSet("IPv4 dropped, IPv6 inspected", List.of(DROPS_4, INSPECTS_6), NO, UNKNOWN));
    }

    @Test
    void oneThatWasNotReadMayDropOrInspect() {
        // given
        Estate estate = Estates.unread(estate().build(), ResourceKind.ROUTE_TABLE, "rtb-e");

        // then
        assertThat(out(estate, "8.8.8.8/32")).isEqualTo(UNKNOWN);
        assertThat(in(estate, "8.8.8.8/32")).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource
    void isInTheWayOfAnswersToANatGateway(Estates.Made<NatGateway> nat, List<Route> edge, Reachable expected) {
        // given
        Estate estate = estate(edge.toArray(Route[]::new))
                .with(subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, "off"))
                .with(openAcl("acl-3", "subnet-3"))
                .with(table("rtb-3", "vpc-1", false, List.of("subnet-3"), route("0.0.0.0/0", "nat-1")))
                .with(table("rtb-n", "vpc-1", false, List.of(), route("0.0.0.0/0", "igw-1")))
                .with(table("rtb-v", "vpc-1", false, List.of(), route("0.0.0.0/0", "vpce-1")))
                .with(nat)
                .build();
        Resource<NetworkInterface> inside = eni("eni-3")
                .of("i-3")
                .in("subnet-3")
                .privateIps("10.0.3.10")
                .groups("sg-1")
                .resource();

        // then
        assertThat(Egress.of(estate)
                        .ask(
                                inside,
                                Traffic.of(ServiceRange.asked("tcp", 443).orElseThrow(), CidrSet.parse("8.8.8.8/32")))
                        .reachable())
                .isEqualTo(expected);
    }

    static Stream<Arguments> isInTheWayOfAnswersToANatGateway() {
        return Stream.of(
                argumentSet("nothing", nat(), List.of(), YES),
                argumentSet("drops", nat(), List.of(DROPS_4), NO),
                argumentSet("inspects", nat(), List.of(INSPECTS_4), UNKNOWN),
                argumentSet("drops what is for another subnet", nat(), List.of(blackhole("10.0.9.0/24", "eni-9")), YES),
                argumentSet("appliances", nat("applianceArns", List.of("arn:x")), List.of(), UNKNOWN),
                argumentSet("regional", nat("subnetId", null, "routeTableId", "rtb-n"), List.of(), YES),
                argumentSet("regional, inspected", nat("subnetId", null, "routeTableId", "rtb-v"), List.of(), UNKNOWN),
                argumentSet(
                        "regional, its table not read",
                        nat("subnetId", null, "routeTableId", "rtb-x"),
                        List.of(),
                        UNKNOWN),
                argumentSet("regional, its table not told", nat("subnetId", null), List.of(), UNKNOWN));
    }

    private static Estates.Made<NatGateway> nat(Object... parts) {
        Object[] usual = {
            "subnetId", "subnet-1", "addresses", List.of(Parts.of(NatGatewayAddress.class, "privateIp", "10.0.1.20"))
        };
        return natGateway(Stream.of(usual, parts).flatMap(Stream::of).toArray());
    }

    private static Reachable out(Estate estate, String peer) {
        return Egress.of(estate).ask(BOTH, ssh(peer)).reachable();
    }

    private static Reachable in(Estate estate, String peer) {
        return Reach.of(estate).askInternet(BOTH, ssh(peer)).reachable();
    }

    private static Traffic ssh(String peer) {
        return Traffic.of(ServiceRange.asked("tcp", 22).orElseThrow(), CidrSet.parse(peer));
    }

    private static Estates estate(Route... edge) {
        Estates estate = Estates.estate()
                .with(gateway("igw-1", "vpc-1"))
                .with(subnet("subnet-1", "vpc-1", "10.0.1.0/24", "2600:1f00::/64", "off"))
                .with(table(
                        "rtb-1",
                        "vpc-1",
                        false,
                        List.of("subnet-1"),
                        route("0.0.0.0/0", "igw-1"),
                        route("::/0", "igw-1")))
                .with(openAcl("acl-1", "subnet-1"))
                .with(group("sg-1")
                        .in("-1", null, null, "0.0.0.0/0")
                        .in("-1", null, null, "::/0")
                        .out("-1", null, null, "0.0.0.0/0")
                        .out("-1", null, null, "::/0"));
        return edge.length == 0 ? estate : estate.with(edgeTable("rtb-e", "igw-1", edge));
    }
}
