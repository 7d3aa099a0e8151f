package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways in which a path is blocked within a VPC and at its edge, by the codes with which AWS's analyzer explains them: a network for
 * each, in which nothing else blocks it. What is UNKNOWN is said otherwise on another page of AWS, or rests on what an appliance does.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation codes</a>
 */
class ExplanationCodesTest {

    private static final Endpoint INTERNET = range("8.8.8.8");
    private static final Endpoint OFFICE = range("192.168.7.7");

    private static Estates.Made<?> privateTable(Route... routes) {
        return mainTable(
                "rtb-2",
                "vpc-1",
                Stream.concat(Stream.of(route("10.0.0.0/16", "local")), Stream.of(routes))
                        .toArray(Route[]::new));
    }

    private static Arguments row(
            String code, Map<String, ?> parts, Object from, Object to, String asked, Reachable expected, String why) {
        return Arguments.of(code, parts, from, to, asked, expected, why);
    }

    static Stream<Arguments> routes() {
        String host = "eni-b";
        return Stream.of(
                row("none", network(), host, INTERNET, "tcp 443", YES, "nat-1"),
                row(
                        "BAD_STATE_ROUTE",
                        network("privateTable", privateTable(blackhole("0.0.0.0/0", "nat-1"))),
                        host,
                        INTERNET,
                        "tcp 443",
                        NO,
                        "blackhole"),
                row(
                        "CANNOT_ROUTE, NO_ROUTE_TO_DESTINATION",
                        network("privateTable", privateTable(route("8.8.0.0/24", "nat-1"))),
                        host,
                        INTERNET,
                        "tcp 443",
                        NO,
                        "no route leads to it"),
                row(
                        "HIGHER_PRIORITY_ROUTE",
                        network(
                                "privateTable",
                                privateTable(
                                        propagated("192.168.0.0/16", "vgw-1"), blackhole("192.168.0.0/16", "pcx-9"))),
                        host,
                        OFFICE,
                        "tcp 443",
                        NO,
                        "pcx-9 is a blackhole"),
                row(
                        "MORE_SPECIFIC_ROUTE",
                        network(
                                "privateTable",
                                privateTable(route("0.0.0.0/0", "nat-1"), blackhole("8.8.8.0/24", "pcx-9"))),
                        host,
                        INTERNET,
                        "tcp 443",
                        NO,
                        "pcx-9 is a blackhole"),
                row(
                        "VPC_LOCAL_ROUTE_CIDR_RESTRICTION",
                        network("privateTable", privateTable()),
                        host,
                        INTERNET,
                        "tcp 443",
                        NO,
                        "no route leads to it"));
    }

