package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_REGION;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a host over the internet to a load balancer of IPv4, of IPv6 or of both, in front of a host to which nothing else leads. */
class FrontendFamiliesTest {

    private static final String OWN = "2600:1f18:0:1::10";
    private static final MadeInterface FOUR = host().privateIps("10.1.1.100").publicIps("52.0.0.1");
    private static final MadeInterface SIX = host().privateIps().ipv6(OWN);
    private static final MadeInterface BOTH =
            host().privateIps("10.1.1.100").publicIps("52.0.0.1").ipv6(OWN);
    private static final MadeInterface PRIVATE_IPV4 =
            host().privateIps("10.1.1.100").ipv6(OWN);

    private static final Route[] INTERNET = {route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1")};
    private static final Route[] TRANSLATED = {route("0.0.0.0/0", "nat-1"), route("::/0", "eigw-1")};
    private static final Route[] NAT64 = {
        route("64:ff9b::/96", "nat-1"), route("0.0.0.0/0", "nat-1"), route("::/0", "eigw-1")
    };
    private static final Route[] APPLIANCE = {
        route("0.0.0.0/0", "nat-1"), route("2600::/12", "vpce-9"), route("::/0", "eigw-1")
    };

    private static MadeInterface host() {
        return eni("eni-1").of("i-1").groups("sg-1");
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(BOTH, INTERNET, "dualstack-without-public-ipv4", "::/0", YES),
                Arguments.of(BOTH, INTERNET, "dualstack", OWN + "/128", YES),
                Arguments.of(BOTH, INTERNET, "dualstack", "52.0.0.1/32", YES),
                Arguments.of(BOTH, INTERNET, "dualstack", "2600:1f18:0:9::/64", NO),
                Arguments.of(BOTH, INTERNET, "ipv4", "::/0", NO),
                Arguments.of(PRIVATE_IPV4, TRANSLATED, "dualstack-without-public-ipv4", "::/0", YES),
                Arguments.of(PRIVATE_IPV4, TRANSLATED, "ipv4", "52.0.0.8/32", YES),
                Arguments.of(PRIVATE_IPV4, APPLIANCE, "dualstack-without-public-ipv4", "::/0", UNKNOWN),
                Arguments.of(PRIVATE_IPV4, APPLIANCE, "ipv4", "52.0.0.8/32", YES),
                Arguments.of(PRIVATE_IPV4, INTERNET, "ipv4", "0.0.0.0/0", NO),
                Arguments.of(SIX, INTERNET, "dualstack", "::/0", YES),
                Arguments.of(SIX, INTERNET, "ipv4", "0.0.0.0/0", NO),
                Arguments.of(SIX, NAT64, "ipv4", "52.0.0.8/32", UNKNOWN),
                Arguments.of(FOUR, INTERNET, "dualstack", "0.0.0.0/0", YES),
                Arguments.of(FOUR, INTERNET, "dualstack-without-public-ipv4", "::/0", NO));
    }

    @ParameterizedTest(name = "{index}: to {2} that admits {3}")
    @MethodSource("ways")
    void toAnotherRegion(MadeInterface host, Route[] routes, String families, String admitted, Reachable expected) {
        Object[] parts = Network.with(
                WaysToFrontendsTest.parts("far ", OTHER_REGION),
                changes(OTHER_REGION, host, routes, families, admitted));

        Outcome outcome = peered(OTHER_REGION, parts).there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{index}: to {2} that admits {3}")
    @MethodSource("ways")
    void toAnotherVpc(MadeInterface host, Route[] routes, String families, String admitted, Reachable expected) {
        Object[] parts =
                Network.with(WaysToFrontendsTest.parts("far ", HERE), changes(HERE, host, routes, families, admitted));

        Outcome outcome = peered(HERE, parts).inOneRegion();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Object[] changes(Scope place, MadeInterface host, Route[] routes, String families, String admitted) {
        Stream<Route> local = Stream.of(route("10.1.0.0/16", "local"), route("2600:1f18::/56", "local"));
        return new Object[] {
            "host", host,
            "group", group("sg-1").out("-1", null, null, "0.0.0.0/0").out("-1", null, null, "::/0"),
            "vpc", vpc("vpc-1", "10.1.0.0/16", "2600:1f18::/56"),
            "subnet", subnet("subnet-1", "vpc-1", "10.1.1.0/24", "2600:1f18:0:1::/64"),
            "table",
                    mainTable(
                            "rtb-1",
                            "vpc-1",
                            Stream.concat(local, Stream.of(routes)).toArray(Route[]::new)),
            "egressOnly", Made.of("eigw-1", new EgressOnlyInternetGateway(List.of("vpc-1"))),
            "natTable",
                    Network.table(
                            "rtb-3",
                            "vpc-1",
                            false,
                            List.of("subnet-3"),
                            route("10.1.0.0/16", "local"),
                            route("0.0.0.0/0", "igw-1")),
            "natSubnet", FarEstates.subnet("subnet-3", "vpc-1", "10.1.3.0/24", HERE.accountId()),
            "natAcl", Network.openAcl("acl-3", "subnet-3"),
            "nat",
                    Network.natGateway(
                            "subnetId",
                            "subnet-3",
                            "addresses",
                            List.of(Parts.of(
                                    NatGatewayAddress.class, "publicIp", "52.0.0.8", "privateIp", "10.1.3.4"))),
            "far vpc", vpc("vpc-2", "10.2.0.0/16", "2600:1f00::/56"),
            "far subnet", subnet("subnet-2", "vpc-2", "10.2.1.0/24", "2600:1f00:0:1::/64"),
            "far table",
                    mainTable(
                            "rtb-2",
                            "vpc-2",
                            route("10.2.0.0/16", "local"),
                            route("2600:1f00::/56", "local"),
                            route("0.0.0.0/0", "igw-2"),
                            route("::/0", "igw-2")),
            "far groupOfBalancer", group("sg-lb").in("tcp", 80, 80, admitted).out("-1", null, null, "0.0.0.0/0"),
            "far balancer", WaysToFrontendsTest.balancer(place, families)
        };
    }

    private static Estates.Made<Vpc> vpc(String id, String range, String ipv6) {
        return Made.of(id, new Vpc(List.of(range), List.of(ipv6), false, HERE.accountId(), null, null));
    }

    private static Estates.Made<Subnet> subnet(String id, String vpc, String range, String ipv6) {
        return Made.of(
                id,
                new Subnet(vpc, range, List.of(ipv6), "eu-central-1a", false, false, "off", HERE.accountId(), null));
    }
}
