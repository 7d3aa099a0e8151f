package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host sends packets of the families that it has addresses of. One with IPv6 alone gets to IPv4 addresses by a NAT gateway that the route for
 * NAT64 leads to, and not by other routes.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and NAT64</a>
 */
class HostFamiliesTest {

    private static final Route IPV4 = route("0.0.0.0/0", "nat-1");
    private static final Route IPV6 = route("::/0", "eigw-1");
    private static final Route NAT64 = route("64:ff9b::/96", "nat-1");

    private static final Route NAT64_TO_INTERNET = route("64:ff9b::/96", "igw-1");

    /** Of a state that is not known. */
    private static final Route NEW = new Route("64:ff9b::/96", "nat-1", null, "new", false, null, null);

    private static final MadeInterface SIX = host().privateIps().ipv6("2600:1f00:0:2::10");
    private static final MadeInterface FOUR = host().privateIps("10.0.2.10");
    private static final MadeInterface BOTH = host().privateIps("10.0.2.10").ipv6("2600:1f00:0:2::10");

    /** Of a group that lets IPv6 out alone. */
    private static final MadeInterface SIX_OUT = eni("eni-b")
            .of("i-b")
            .in("subnet-2")
            .groups("sg-6")
            .privateIps("10.0.2.10")
            .ipv6("2600:1f00:0:2::10");

    private static final List<NatGatewayAddress> ADDRESSES =
            List.of(Parts.of(NatGatewayAddress.class, "privateIp", "10.0.1.5", "publicIp", "52.0.0.5"));

    /** Of which no address is told, or that has none. */
    private static final MadeInterface UNTOLD = host().privateIps();

    private static final MadeInterface EFA_ALONE = host().privateIps().type("efa-only");

