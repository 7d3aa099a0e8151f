package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The traps of reachability, one by one: whether a source gets to port 22 of an interface, and the hop that says why. */
class ReachTest {

    private static final String SOURCE = "8.8.8.8";
    private static final Route[] DEFAULT = {route("10.0.0.0/16", "local"), route("0.0.0.0/0", "igw-1")};

    /** A network in which the interface is reached, part by part; a test replaces a part, or adds one. */
    private static Map<String, Estates.Made<?>> network() {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("subnet", subnet("subnet-1"));
        parts.put("table", table("rtb-1", "vpc-1", false, List.of("subnet-1"), DEFAULT));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        parts.put("group", group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"));
        return parts;
    }

    private static MadeInterface reached() {
        return eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1");
    }

    private static Map<String, Estates.Made<?>> with(Object... changes) {
        Map<String, Estates.Made<?>> parts = network();
        for (int i = 0; i < changes.length; i += 2) {
            parts.put((String) changes[i], (Estates.Made<?>) changes[i + 1]);
        }
        return parts;
    }

    private static Arguments row(
            String trap, Map<String, Estates.Made<?>> parts, MadeInterface eni, Reachable expected, String why) {
        return Arguments.of(trap, parts, eni, expected, why);
    }

    private static Arguments row(String trap, Map<String, Estates.Made<?>> parts, Reachable expected, String why) {
        return row(trap, parts, reached(), expected, why);
    }

    private static Map<String, Estates.Made<?>> routes(Route... routes) {
        return with("table", table("rtb-1", "vpc-1", false, List.of("subnet-1"), routes));
    }

    static Stream<Arguments> traps() {
        Route igw = route("0.0.0.0/0", "igw-1");
        return Stream.of(
                row("as it should be", network(), YES, "rule sgr-1 of sg-1 admits tcp 22 for 0.0.0.0/0"),
                row("no address", network(), eni("eni-1").of("i-1").groups("sg-1"), NO, "no public IPv4 address"),
                row("detached", network(), eni("eni-1").groups("sg-1").publicIps("52.0.0.1"), NO, "not attached"),
                row("no gateway", with("gateway", gateway("igw-1", "vpc-2")), NO, "no internet gateway is attached"),
                row(
                        "block public access",
                        with("subnet", subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, "block-ingress")),
                        NO,
                        "VPC Block Public Access is block-ingress"),
                row(
                        "a block mode that is told for other subnets alone",
                        with(
                                "subnet",
                                subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null),
                                "other",
                                subnet("subnet-2")),
                        UNKNOWN,
                        "the block mode of subnet-1"),
                row(
                        "a block mode that is told for no subnet",
                        with("subnet", subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null)),
                        YES,
                        "VPC Block Public Access is not in use"),
                row("private table", routes(route("0.0.0.0/0", "nat-1")), NO, "route 0.0.0.0/0 to nat-1"),
                row("no route", routes(route("10.0.0.0/16", "local")), NO, "no route leads to it"),
                row(
                        "the main table of another VPC",
                        with(
                                "table",
                                table("rtb-1", "vpc-1", true, List.of(), route("10.0.0.0/16", "local")),
                                "other",
                                table("rtb-2", "vpc-2", true, List.of(), igw)),
                        NO,
                        "no route leads to it"),
                row("the main table of its VPC", with("table", table("rtb-1", "vpc-1", true, List.of(), igw)), YES, ""),
                row(
                        "halves",
                        routes(route("0.0.0.0/1", "igw-1"), route("128.0.0.0/1", "igw-1")),
                        YES,
                        "route 0.0.0.0/1 to igw-1"),
                row(
                        "a blackhole that is more specific",
                        routes(igw, blackhole("8.8.8.0/24", "nat-9")),
                        NO,
                        "is a blackhole"),
                row(
                        "a blackhole that is less specific",
                        routes(blackhole("0.0.0.0/0", "nat-9"), route("8.8.8.0/24", "igw-1")),
                        YES,
                        ""),
                row("static before propagated", routes(propagated("0.0.0.0/0", "vgw-1"), igw), YES, ""),
                row("more specific, though propagated", routes(propagated("8.0.0.0/8", "vgw-1"), igw), NO, "vgw-1"),
                row(
                        "a prefix list takes it away",
                        with(
                                "table",
                                table("rtb-1", "vpc-1", false, List.of("subnet-1"), igw, route("pl-1", "tgw-1")),
                                "list",
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.8.0.0/16")),
                        NO,
                        "route pl-1 to tgw-1"),
                row(
                        "a prefix list that may not be read",
                        with(
                                "table",
                                table("rtb-1", "vpc-1", false, List.of("subnet-1"), igw, route("pl-1", "tgw-1")),
                                "list",
                                Made.unreadableList("pl-1", "offices", Estates.OTHER_ACCOUNT)),
                        UNKNOWN,
                        "the destinations of a route to tgw-1 (pl-1)"),
                row("a gateway endpoint of a service", routes(igw, route("pl-63a5400a", "vpce-1")), YES, ""),
                row(
                        "inspected in both directions",
                        with(
                                "table",
                                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "vpce-1")),
                                "edge",
                                edgeTable("rtb-9", "igw-1", route("10.0.0.0/24", "vpce-1"))),
                        YES,
                        ""),
                row(
                        "inspected in one direction",
                        routes(route("0.0.0.0/0", "eni-9")),
                        UNKNOWN,
                        "whether an appliance lets one direction of it pass"),
                row(
                        "denied before it is allowed",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(200, true, "-1", null, null, "0.0.0.0/0"),
                                        in(100, false, "6", 20, 25, "0.0.0.0/0"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0"))),
                        NO,
                        "entry 100 denies tcp 20-25 from 0.0.0.0/0"),
                row(
                        "allowed before it is denied",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(32767, false, "-1", null, null, "0.0.0.0/0"),
                                        in(100, true, "6", 20, 25, "0.0.0.0/0"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0"))),
                        YES,
                        "entry 100 allows tcp 20-25 from 0.0.0.0/0"),
                row(
                        "answers to no client",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(100, true, "-1", null, null, "0.0.0.0/0"),
                                        out(100, true, "6", 0, 1023, "0.0.0.0/0"))),
                        NO,
                        "no entry lets answers through to tcp 1024-65535"),
                row(
                        "answers to some clients",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(100, true, "-1", null, null, "0.0.0.0/0"),
                                        out(100, true, "6", 32768, 60999, "0.0.0.0/0"))),
                        YES,
                        "to some ports of clients only: tcp 32768-60999"),
                row(
                        "a range that holds the port",
                        with("group", group("sg-1").in("tcp", 20, 25, "8.0.0.0/7")),
                        YES,
                        "tcp 20-25"),
                row(
                        "another port",
                        with("group", group("sg-1").in("tcp", 80, 80, "0.0.0.0/0")),
                        NO,
                        "no rule of sg-1 admits tcp 22"),
                row("GRE is not SSH", with("group", group("sg-1").in("47", null, null, "0.0.0.0/0")), NO, "no rule"),
                row("a reference alone", with("group", group("sg-1").inFromGroup("sg-1")), NO, "no rule of sg-1"),
                row(
                        "a prefix list of the group",
                        with(
                                "group",
                                group("sg-1").inFromList("tcp", 22, 22, "pl-1"),
                                "list",
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.8.0.0/16")),
                        YES,
                        "admits tcp 22 for pl-1"),
                row(
                        "a prefix list of the group that is not there",
                        with("group", group("sg-1").inFromList("tcp", 22, 22, "pl-1")),
                        UNKNOWN,
                        "the entries of pl-1"),
                row(
                        "IPv6 is another matter",
                        with("group", group("sg-1").in("tcp", 22, 22, "::/0")),
                        NO,
                        "no rule of sg-1"),
                row("a group that is not there", network(), reached().groups("sg-9"), UNKNOWN, "the rules of sg-9"),
                row("of several groups, one admits", network(), reached().groups("sg-9", "sg-1"), YES, "sgr-1"),
                row("a NAT gateway", network(), reached().type("nat_gateway"), NO, "takes no connections"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void trap(String trap, Map<String, Estates.Made<?>> parts, MadeInterface eni, Reachable expected, String why) {
        Outcome outcome = ask(Network.estate(parts.values().toArray(Estates.Made[]::new)), eni, SOURCE);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    static Stream<Arguments> ipv6() {
        Route out = route("::/0", "igw-1");
        return Stream.of(
                Arguments.of(List.of("2600:1f00::10"), out, YES),
                Arguments.of(List.of("fd00::10"), out, NO),
                Arguments.of(List.of(), out, NO),
                Arguments.of(List.of("2600:1f00::10"), route("::/0", "eigw-1"), NO),
                Arguments.of(List.of("2600:1f00::10"), route("0.0.0.0/0", "igw-1"), NO));
    }

    @ParameterizedTest
    @MethodSource
    void ipv6(List<String> addresses, Route route, Reachable expected) {
        Map<String, Estates.Made<?>> parts = with(
                "table",
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route),
                "group",
                group("sg-1").in("-1", null, null, "::/0"));
        MadeInterface eni = eni("eni-1").of("i-1").groups("sg-1").ipv6(addresses.toArray(String[]::new));

        Outcome outcome = ask(Network.estate(parts.values().toArray(Estates.Made[]::new)), eni, "2600::1");

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<ResourceKind> whatIsNotKnownIsNamed() {
        return Stream.of(
                ResourceKind.INTERNET_GATEWAY,
                ResourceKind.SUBNET,
                ResourceKind.ROUTE_TABLE,
                ResourceKind.NETWORK_ACL,
                ResourceKind.SECURITY_GROUP);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotKnownIsNamed(ResourceKind kind) {
        Estates made = Estates.estate().without(kind);
        network().values().stream()
                .filter(part -> part.resource().kind() != kind)
                .forEach(made::with);

        Outcome outcome = ask(made.build(), reached(), SOURCE);

        assertThat(outcome.reachable()).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).containsExactly(kind + " in eu-central-1");
    }

    @Test
    void whatDecidesWithoutTheUnknownDecides() {
        Estates made = Estates.estate().without(ResourceKind.NETWORK_ACL);
        network().values().forEach(made::with);

        Outcome outcome = ask(made.build(), eni("eni-1").of("i-1").groups("sg-1"), SOURCE);

        assertThat(outcome.reachable()).isEqualTo(NO);
    }

    @Test
    void aPacketThatIsNotAnsweredIsSaidToArrive() {
        Estate estate = Network.estate(with(
                        "table",
                        table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1")),
                        "group",
                        group("sg-1").in("udp", 53, 53, "0.0.0.0/0"))
                .values()
                .toArray(Estates.Made[]::new));
        int dns = ServiceRange.UDP * ServiceRange.PROTOCOL_SIZE + 53;

        Outcome outcome = Reach.of(estate)
                .askInternet(reached().resource(), Traffic.of(new ServiceRange(dns, dns), CidrSet.parse(SOURCE)));

        assertThat(outcome.reachable()).isEqualTo(NO);
        assertThat(outcome.notes()).anyMatch(note -> note.startsWith("packets arrive"));
    }

    private static Outcome ask(Estate estate, MadeInterface eni, String source) {
        int ssh = ServiceRange.TCP * ServiceRange.PROTOCOL_SIZE + 22;
        return Reach.of(estate)
                .askInternet(eni.resource(), Traffic.of(new ServiceRange(ssh, ssh), CidrSet.parse(source)));
    }
}