    static Stream<Arguments> internetGateways() {
        MadeInterface unpaired = host("a", "subnet-1", "10.0.1.10");
        String rejected = "passes no private addresses";
        return Stream.of(
                row("none, out", network(), "eni-a", INTERNET, "tcp 443", YES, "igw-1"),
                row("none, in", network(), INTERNET, "eni-a", "tcp 22", YES, "igw-1"),
                row(
                        "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS",
                        network(),
                        "eni-a",
                        OFFICE,
                        "tcp 443",
                        NO,
                        rejected),
                row(
                        "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS",
                        network(),
                        "eni-a",
                        range("100.64.0.9"),
                        "tcp 443",
                        NO,
                        rejected),
                row("the same behind a NAT gateway", network(), "eni-b", OFFICE, "tcp 443", NO, rejected),
                row(
                        "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS",
                        network(),
                        OFFICE,
                        "eni-a",
                        "tcp 22",
                        NO,
                        "answers have no way back"),
                row(
                        "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS",
                        network(),
                        range("100.64.0.9"),
                        "eni-a",
                        "tcp 22",
                        NO,
                        "answers have no way back"),
                row(
                        "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
                        network("a", unpaired),
                        "eni-a",
                        INTERNET,
                        "tcp 443",
                        NO,
                        "no public IPv4 address"),
                row(
                        "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
                        network("a", unpaired),
                        EVERYONE,
                        "eni-a",
                        "tcp 22",
                        NO,
                        "no public IPv4 address"),
                row(
                        "VPC_BLOCK_PUBLIC_ACCESS_ENABLED",
                        network(
                                "public",
                                Network.subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "block-bidirectional")),
                        EVERYONE,
                        "eni-a",
                        "tcp 22",
                        NO,
                        "VPC Block Public Access"));
    }

    /** The appliance m is in the public subnet. */
    static Stream<Arguments> appliances() {
        Object[] through = {
            "edge", edgeTable("rtb-e", "igw-1", route("10.0.1.0/24", "eni-m")),
            "publicTable", publicTable(route("0.0.0.0/0", "eni-m"))
        };
        Object[] between = {"privateTable", privateTable(route("10.0.1.0/24", "eni-m"))};
        MadeInterface seen = appliance().publicIps("52.0.0.9").sourceDestCheck(false);
        return Stream.of(
                row("none", with(through, "m", seen), EVERYONE, "eni-a", "tcp 22", YES, "an appliance"),
                row(
                        "ENI_SOURCE_DEST_CHECK_RESTRICTION, in",
                        with(through, "m", appliance().publicIps("52.0.0.9")),
                        EVERYONE,
                        "eni-a",
                        "tcp 22",
                        NO,
                        "rtb-e"),
                row(
                        "ENI_SOURCE_DEST_CHECK_RESTRICTION, out",
                        network("privateTable", privateTable(route("0.0.0.0/0", "eni-m")), "m", appliance()),
                        "eni-b",
                        INTERNET,
                        "tcp 443",
                        NO,
                        "its source/destination check"),
                row(
                        "ENI_SOURCE_DEST_CHECK_RESTRICTION, within the VPC",
                        with(between, "m", appliance()),
                        "eni-b",
                        "eni-a",
                        "tcp 22",
                        NO,
                        "source/destination check drops it"),
                row(
                        "but not for an address of its own",
                        with(between, "m", appliance()),
                        "eni-b",
                        "eni-m",
                        "tcp 22",
                        UNKNOWN,
                        "eni-m"),
                row(
                        "GATEWAY_REJECTS_SPOOFED_TRAFFIC, where it does not translate",
                        network(
                                "privateTable",
                                privateTable(route("0.0.0.0/0", "eni-m")),
                                "m",
                                appliance().sourceDestCheck(false)),
                        "eni-b",
                        INTERNET,
                        "tcp 443",
                        UNKNOWN,
                        "where eni-m leads to"),
                row(
                        "INGRESS_RTB_NO_PUBLIC_IP",
                        with(through, "m", appliance().sourceDestCheck(false)),
                        EVERYONE,
                        "eni-a",
                        "tcp 22",
                        NO,
                        "rtb-e"),
                row(
                        "INGRESS_RTB_TRAFFIC_REDIRECTION",
                        network("edge", through[1], "m", seen),
                        EVERYONE,
                        "eni-a",
                        "tcp 22",
                        UNKNOWN,
                        "one direction"));
    }

    static Stream<Arguments> natGateways() {
        Object[] toOffice = {"publicTable", publicTable(route("0.0.0.0/0", "igw-1"), route("192.168.0.0/16", "tgw-1"))};
        return Stream.of(
                row("PROTOCOL_RESTRICTION", network(), "eni-b", INTERNET, "47", NO, "TCP, UDP and ICMP"),
                row("NGW_SOURCE_ADDRESS_REASSIGN", admitting("10.0.2.10/32"), "eni-b", PUBLIC, "tcp 22", NO, "sg-a"),
                row("the gateway's address", admitting("52.0.0.5/32"), "eni-b", PUBLIC, "tcp 22", YES, "sg-a"),
                row("a network beyond", with(toOffice), "eni-b", OFFICE, "tcp 443", UNKNOWN, "where nat-1 leads to"),
                row("the internet beside it", with(toOffice), "eni-b", INTERNET, "tcp 443", YES, "nat-1"),
                row(
                        "REGIONAL_NGW_ROUTE_AZ_RESTRICTION",
                        regional(OTHER_ZONE),
                        "eni-b",
                        INTERNET,
                        "tcp 443",
                        UNKNOWN,
                        "whether nat-1 serves " + ZONE),
                row("a zone with an address", regional(ZONE), "eni-b", INTERNET, "tcp 443", YES, "nat-1"));
    }

    static Stream<Arguments> interfaces() {
        return Stream.of(
                row("none", network(), "eni-a", "eni-b", "tcp 22", YES, "sg-1"),
                row("ENI_SG_RULES_MISMATCH", network(), "eni-a", "eni-b", "tcp 23", NO, "sg-1"),
                row("SG_HAS_NO_RULES", network("group", group("sg-1")), "eni-a", "eni-b", "tcp 22", NO, "sg-1"),
                row(
                        "SUBNET_ACL_RESTRICTION",
                        network(
                                "privateAcl",
                                acl(
                                        "acl-2",
                                        List.of("subnet-2"),
                                        in(90, false, "6", 22, 22, "10.0.1.0/24"),
                                        in(100, true, "-1", null, null, "0.0.0.0/0"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0"))),
                        "eni-a",
                        "eni-b",
                        "tcp 22",
                        NO,
                        "entry 90 denies"),
                row(
                        "UNASSOCIATED_COMPONENT",
                        network("a", eni("eni-a").in("subnet-1").privateIps("10.0.1.10")),
                        "eni-a",
                        "eni-b",
                        "tcp 22",
                        NO,
                        "not attached"),
                row(
                        "VPCE_INTRA_VPC_TRAFFIC",
                        network(
                                "endpoint",
                                eni("eni-e")
                                        .type("vpc_endpoint")
                                        .requesterManaged("VPC Endpoint Interface vpce-1")
                                        .in("subnet-2")
                                        .privateIps("10.0.2.30")
                                        .groups("sg-1")),
                        "eni-e",
                        "eni-b",
                        "tcp 22",
                        NO,
                        "opens no connections"));
    }

    static Stream<Arguments> gatewayEndpoints() {
        Map<String, ?> s3 = network(
                "privateTable",
                privateTable(route("pl-1", "vpce-1")),
                "endpoint",
                Network.serviceEndpoint("Gateway", "available"),
                "list",
                Made.of(
                        "pl-1",
                        Parts.of(
                                PrefixList.class,
                                "prefixListName",
                                "com.amazonaws.eu-central-1.s3",
                                "ownerId",
                                "AWS",
                                "entries",
                                List.of(new PrefixListEntry("52.219.0.0/16", null)))));
        return Stream.of(
                row("none", s3, "eni-b", range("52.219.0.9"), "tcp 443", YES, "com.amazonaws.eu-central-1.s3"),
                row("VPCE_GATEWAY_PROTOCOL_RESTRICTION", s3, "eni-b", range("52.219.0.9"), "udp 443", NO, "TCP"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"routes", "internetGateways", "appliances", "natGateways", "interfaces", "gatewayEndpoints"})
    void explains(
            String code,
            Map<String, Estates.Made<?>> parts,
            Object from,
            Object to,
            String asked,
            Reachable expected,
            String why) {
        Estate estate = Hosts.estate(parts);
        String[] service = asked.split(" ");
        ServiceRange services = ServiceRange.asked(service[0], service.length > 1 ? Integer.valueOf(service[1]) : null)
                .orElseThrow();

        Outcome outcome = Questions.of(estate).ask(side(estate, from), side(estate, to), services);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    private static Endpoint side(Estate estate, Object side) {
        return side instanceof Endpoint endpoint ? endpoint : ReachCase.host(estate, (String) side);
    }

    private static final Endpoint PUBLIC = range("52.0.0.1");

    private static Map<String, Estates.Made<?>> with(Object[] changes, Object... more) {
        return network(Network.with(changes, more));
    }

    private static MadeInterface host(String name, String subnet, String address) {
        return eni("eni-" + name).of("i-" + name).in(subnet).privateIps(address).groups("sg-1");
    }

    private static MadeInterface appliance() {
        return host("m", "subnet-1", "10.0.1.99");
    }

    /** The host a takes SSH from the range alone. */
    private static Map<String, Estates.Made<?>> admitting(String peers) {
        return network(
                "a",
                host("a", "subnet-1", "10.0.1.10").publicIps("52.0.0.1").groups("sg-a"),
                "groupA",
                group("sg-a").in("tcp", 22, 22, peers));
    }

    /** A regional NAT gateway with an address in the zone. */
    private static Map<String, Estates.Made<?>> regional(String zone) {
        return network(
                "nat",
                Made.of(
                        "nat-1",
                        Parts.of(
                                NatGateway.class,
                                "state",
                                "available",
                                "connectivityType",
                                "public",
                                "availabilityMode",
                                "regional",
                                "vpcId",
                                "vpc-1",
                                "routeTableId",
                                "rtb-1",
                                "addresses",
                                List.of(Parts.of(
                                        NatGatewayAddress.class, "publicIp", "52.0.0.5", "availabilityZone", zone)))));
    }
}