    private static MadeInterface host() {
        return eni("eni-b").of("i-b").in("subnet-2").groups("sg-1");
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                row(SIX, "8.8.8.8", NO, "no IPv4 address", IPV4, IPV6),
                row(SIX, "2001:4860::8", YES, "eigw-1", IPV4, IPV6),
                row(SIX, "8.8.8.8", UNKNOWN, "NAT64", IPV4, NAT64),
                row(SIX, "8.8.8.8", UNKNOWN, "NAT64", NAT64),
                row(SIX, "10.0.1.10", NO, "no IPv4 address", IPV4, IPV6),
                row(SIX, "10.0.1.10", UNKNOWN, "NAT64", IPV4, NAT64),
                row(SIX, "8.8.8.8", UNKNOWN, "where NAT64 of tgw-1 leads", route("64:ff9b::/96", "tgw-1")),
                row(SIX, "8.8.8.8", UNKNOWN, "where NAT64 of eni-x leads", route("64:ff9b::/96", "eni-x")),
                row(SIX, "8.8.8.8", UNKNOWN, "where NAT64 of vpce-1 leads", IPV6, route("64:ff9b::/96", "vpce-1")),
                row(SIX, "8.8.8.8", NO, "no IPv4 address", IPV6, route("64:ff9b::/96", "pcx-1")),
                row(SIX, "8.8.8.8", NO, "no IPv4 address", NAT64_TO_INTERNET),
                row(SIX, "8.8.8.8", NO, "no IPv4 address", IPV6, route("10.0.0.0/8", "tgw-1")),
                row(SIX, "8.8.8.8", UNKNOWN, "which is new", IPV6, NEW),
                row(FOUR, "8.8.8.8", YES, "nat-1", IPV4, NAT64),
                row(FOUR, "2001:4860::8", NO, "no IPv6 address", IPV4, IPV6),
                row(BOTH, "8.8.8.8", YES, "nat-1", IPV4, IPV6),
                row(BOTH, "2001:4860::8", YES, "eigw-1", IPV4, IPV6),
                row(UNTOLD, "8.8.8.8", YES, "nat-1", IPV4, IPV6),
                row(EFA_ALONE, "8.8.8.8", NO, "no address", IPV4, IPV6, NAT64),
                row(EFA_ALONE, "2001:4860::8", NO, "no address", IPV4, IPV6),
                row(EFA_ALONE, "10.0.1.10", NO, "no address", IPV4));
    }

    private static Arguments row(MadeInterface host, String to, Reachable expected, String why, Route... routes) {
        return Arguments.of(host, to, List.of(routes), expected, why);
    }

    /** With a NAT gateway in another subnet, and a regional one, between which and the host no network ACL counts. */
    @ParameterizedTest(name = "{index}: to {1} by {2}")
    @MethodSource("ranges")
    void aRangeIsReachedInTheHostsFamilies(
            MadeInterface host, String to, List<Route> routes, Reachable expected, String why) {
        for (Object[] nat : List.of(
                new Object[] {"subnetId", "subnet-1", "addresses", ADDRESSES},
                new Object[] {"availabilityMode", "regional", "routeTableId", "rtb-n", "addresses", ADDRESSES})) {
            Estate estate = estate(host, routes, nat);

            Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-b"), range(to), Hosts.SSH);

            assertThat(outcome.reachable()).as("%s: %s", nat[1], outcome).isEqualTo(expected);
            assertThat(outcome.toString()).contains(why);
        }
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of(SIX, "10.0.1.0/24", NO),
                Arguments.of(SIX, "10.9.0.0/24", NO),
                Arguments.of(SIX, "2600:1f00:0:1::/64", YES),
                Arguments.of(FOUR, "2600:1f00:0:1::/64", NO),
                Arguments.of(FOUR, "10.0.1.0/24", YES),
                Arguments.of(BOTH, "2600:1f00:0:1::/64", YES),
                Arguments.of(EFA_ALONE, "2600:1f00:0:1::/64", NO),
                Arguments.of(EFA_ALONE, "10.0.1.0/24", NO));
    }

    /** From ranges of its own VPC, and of a peered one. */
    @ParameterizedTest(name = "{index}: from {1}")
    @MethodSource("sources")
    void sourcesReachTheHostInItsFamilies(MadeInterface host, String from, Reachable expected) {
        Route peered = route("10.9.0.0/16", "pcx-1");
        Estate estate = estate(host, List.of(IPV4, peered), "subnetId", "subnet-1", "addresses", ADDRESSES);

        Outcome outcome = Questions.of(estate).ask(range(from), ReachCase.host(estate, "eni-b"), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> translated() {
        String own = "2600:1f00:0:1::/64";
        return Stream.of(
                Arguments.of(FOUR, own, "tcp", List.of(IPV4, NAT64), UNKNOWN),
                Arguments.of(FOUR, "2600:1f00:0:1::10/128", "tcp", List.of(IPV4, NAT64), UNKNOWN),
                Arguments.of(FOUR, "::/0", "tcp", List.of(NAT64), UNKNOWN),
                Arguments.of(FOUR, own, "tcp", List.of(route("64:ff9b::/96", "tgw-1")), UNKNOWN),
                Arguments.of(FOUR, own, "tcp", List.of(IPV4, IPV6), NO),
                Arguments.of(FOUR, own, "tcp", List.of(NAT64_TO_INTERNET), NO),
                Arguments.of(FOUR, "2600:1f99::/64", "tcp", List.of(NAT64), NO),
                Arguments.of(FOUR, own, "47", List.of(NAT64), NO),
                Arguments.of(SIX_OUT, own, "tcp", List.of(NAT64), NO));
    }

    /** From a range of IPv6 addresses, by a table of its VPC, to a host that admits IPv4 addresses, or none. */
    @ParameterizedTest(name = "{index}: from {1}, {2} by {3}")
    @MethodSource("translated")
    void aTranslatedSourceNeedsAnAdmittedAddress(
            MadeInterface host, String from, String protocol, List<Route> routes, Reachable expected) {
        Estate estate = estate(host, routes, "subnetId", "subnet-1", "addresses", ADDRESSES);
        ServiceRange services =
                ServiceRange.asked(protocol, protocol.equals("tcp") ? 22 : null).orElseThrow();

        Outcome outcome = Questions.of(estate).ask(range(from), ReachCase.host(estate, "eni-b"), services);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** The same where the tables were not read. */
    @Test
    void aRangeMayBeTranslatedByWhatAnUnreadTableLeadsTo() {
        Estate estate = unreadTables(FOUR);

        Outcome outcome =
                Questions.of(estate).ask(range("2600:1f00:0:1::/64"), ReachCase.host(estate, "eni-b"), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                Arguments.of(SIX, List.of(IPV4, IPV6), NO),
                Arguments.of(SIX, List.of(IPV4, NAT64), UNKNOWN),
                Arguments.of(SIX_OUT, List.of(IPV4, IPV6), NO),
                Arguments.of(SIX_OUT, List.of(IPV4, NAT64), UNKNOWN),
                Arguments.of(FOUR, List.of(IPV4, NAT64), YES));
    }

    /** To a host with a private IPv4 address alone. */
    @ParameterizedTest(name = "{index}: by {1}")
    @MethodSource("hosts")
    void hostsMeetInACommonFamily(MadeInterface host, List<Route> routes, Reachable expected) {
        Estate estate = estate(host, routes, "subnetId", "subnet-1", "addresses", ADDRESSES);

        Outcome outcome =
                Questions.of(estate).ask(ReachCase.host(estate, "eni-b"), ReachCase.host(estate, "eni-a"), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                Arguments.of(SIX, "8.8.8.8", UNKNOWN),
                Arguments.of(SIX, "10.0.1.10", UNKNOWN),
                Arguments.of(FOUR, "8.8.8.8", UNKNOWN),
                Arguments.of(FOUR, "2001:4860::8", NO));
    }

    /** By a table that was not read. */
    @ParameterizedTest(name = "{index}: to {1}")
    @MethodSource("unread")
    void anUnreadTableIsUnknown(MadeInterface host, String to, Reachable expected) {
        Estate estate = unreadTables(host);

        Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-b"), range(to), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** To a host with a public and a private IPv4 address, by a table that was not read. */
    @Test
    void anIpv4HostMayBeReachedByWhatAnUnreadTableLeadsTo() {
        Estate estate = unreadTables(SIX);

        Outcome outcome =
                Questions.of(estate).ask(ReachCase.host(estate, "eni-b"), ReachCase.host(estate, "eni-a"), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
    }

    private static Estate unreadTables(MadeInterface host) {
        return Estates.estate()
                .with(network("b", host).values().stream()
                        .filter(part -> part.resource().kind() != ResourceKind.ROUTE_TABLE)
                        .toArray(Estates.Made[]::new))
                .without(ResourceKind.ROUTE_TABLE)
                .build();
    }

    private static Estate estate(MadeInterface host, List<Route> routes, Object... nat) {
        Stream<Route> all = Stream.concat(
                Stream.of(route("10.0.0.0/16", "local"), route("2600:1f00::/56", "local")), routes.stream());
        return Hosts.estate(network(
                "b",
                host,
                "groupOfIpv6",
                group("sg-6").out("-1", null, null, "::/0"),
                "privateTable",
                mainTable("rtb-2", "vpc-1", all.toArray(Route[]::new)),
                "natTable",
                table("rtb-n", "vpc-1", false, List.of(), route("0.0.0.0/0", "igw-1")),
                "egressOnly",
                Made.of("eigw-1", new EgressOnlyInternetGateway(List.of("vpc-1"))),
                "nat",
                natGateway(nat)));
    }
}
