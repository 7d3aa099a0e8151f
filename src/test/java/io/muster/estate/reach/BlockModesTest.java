package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcOrigin;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * VPC Block Public Access on each way between the internet and a VPC, by the mode of the subnet that the gateway, load balancer or origin
 * serves; exclusions are part of that mode. Another subnet of the region always has a mode.
 */
class BlockModesTest {

    private static final MadeInterface PUBLIC = eni("eni-1")
            .of("i-1")
            .in("subnet-1")
            .privateIps("10.0.1.10")
            .publicIps("52.0.0.1")
            .ipv6("2600:1f00::10")
            .groups("sg-1");

    private static final MadeInterface PRIVATE =
            eni("eni-2").of("i-2").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");

    @ParameterizedTest
    @MethodSource("ways")
    void decidesByTheModeOfTheSubnet(Function<Modes, Reachable> way, Reachable ingress, Reachable bidirectional) {
        assertThat(way.apply(new Modes("off", "off"))).isEqualTo(YES);
        assertThat(way.apply(new Modes("block-ingress", "off"))).isEqualTo(ingress);
        assertThat(way.apply(new Modes("block-bidirectional", "off"))).isEqualTo(bidirectional);
        assertThat(way.apply(new Modes("block-something", "off"))).isEqualTo(UNKNOWN);
        assertThat(way.apply(new Modes(null, "off"))).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSubnetThatIsExcludedIsOpenThoughTheOtherIsBlocked(
            Function<Modes, Reachable> way, Reachable ingress, Reachable bidirectional) {
        assertThat(way.apply(new Modes("off", "block-bidirectional"))).isEqualTo(YES);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("in by an internet gateway", way(BlockModesTest::in), NO, NO),
                argumentSet("out by an internet gateway", way(BlockModesTest::out), NO, NO),
                argumentSet("out by an egress-only gateway", way(BlockModesTest::outByEgressOnly), YES, NO),
                argumentSet("out by a NAT gateway of the subnet", way(BlockModesTest::outByNat), YES, NO),
                argumentSet("in by a load balancer of the subnet", way(BlockModesTest::inByBalancer), NO, NO),
                argumentSet("in by a VPC origin in the subnet", way(BlockModesTest::inByOrigin), NO, NO));
    }

    private static Function<Modes, Reachable> way(Function<Modes, Reachable> way) {
        return way;
    }

    @ParameterizedTest
    @MethodSource
    void ofARegionalNatGatewayDecidesTheVpc(String ofVpc, String one, String other, Reachable expected) {
        Estate estate = estate(
                new Modes(one, other),
                table("rtb-2", "vpc-1", false, List.of("subnet-2"), route("0.0.0.0/0", "nat-1")),
                table("rtb-n", "vpc-1", false, List.of(), route("0.0.0.0/0", "igw-1")),
                nat("regional", null, "rtb-n"),
                Made.of("vpc-1", new Vpc(List.of("10.0.0.0/16"), List.of(), false, Estates.ACCOUNT, ofVpc, null)));

        assertThat(outwards(estate, PRIVATE, "8.8.8.8")).isEqualTo(expected);
    }

    static Stream<Arguments> ofARegionalNatGatewayDecidesTheVpc() {
        return Stream.of(
                Arguments.of("off", "off", "off", YES),
                Arguments.of("block-ingress", "block-ingress", "off", YES),
                Arguments.of("block-bidirectional", "block-bidirectional", "block-bidirectional", NO),
                Arguments.of("block-bidirectional", "off", "block-bidirectional", UNKNOWN),
                Arguments.of("block-something", "off", "off", UNKNOWN),
                Arguments.of(null, "off", "off", YES),
                Arguments.of(null, "block-bidirectional", "block-bidirectional", NO),
                Arguments.of(null, null, null, YES));
    }

