package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Explained.host;
import static io.muster.estate.reach.Explained.privateTable;
import static io.muster.estate.reach.Explained.row;
import static io.muster.estate.reach.Explained.with;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.natGateway;
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

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways in which a path is blocked at appliances and NAT gateways, by the codes with which AWS's analyzer explains them. What is UNKNOWN
 * is said otherwise on another page of AWS, or rests on what an appliance does.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation codes</a>
 */
class ExplainedTranslationTest {

    private static final Endpoint INTERNET = range("8.8.8.8");
    private static final Endpoint OFFICE = range("192.168.7.7");

    private static final Endpoint PUBLIC = range("52.0.0.1");

    /** The appliance m is in the public subnet, but for one that packets get through: its own subnet leads to the internet gateway. */
    static Stream<Arguments> appliances() {
        Object[] through = {
            "edge", edgeTable("rtb-e", "igw-1", route("10.0.1.0/24", "eni-m")),
            "publicTable", publicTable(route("0.0.0.0/0", "eni-m"))
        };
        Object[] between = {"privateTable", privateTable(route("10.0.1.0/24", "eni-m"))};
        MadeInterface seen =
                host("m", "subnet-2", "10.0.2.99").publicIps("52.0.0.9").sourceDestCheck(false);
        Object[] inItsSubnet =
                Network.with(through, "m", seen, "privateTable", privateTable(route("0.0.0.0/0", "igw-1")));
        return Stream.of(
                row("none", network(inItsSubnet), EVERYONE, "eni-a", "tcp 22", YES, "an appliance"),
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

    @ParameterizedTest(name = "{0}")
    @MethodSource({"appliances", "natGateways"})
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
                natGateway(
                        "availabilityMode",
                        "regional",
                        "routeTableId",
                        "rtb-1",
                        "addresses",
                        List.of(Parts.of(NatGatewayAddress.class, "publicIp", "52.0.0.5", "availabilityZone", zone))));
    }
}
