package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Explained.host;
import static io.muster.estate.reach.Explained.privateTable;
import static io.muster.estate.reach.Explained.row;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways in which a path is blocked within a VPC and at its gateways, by the codes with which AWS's analyzer explains them. Those that are
 * not here concern its own questions, or what {@code Explained*Test} and {@link ServiceZonesTest} have.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation codes</a>
 */
class ExplanationCodesTest {

    private static final Endpoint INTERNET = range("8.8.8.8");
    private static final Endpoint OFFICE = range("192.168.7.7");

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
                        "none, but of a service of AWS beside every host",
                        network(),
                        "eni-a",
                        range("169.254.169.254"),
                        "tcp 80",
                        UNKNOWN,
                        "link-local"),
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
    @MethodSource({"routes", "internetGateways", "interfaces", "gatewayEndpoints"})
    void theHopOfTheCodeIsNamed(
            String code,
            Map<String, Estates.Made<?>> parts,
            Object from,
            Object to,
            String asked,
            Reachable expected,
            String why) {
        Explained.check(parts, from, to, asked, expected, why);
    }
}