    /** An exclusion of the subnets does not reach endpoints of Gateway Load Balancers. */
    @ParameterizedTest
    @MethodSource
    void whatAnApplianceInspectsNeedNotPassAnExcludedSubnet(String other, Reachable expected) {
        Estate estate = estate(
                new Modes("off", other),
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "vpce-1")),
                edgeTable("rtb-e", "igw-1", route("10.0.1.0/24", "vpce-1")),
                Network.inspectingEndpoint("subnet-3"),
                subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, "off"),
                table("rtb-3", "vpc-1", false, List.of("subnet-3"), route("0.0.0.0/0", "igw-1")),
                openAcl("acl-3", "subnet-3"));

        assertThat(inwards(estate)).isEqualTo(expected);
    }

    static Stream<Arguments> whatAnApplianceInspectsNeedNotPassAnExcludedSubnet() {
        return Stream.of(Arguments.of("off", YES), Arguments.of("block-bidirectional", UNKNOWN));
    }

    @Test
    void noModeAnywhereIsNoBlock() {
        assertThat(ways().map(row -> modes(row).apply(new Modes(null, null)))).containsOnly(YES);
    }

    @SuppressWarnings("unchecked") // as ways() has it
    private static Function<Modes, Reachable> modes(Arguments row) {
        return (Function<Modes, Reachable>) row.get()[0];
    }

    /** Those of subnet-1 and subnet-2. */
    private record Modes(String one, String other) {}

    private static Reachable in(Modes modes) {
        return inwards(estate(modes, table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"))));
    }

    private static Reachable out(Modes modes) {
        return outwards(
                estate(modes, table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1"))),
                PUBLIC,
                "8.8.8.8");
    }

    private static Reachable outByEgressOnly(Modes modes) {
        return outwards(
                estate(modes, table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("::/0", "eigw-1"))),
                PUBLIC,
                "2001:4860:4860::8888");
    }

    private static Reachable outByNat(Modes modes) {
        return outwards(
                estate(
                        modes,
                        table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1")),
                        table("rtb-2", "vpc-1", false, List.of("subnet-2"), route("0.0.0.0/0", "nat-1")),
                        nat("zonal", "subnet-1", null)),
                PRIVATE,
                "8.8.8.8");
    }

    private static Reachable inByBalancer(Modes modes) {
        return through(estate(
                modes,
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "igw-1")),
                balancer(
                        "app/web/1",
                        "application",
                        "internet-facing",
                        List.of("subnet-1"),
                        List.of("sg-1"),
                        listener(443, "HTTPS", "app")),
                targets("app", "instance", 8080, null, "i-2")));
    }

    private static Reachable inByOrigin(Modes modes) {
        return through(estate(
                modes,
                balancer(
                        "app/web/1",
                        "application",
                        "internal",
                        List.of("subnet-1"),
                        List.of("sg-1"),
                        listener(443, "HTTPS", "app")),
                targets("app", "instance", 8080, null, "i-2"),
                Made.of(
                        "vo-1",
                        Parts.of(
                                VpcOrigin.class,
                                "status",
                                "Deployed",
                                "endpointArn",
                                FrontendWays.BALANCER,
                                "httpsPort",
                                443,
                                "originProtocolPolicy",
                                "https-only"))));
    }

    private static Estates.Made<NatGateway> nat(String mode, String subnet, String table) {
        return natGateway("availabilityMode", mode, "subnetId", subnet, "routeTableId", table);
    }

    private static Estate estate(Modes modes, Estates.Made<?>... more) {
        return Estates.estate()
                .with(
                        gateway("igw-1", "vpc-1"),
                        subnet("subnet-1", "vpc-1", "10.0.1.0/24", "2600:1f00::/64", modes.one()),
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, modes.other()),
                        mainTable("rtb-9", "vpc-1", route("10.0.0.0/16", "local")),
                        openAcl("acl-1", "subnet-1", "subnet-2"),
                        group("sg-1")
                                .in("-1", null, null, "0.0.0.0/0")
                                .out("-1", null, null, "0.0.0.0/0")
                                .out("-1", null, null, "::/0"),
                        PRIVATE)
                .with(more)
                .build();
    }

    private static Reachable inwards(Estate estate) {
        return Reach.of(estate).askInternet(PUBLIC.resource(), https("8.8.8.8")).reachable();
    }

    private static Reachable outwards(Estate estate, MadeInterface from, String to) {
        return Egress.of(estate).ask(from.resource(), https(to)).reachable();
    }

    private static Reachable through(Estate estate) {
        return Frontends.of(estate).to(PRIVATE.resource()).stream()
                .map(Entrance::exposed)
                .reduce(Exposed.NOTHING, Exposed::union)
                .reachable();
    }

    private static Traffic https(String peer) {
        return Traffic.of(ServiceRange.asked("tcp", 443).orElseThrow(), CidrSet.parse(peer));
    }
}
