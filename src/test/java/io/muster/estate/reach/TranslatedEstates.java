package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.PeeringParts.connection;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Small estates in which NAT64 alone may lead from IPv6 to IPv4, so that nothing is known even where all was read. */
final class TranslatedEstates {

    private static final MadeInterface SIX =
            eni("eni-b").of("i-b").in("subnet-2").groups("sg-1").privateIps().ipv6("2600:1f00:0:2::10");

    /** Of a group that lets IPv6 out alone. */
    private static final MadeInterface BOTH = eni("eni-b")
            .of("i-b")
            .in("subnet-2")
            .groups("sg-6")
            .privateIps("10.0.2.10")
            .ipv6("2600:1f00:0:2::10");

    private TranslatedEstates() {}

    static Stream<ReachCase> all() {
        return Stream.of(
                one("from IPv6 to an address of the internet", SIX, "nat-1", ReachCase.out(range("8.8.8.8"), "eni-b")),
                one("from IPv6 to an address of the VPC", SIX, "nat-1", ReachCase.out(range("10.0.1.77"), "eni-b")),
                one("from IPv6 over a transit gateway", SIX, "tgw-1", ReachCase.out(range("8.8.8.8"), "eni-b")),
                one("from IPv6 to a host", SIX, "nat-1", ReachCase.between("eni-b", "eni-a")),
                one("from both families to a host", BOTH, "nat-1", ReachCase.between("eni-b", "eni-a")),
                one(
                        "from a range to a host",
                        SIX,
                        "nat-1",
                        ReachCase.into(range("2600:1f00:0:2::/64"), "eni-a", ReachCase.SSH)),
                beyond("from a range over peering", "pcx-1"),
                beyond("from a range over a transit gateway", "tgw-1"));
    }

    /** From a VPC whose table leads to a NAT gateway, to a host with IPv4 alone. */
    private static ReachCase beyond(String name, String target) {
        Map<String, Estates.Made<?>> parts = network(
                "privateTable",
                mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", target)),
                "vpc9",
                vpc("vpc-9", "10.9.0.0/16", "2600:1f99::/56"),
                "subnet9",
                subnet("subnet-9", "vpc-9", "10.9.0.0/24", "2600:1f99::/64", SmallVpc.ZONE),
                "table9",
                mainTable(
                        "rtb-9",
                        "vpc-9",
                        route("10.9.0.0/16", "local"),
                        route("2600:1f99::/56", "local"),
                        route("10.0.0.0/16", target),
                        route("64:ff9b::/96", "nat-9")),
                "peering",
                connection(
                        "pcx-1",
                        "active",
                        side("vpc-1", "10.0.0.0/16", List.of()),
                        side("vpc-9", "10.9.0.0/16", List.of("2600:1f99::/56"))),
                "attached1",
                attached("vpc-1", "subnet-2"),
                "attached9",
                attached("vpc-9", "subnet-9"),
                "routes",
                routes("tgw-rtb-1", "propagated", new String[] {"10.0.0.0/16", "vpc-1"}, new String[] {
                    "10.9.0.0/16", "vpc-9"
                }));
        return new ReachCase(name, parts, ReachCase.into(range("2600:1f99::/64"), "eni-b", ReachCase.SSH));
    }

    private static PeeringSide side(String vpc, String range, List<String> six) {
        return new PeeringSide(vpc, Estates.ACCOUNT, Estates.REGION.region(), List.of(range), six, null);
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
                Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnet)));
    }

    private static ReachCase one(String name, MadeInterface host, String target, Function<Estate, Reachable> question) {
        Map<String, Estates.Made<?>> parts = network(
                "b",
                host,
                "groupOfIpv6",
                group("sg-6").out("-1", null, null, "::/0"),
                "privateTable",
                mainTable(
                        "rtb-2",
                        "vpc-1",
                        route("10.0.0.0/16", "local"),
                        route("2600:1f00::/56", "local"),
                        route("0.0.0.0/0", "nat-1"),
                        route("64:ff9b::/96", target)));
        return new ReachCase(name, parts, question);
    }
}
