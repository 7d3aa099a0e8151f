package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From addresses of a VPC to a host of another one that it is peered with, where they are of public space, as all of its IPv6 addresses from AWS are:
 * the answers go back over the connection, so the internet gateway does not count.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-full-access.html">VPC peering configurations with routes to an
 *     entire VPC</a>: also for IPv6
 */
class PeeredRangesTest {

    private static final String OTHER_ACCOUNT = "999900001111";

    static Stream<Arguments> ranges() {
        Object[] unlisted = {"peering", gateway("igw-8")};
        return Stream.of(
                argumentSet("IPv6 addresses", "2600:1f00:0:2::/64", YES, new Object[0]),
                argumentSet("IPv6 addresses, by tables alone", "2600:1f00:0:2::/64", YES, unlisted),
                argumentSet("public IPv4 addresses", "19.168.2.0/24", YES, new Object[0]),
                argumentSet("public IPv4 addresses, by tables alone", "19.168.2.0/24", YES, unlisted),
                argumentSet("IPv6 addresses, by a default route", "2600:1f00:0:2::/64", YES, byDefault("pcx-1")),
                argumentSet(
                        "IPv6 addresses, by a default route and tables alone",
                        "2600:1f00:0:2::/64",
                        YES,
                        with(byDefault("pcx-1"), unlisted)),
                argumentSet("public IPv4 addresses, by a default route", "19.168.2.0/24", YES, byDefault("pcx-1")),
                argumentSet("addresses of no subnet, by a default route", "2600:1f00:0:7::/64", NO, byDefault("pcx-1")),
                argumentSet("addresses of the internet, by a default route", "2001:4860::/64", NO, byDefault("pcx-1")),
                argumentSet("IPv6 addresses, over a transit gateway", "2600:1f00:0:2::/64", YES, transit()),
                argumentSet("public IPv4 addresses, over a transit gateway", "19.168.2.0/24", YES, transit()),
                argumentSet("addresses of the internet, over a transit gateway", "2001:4860::/64", NO, transit()),
                argumentSet(
                        "addresses by a transit gateway that is not told",
                        "2600:1f00:0:2::/64",
                        UNKNOWN,
                        byDefault("tgw-1")),
                argumentSet(
                        "addresses by a default route, of an account that is not registered",
                        "2600:1f55::/64",
                        UNKNOWN,
                        with(
                                byDefault("pcx-5"),
                                "peering",
                                connection("pcx-5", side("vpc-5", OTHER_ACCOUNT, "10.5.0.0/16", "2600:1f55::/56")))),
                argumentSet("addresses of no subnet", "2600:1f00:0:7::/64", NO, new Object[0]),
                argumentSet("IPv6 addresses of the internet", "2001:4860::/64", NO, new Object[0]),
                argumentSet("IPv4 addresses of the internet", "20.0.0.1/32", NO, new Object[0]),
                argumentSet("addresses whose ACL lets nothing out", "2600:1f00:0:2::/64", NO, new Object[] {
                    "privateAcl", acl("acl-2", List.of("subnet-2"))
                }),
                argumentSet("addresses whose table does not lead back", "2600:1f00:0:2::/64", NO, new Object[] {
                    "privateTable", mainTable("rtb-2", "vpc-1", route("2600:1f00::/56", "local"))
                }),
                argumentSet("addresses of an account that is not registered", "2600:1f55::/64", UNKNOWN, new Object[] {
                    "table9",
                    mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("2600:1f55::/56", "pcx-5")),
                    "peering",
                    connection("pcx-5", side("vpc-5", OTHER_ACCOUNT, "10.5.0.0/16", "2600:1f55::/56"))
                }));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aPeersRangesAreItsOwn(String from, Reachable expected, Object[] changes) {
        Outcome outcome = SmallVpc.into(network(with(peered(), changes)), range(from), "eni-d", Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** The table of host D leads everything there. */
    private static Object[] byDefault(String target) {
        return new Object[] {
            "table9",
            mainTable(
                    "rtb-9",
                    "vpc-2",
                    route("10.9.0.0/16", "local"),
                    route("2600:1f99::/56", "local"),
                    route("0.0.0.0/0", target),
                    route("::/0", target))
        };
    }

    /** The same two VPCs at a transit gateway of the account. */
    private static Object[] transit() {
        return with(
                byDefault("tgw-1"),
                "privateTable",
                mainTable(
                        "rtb-2",
                        "vpc-1",
                        route("19.168.0.0/16", "local"),
                        route("2600:1f00::/56", "local"),
                        route("10.9.0.0/16", "tgw-1"),
                        route("2600:1f99::/56", "tgw-1")),
                "attached1",
                attached("vpc-1", "subnet-2"),
                "attached2",
                attached("vpc-2", "subnet-9"),
                "routes",
                routes(
                        "tgw-rtb-1",
                        "propagated",
                        new String[] {"19.168.0.0/16", "vpc-1"},
                        new String[] {"2600:1f00::/56", "vpc-1"},
                        new String[] {"10.9.0.0/16", "vpc-2"},
                        new String[] {"2600:1f99::/56", "vpc-2"}));
    }

    private static Estates.Made<?> attached(String vpc, String subnet) {
        return attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "transitGatewayOwnerId",
                Estates.ACCOUNT,
                "attachedOwnerId",
                Estates.ACCOUNT,
                "vpcOptions",
                Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnet), "ipv6Support", "enable"));
    }

    /** The private subnet and host D, whose group admits everything and whose own way to the internet leads nowhere. */
    private static Object[] peered() {
        return new Object[] {
            "vpc", vpc("vpc-1", "19.168.0.0/16", "2600:1f00::/56"),
            "private", subnet("subnet-2", "vpc-1", "19.168.2.0/24", "2600:1f00:0:2::/64", ZONE),
            "privateTable",
                    mainTable(
                            "rtb-2",
                            "vpc-1",
                            route("19.168.0.0/16", "local"),
                            route("2600:1f00::/56", "local"),
                            route("10.9.0.0/16", "pcx-1"),
                            route("2600:1f99::/56", "pcx-1")),
            "peering", connection("pcx-1", side("vpc-1", Estates.ACCOUNT, "19.168.0.0/16", "2600:1f00::/56")),
            "vpc2", vpc("vpc-2", "10.9.0.0/16", "2600:1f99::/56"),
            "subnet9", subnet("subnet-9", "vpc-2", "10.9.0.0/24", "2600:1f99::/64", ZONE),
            "acl9", openAcl("acl-9", "subnet-9"),
            "table9",
                    mainTable(
                            "rtb-9",
                            "vpc-2",
                            route("10.9.0.0/16", "local"),
                            route("2600:1f99::/56", "local"),
                            route("19.168.0.0/16", "pcx-1"),
                            route("2600:1f00::/56", "pcx-1")),
            "groupD", group("sg-d").in("-1", null, null, "0.0.0.0/0").in("-1", null, null, "::/0"),
            "d",
                    eni("eni-d")
                            .of("i-d")
                            .inVpc("vpc-2")
                            .in("subnet-9")
                            .privateIps("10.9.0.10")
                            .ipv6("2600:1f99::10")
                            .groups("sg-d")
        };
    }

    private static Estates.Made<VpcPeeringConnection> connection(String id, PeeringSide side) {
        return PeeringParts.connection(
                id, "active", side, side("vpc-2", Estates.ACCOUNT, "10.9.0.0/16", "2600:1f99::/56"));
    }

    private static PeeringSide side(String vpc, String account, String range, String six) {
        return new PeeringSide(vpc, account, Estates.REGION.region(), List.of(range), List.of(six), null);
    }
}
