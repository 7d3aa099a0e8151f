package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.HubNetworks.ANY;
import static io.muster.estate.reach.HubNetworks.BACK;
import static io.muster.estate.reach.HubNetworks.LOCAL;
import static io.muster.estate.reach.HubNetworks.TO_INTERNET;
import static io.muster.estate.reach.HubNetworks.TO_NAT;
import static io.muster.estate.reach.HubNetworks.TWO_SUBNETS;
import static io.muster.estate.reach.HubNetworks.attachment;
import static io.muster.estate.reach.HubNetworks.entry;
import static io.muster.estate.reach.HubNetworks.home;
import static io.muster.estate.reach.HubNetworks.parts;
import static io.muster.estate.reach.HubNetworks.routes;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A host in vpc-1 whose default route leads over a transit gateway into vpc-9, to addresses for which that VPC has gateways of its own. */
class DeadEndsTest {

    private static final Scope HUB = Scope.of(Estates.OTHER_ACCOUNT, Estates.REGION.region());
    private static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();
    private static final String BUCKETS = "52.219.0.9";
    private static final String ALONE = "which takes packets of vpc-9 alone";
    private static final Route TO_BUCKETS = route("pl-1", "vpce-1");

    private static final Estates.Made<?> BUCKET_LIST =
            Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "52.219.0.0/16");
    private static final Estates.Made<?>[] SPOKE = {
        vpc("vpc-8", "10.8.0.0/16"),
        subnet("subnet-80", "vpc-8", "10.8.1.0/24", null, ZONE),
        mainTable("rtb-80", "vpc-8", route("10.8.0.0/16", "local"), route(ANY, "igw-8")),
        openAcl("acl-80", "subnet-80"),
        attachment("vpc-8", Estates.ACCOUNT, Estates.ACCOUNT, "subnet-80")
    };

    static Stream<Arguments> entries() {
        return Stream.of(
                row("a NAT gateway", BUCKETS, YES, "nat-1", entry(LOCAL, TO_NAT)),
                row(
                        "a private address behind a NAT gateway",
                        "10.50.0.9",
                        NO,
                        "to nat-1, which leads to public addresses alone",
                        entry(LOCAL, TO_NAT)),
                row(
                        "a private address that the NAT gateway has a route to",
                        "10.50.0.9",
                        UNKNOWN,
                        "",
                        entry(LOCAL, TO_NAT),
                        "hub nat table",
                        home(LOCAL, BACK, TO_INTERNET, route("10.50.0.0/16", "vgw-9"))),
                row(
                        "a private address behind a NAT gateway that was not read",
                        "10.50.0.9",
                        UNKNOWN,
                        "",
                        entry(LOCAL, TO_NAT),
                        "hub nat",
                        null),
                row(
                        "a gateway endpoint before a NAT gateway",
                        BUCKETS,
                        NO,
                        "route pl-1 to vpce-1, " + ALONE,
                        entry(LOCAL, TO_NAT, TO_BUCKETS)),
                row("other addresses than the endpoint's", "8.8.8.8", YES, "nat-1", entry(LOCAL, TO_NAT, TO_BUCKETS)),
                row("a gateway endpoint alone", BUCKETS, NO, ALONE, entry(LOCAL, TO_BUCKETS)),
                row("an internet gateway", "8.8.8.8", NO, "to igw-9, " + ALONE, entry(LOCAL, TO_INTERNET)),
                row(
                        "a peering connection",
                        "10.50.0.9",
                        NO,
                        "pcx-9, " + ALONE,
                        entry(LOCAL, route("10.50.0.0/16", "pcx-9"))),
                row("no route", "8.8.8.8", NO, "rtb-9 no route leads to it", entry(LOCAL)),
                row("a blackhole", "8.8.8.8", NO, "is a blackhole", entry(LOCAL, blackhole(ANY, "nat-1"))),
                row("an appliance", "8.8.8.8", UNKNOWN, "", entry(LOCAL, route(ANY, "eni-9"))),
                row("a VPN gateway", "10.50.0.9", UNKNOWN, "", entry(LOCAL, route("10.50.0.0/16", "vgw-9"))),
                row(
                        "an endpoint of an appliance",
                        BUCKETS,
                        UNKNOWN,
                        "",
                        entry(LOCAL, TO_BUCKETS),
                        "hub endpoint",
                        endpoint("GatewayLoadBalancer")),
                row(
                        "an endpoint that was not read",
                        BUCKETS,
                        UNKNOWN,
                        "",
                        entry(LOCAL, TO_BUCKETS),
                        "hub endpoint",
                        null),
                row(
                        "a prefix list that was not read",
                        BUCKETS,
                        NO,
                        "rtb-9 no route leads it on",
                        entry(LOCAL, TO_BUCKETS),
                        "hub list",
                        null),
                row(
                        "a prefix list that was not read, beside a NAT gateway",
                        "8.8.8.8",
                        YES,
                        "nat-1",
                        entry(LOCAL, TO_NAT, TO_BUCKETS),
                        "hub list",
                        null),
                row(
                        "a prefix list that was not read, to an appliance",
                        BUCKETS,
                        UNKNOWN,
                        "",
                        entry(LOCAL, TO_BUCKETS),
                        "hub list",
                        null,
                        "hub endpoint",
                        endpoint("GatewayLoadBalancer")),
                row(
                        "a prefix list that was not read, of a route in an unknown state",
                        BUCKETS,
                        UNKNOWN,
                        "",
                        entry(LOCAL, new Route("pl-1", "vpce-1", null, null, false, null, null)),
                        "hub list",
                        null),
                ofIpv6("an egress-only internet gateway", "::/0 to eigw-9, " + ALONE, route("::/0", "eigw-9")),
                ofIpv6("an internet gateway for IPv6", "::/0 to igw-9, " + ALONE, route("::/0", "igw-9")),
                ofIpv6("no route of IPv6", "rtb-9 no route leads to it", TO_NAT),
                row("a table that was not read", "8.8.8.8", UNKNOWN, "", null),
                row(
                        "one of two subnets",
                        BUCKETS,
                        UNKNOWN,
                        "",
                        entry(LOCAL, TO_BUCKETS),
                        "hub other table",
                        mainTable("rtb-7", "vpc-9", LOCAL, TO_NAT)),
                row(
                        "both of two subnets",
                        BUCKETS,
                        NO,
                        "no route leads to it",
                        entry(LOCAL),
                        "hub other table",
                        mainTable("rtb-7", "vpc-9", LOCAL, TO_INTERNET)));
    }

    private static Arguments row(
            String name, String to, Reachable expected, String why, Estates.Made<?> table, Object... more) {
        Object[] changes = Network.with(
                new Object[] {
                    "hub table", table,
                    "hub endpoint", endpoint("Gateway"),
                    "hub list", BUCKET_LIST
                },
                more);
        Object[] all = name.contains("two subnets") ? Network.with(new Object[] {TWO_SUBNETS}, changes) : changes;
        return argumentSet(name, to, expected, why, all);
    }

    private static Arguments ofIpv6(String name, String why, Route route) {
        return row(
                name,
                "2a00:1450::9",
                NO,
                why,
                entry(LOCAL, route),
                "table",
                mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("::/0", "tgw-1")),
                "host",
                eni("eni-1")
                        .of("i-1")
                        .in("subnet-1")
                        .privateIps("10.1.1.10")
                        .ipv6("2600:1f00::10")
                        .groups("sg-1"),
                "group",
                group("sg-1").out("-1", null, null, "::/0"),
                "hub routes",
                routes("::/0", "vpc-9", "2600:1f00::/56", "vpc-1"));
    }

    private static Estates.Made<?> endpoint(String type) {
        return Made.of(
                "vpce-1", Parts.of(VpcEndpoint.class, "vpcEndpointType", type, "state", "available", "vpcId", "vpc-9"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void inOneAccount(String to, Reachable expected, String why, Object[] changes) {
        Map<String, Estates.Made<?>> parts = parts(Estates.ACCOUNT, changes);

        Outcome outcome = ask(
                Estates.estate()
                        .with(HubNetworks.of(parts, true))
                        .with(HubNetworks.of(parts, false))
                        .build(),
                to);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    /** Why the other end lets nothing through is not told. */
    @ParameterizedTest
    @MethodSource("entries")
    void inTwoAccounts(String to, Reachable expected, String why, Object[] changes) {
        Map<String, Estates.Made<?>> parts = parts(HUB.accountId(), changes);

        Outcome outcome = ask(
                Estates.estate()
                        .with(HubNetworks.of(parts, false))
                        .toldBy(HUB, Set.of(ResourceKind.INSTANCE), HubNetworks.of(parts, true))
                        .build(),
                to);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** To vpc-8, which is attached as well, the gateway leads nothing: the default route of that VPC is a dead end for the same addresses. */
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, YES, nat-1 leads on to the internet",
        "52.219.0.9, NO, 'rtb-9 route pl-1 to vpce-1, which takes packets of vpc-9 alone'",
        "10.9.2.77, NO, acl-9 entry 90",
        "10.9.1.77, YES, a network at its other end has the address",
    })
    void theVpcDecidesThatTheGatewayLeadsTo(String to, Reachable expected, String why) {
        Map<String, Estates.Made<?>> parts = parts(
                Estates.ACCOUNT,
                "hub table",
                entry(LOCAL, BACK, TO_NAT, TO_BUCKETS),
                "hub endpoint",
                endpoint("Gateway"),
                "hub list",
                BUCKET_LIST,
                "hub acl",
                acl(
                        "acl-9",
                        List.of("subnet-9"),
                        in(100, true, "-1", null, null, ANY),
                        out(90, false, "-1", null, null, "10.9.2.0/24"),
                        out(100, true, "-1", null, null, ANY)),
                "hub routes",
                routes(ANY, "vpc-9", "10.1.0.0/16", "vpc-1", "10.8.0.0/16", "vpc-8"));
        Estates estates =
                Estates.estate().with(SPOKE).with(HubNetworks.of(parts, true)).with(HubNetworks.of(parts, false));

        Outcome outcome = ask(estates.build(), to);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    /** What such a VPC does with packets for others is not looked at. */
    @ParameterizedTest
    @CsvSource({"8.8.8.8, UNKNOWN", "10.2.9.9, NO"})
    void atAPeeredTransitGateway(String to, Reachable expected) {
        Outcome outcome = PeeredGateways.in(
                        List.of(Estates.REGION, Estates.REGION),
                        "table 1",
                        mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route(ANY, "tgw-1")),
                        "routes 1",
                        PeeredGateways.routes(1, Map.of("10.1.0.0/16", "vpc-1", ANY, "tgw-attach-p1")),
                        "routes 2",
                        PeeredGateways.routes(2, Map.of("10.1.0.0/16", "tgw-attach-p1", ANY, "vpc-2")))
                .toAddress(1, to);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Outcome ask(Estate estate, String to) {
        return Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), range(to), HTTPS);
    }
}
