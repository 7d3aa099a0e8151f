package io.muster.rule.network;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about main route tables, subnets and interfaces. */
class SubnetAndRouteRulesTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String NA = "NOT_APPLICABLE";
    private static final String MEDIUM = "FAIL MEDIUM";

    @ParameterizedTest
    @MethodSource
    void judgesMainTables(Estates.Made<RouteTable> table, String expected) {
        assertThat(Judging.judge(
                        new MainTableToInternet(),
                        table,
                        Made.vpc("vpc-1", true, Estates.ACCOUNT),
                        Made.prefixList("pl-all", "all", Estates.ACCOUNT, "0.0.0.0/1", "128.0.0.0/1"),
                        Made.prefixList("pl-half", "half", Estates.ACCOUNT, "128.0.0.0/1"),
                        Made.unreadableList("pl-closed", "closed", Estates.OTHER_ACCOUNT),
                        eni("eni-1").of("i-1")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesMainTables() {
        return Stream.of(
                argumentSet("to an internet gateway", main(Made.route(ANY, "igw-1")), MEDIUM),
                argumentSet("over IPv6", main(Made.route("::/0", "igw-1")), MEDIUM),
                argumentSet(
                        "by two halves",
                        main(Made.route("0.0.0.0/1", "igw-1"), Made.route("128.0.0.0/1", "igw-1")),
                        MEDIUM),
                argumentSet("by one half", main(Made.route("0.0.0.0/1", "igw-1")), "PASS"),
                argumentSet("by a prefix list", main(Made.route("pl-all", "igw-1")), MEDIUM),
                argumentSet(
                        "by one half and a prefix list",
                        main(Made.route("0.0.0.0/1", "igw-1"), Made.route("pl-half", "igw-1")),
                        MEDIUM),
                argumentSet("by a prefix list of one half", main(Made.route("pl-half", "igw-1")), "PASS"),
                argumentSet("by a prefix list that may not be read", main(Made.route("pl-closed", "igw-1")), "UNKNOWN"),
                argumentSet(
                        "to a NAT gateway, by a prefix list that may not be read",
                        main(Made.route("pl-closed", "nat-1")),
                        "PASS"),
                argumentSet("to a NAT gateway", main(Made.route(ANY, "nat-1")), "PASS"),
                argumentSet("to an egress-only gateway", main(Made.route("::/0", "eigw-1")), "PASS"),
                argumentSet(
                        "a blackhole",
                        main(Parts.of(Route.class, "destination", ANY, "target", "igw-1", "state", "blackhole")),
                        "PASS"),
                argumentSet("local only", main(Made.route("10.0.0.0/16", "local")), "PASS"),
                argumentSet(
                        "not the main one", Made.routes("rtb-1", List.of("subnet-1"), Made.route(ANY, "igw-1")), NA),
                argumentSet(
                        "another account's",
                        Made.of(
                                "rtb-1",
                                Parts.of(
                                        RouteTable.class,
                                        "vpcId",
                                        "vpc-1",
                                        "main",
                                        true,
                                        "routes",
                                        List.of(Made.route(ANY, "igw-1")),
                                        "ownerId",
                                        Estates.OTHER_ACCOUNT)),
                        NA));
    }

    @Test
    void anUnusedDefaultVpcWeighsLess() {
        assertThat(Judging.judge(
                        new MainTableToInternet(),
                        main(Made.route(ANY, "igw-1")),
                        Made.vpc("vpc-1", true, Estates.ACCOUNT)))
                .isEqualTo("FAIL LOW");
        assertThat(Judging.judge(
                        new MainTableToInternet(),
                        main(Made.route(ANY, "igw-1")),
                        Made.vpc("vpc-1", false, Estates.ACCOUNT)))
                .isEqualTo(MEDIUM);
    }

    @Test
    void namesTheSubnetsOfTheVeryVpcThatHaveNoTableOfTheirOwn() {
        assertThat(Judging.evidence(
                        new MainTableToInternet(),
                        main(Made.route(ANY, "igw-1")),
                        Made.routes("rtb-2", List.of("subnet-2")),
                        Made.vpc("vpc-1", false, Estates.ACCOUNT),
                        subnet("subnet-1", "vpc-1", false, false, Estates.ACCOUNT),
                        subnet("subnet-2", "vpc-1", false, false, Estates.ACCOUNT),
                        subnet("subnet-3", "vpc-2", false, false, Estates.ACCOUNT)))
                .containsEntry("implicitSubnetIds", List.of("subnet-1"))
                .containsEntry("routes", List.of(Map.of("destination", ANY, "target", "igw-1")));
    }

    @ParameterizedTest
    @MethodSource
    void judgesSubnets(Estates.Made<Subnet> subnet, Estates.Made<RouteTable> table, String expected) {
        assertThat(Judging.judge(
                        new SubnetPublicAddresses(),
                        subnet,
                        table,
                        Made.prefixList("pl-all", "all", Estates.ACCOUNT, "2000::/3"),
                        Made.unreadableList("pl-closed", "closed", Estates.OTHER_ACCOUNT)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesSubnets() {
        Estates.Made<RouteTable> toInternet = main(Made.route(ANY, "igw-1"), Made.route("::/0", "igw-1"));
        Estates.Made<RouteTable> toNat = main(Made.route(ANY, "nat-1"), Made.route("::/0", "eigw-1"));
        return Stream.of(
                argumentSet("neither", subnet(false, false), toInternet, "PASS"),
                argumentSet("IPv4, public", subnet(true, false), toInternet, MEDIUM),
                argumentSet("IPv4, no route, no interface", subnet(true, false), toNat, "FAIL INFO"),
                argumentSet("IPv6, public", subnet(false, true), toInternet, MEDIUM),
                argumentSet(
                        "IPv6, public by a prefix list",
                        subnet(false, true),
                        main(Made.route("pl-all", "igw-1")),
                        MEDIUM),
                argumentSet(
                        "IPv6, by a prefix list that may not be read",
                        subnet(false, true),
                        main(Made.route("pl-closed", "igw-1")),
                        "UNKNOWN"),
                argumentSet(
                        "IPv4, by a prefix list that may not be read",
                        subnet(true, false),
                        main(Made.route("pl-closed", "igw-1")),
                        MEDIUM),
                argumentSet("IPv6, out only", subnet(false, true), toNat, "PASS"),
                argumentSet("IPv6, unique local alone", ipv6Subnet("fd00:1::/64"), toInternet, "PASS"),
                argumentSet(
                        "IPv6, unique local and global",
                        ipv6Subnet("fd00:1::/64", "2600:1f14::/64"),
                        toInternet,
                        MEDIUM),
                argumentSet(
                        "IPv6, of a private scope alone",
                        ipv6Subnet(List.of("2600:1f14::/64"), "2600:1f14::/64"),
                        toInternet,
                        "PASS"),
                argumentSet(
                        "IPv6, of a private scope and public",
                        ipv6Subnet(List.of("2600:1f14::/64"), "2600:1f14::/64", "2600:1f14:0:1::/64"),
                        toInternet,
                        MEDIUM),
                argumentSet("IPv6, a range that cannot be read", ipv6Subnet("fd00:1::/640"), toInternet, MEDIUM),
                argumentSet("IPv6, an IPv4 route alone", subnet(false, true), main(Made.route(ANY, "igw-1")), "PASS"),
                argumentSet(
                        "IPv6, an own table without the main one's route",
                        subnet(false, true),
                        Made.routes("rtb-2", List.of("subnet-1"), Made.route("::/0", "eigw-1")),
                        "PASS"),
                argumentSet(
                        "shared by another account",
                        subnet("subnet-1", "vpc-1", true, true, Estates.OTHER_ACCOUNT),
                        toInternet,
                        NA));
    }

    @Test
    void aSubnetWithInterfacesMattersWithoutARoute() {
        assertThat(Judging.judge(
                        new SubnetPublicAddresses(),
                        subnet(true, false),
                        eni("eni-1").of("i-1")))
                .isEqualTo(MEDIUM);
        assertThat(Judging.judge(
                        new SubnetPublicAddresses(),
                        subnet(true, false),
                        eni("eni-1").in("subnet-2")))
                .isEqualTo("FAIL INFO");
    }

    @ParameterizedTest
    @MethodSource
    void judgesInterfaces(MadeInterface eni, String target, String expected) {
        assertThat(Judging.judge(
                        new SourceDestinationCheck(),
                        eni,
                        main(Made.route("10.9.0.0/16", target)),
                        instance("i-1"),
                        instance("i-eks").tag("kubernetes.io/cluster/shop", "owned")))
                .isEqualTo(expected);
    }

    /** Of a shared VPC, AWS shows a participant the tables of its subnets alone: another one may lead to the appliance. */
    @ParameterizedTest
    @CsvSource({"111122223333, igw-1, FAIL MEDIUM", "444455556666, igw-1, UNKNOWN", "444455556666, eni-1, PASS"})
    void doesNotMissRoutesOfASharedVpc(String owner, String target, String expected) {
        assertThat(Judging.judge(
                        new SourceDestinationCheck(),
                        off(),
                        main(Made.route("10.9.0.0/16", target)),
                        subnet("subnet-1", "vpc-1", false, false, owner),
                        instance("i-1")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesInterfaces() {
        return Stream.of(
                argumentSet("on", eni("eni-1").of("i-1"), "igw-1", "PASS"),
                argumentSet("off", off(), "igw-1", MEDIUM),
                argumentSet("off, attached to nothing", eni("eni-1").sourceDestCheck(false), "igw-1", MEDIUM),
                argumentSet("off, a route leads to it", off(), "eni-1", "PASS"),
                argumentSet("off, a route leads to its instance", off(), "i-1", "PASS"),
                argumentSet("off, another's route", off(), "eni-2", MEDIUM),
                argumentSet(
                        "off, a host of containers", eni("eni-1").of("i-eks").sourceDestCheck(false), "igw-1", "PASS"),
                argumentSet("off, of a type without instances", off().type("nat_gateway"), "igw-1", NA),
                argumentSet("off, EFA", off().type("efa"), "igw-1", MEDIUM),
                argumentSet("off, a service's", off().requesterManaged("AWS"), "igw-1", NA),
                argumentSet("not told", eni("eni-1").of("i-1").sourceDestCheck(null), "igw-1", "UNKNOWN"));
    }

    private static MadeInterface off() {
        return eni("eni-1").of("i-1").sourceDestCheck(false);
    }

    private static Estates.Made<RouteTable> main(Route... routes) {
        return Made.routes("rtb-1", List.of(), routes);
    }

    private static Estates.Made<Subnet> subnet(boolean ipv4, boolean ipv6) {
        return subnet("subnet-1", "vpc-1", ipv4, ipv6, Estates.ACCOUNT);
    }

    private static Estates.Made<Subnet> ipv6Subnet(String... ranges) {
        return ipv6Subnet(null, ranges);
    }

    private static Estates.Made<Subnet> ipv6Subnet(List<String> ofPrivateScope, String... ranges) {
        return Made.of(
                "subnet-1",
                Parts.of(
                        Subnet.class,
                        "vpcId",
                        "vpc-1",
                        "assignIpv6AddressOnCreation",
                        true,
                        "ipv6CidrBlocks",
                        List.of(ranges),
                        "privateIpv6CidrBlocks",
                        ofPrivateScope,
                        "ownerId",
                        Estates.ACCOUNT));
    }

    private static Estates.Made<Subnet> subnet(String id, String vpc, boolean ipv4, boolean ipv6, String owner) {
        return Made.of(
                id,
                Parts.of(
                        Subnet.class,
                        "vpcId",
                        vpc,
                        "mapPublicIpOnLaunch",
                        ipv4,
                        "assignIpv6AddressOnCreation",
                        ipv6,
                        "ownerId",
                        owner));
    }
}
