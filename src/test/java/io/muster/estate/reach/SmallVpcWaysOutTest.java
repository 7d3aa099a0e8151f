package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Out of small networks that are seldom drawn: what AWS documents of each is in the name. */
class SmallVpcWaysOutTest {

    private static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();
    private static final Endpoint V4 = range("8.8.8.8/32");
    private static final Endpoint V6 = range("2001:4860::8/128");
    private static final NetworkAclEntry ALL_IN = in(900, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ALL_OUT = out(900, true, "-1", null, null, "0.0.0.0/0");

    static Stream<Arguments> leaving() {
        return Stream.of(
                row("by a NAT gateway", YES, "eni-b", V4),
                row("by an internet gateway", YES, "eni-a", V4),
                row(
                        "by an internet gateway without a public address",
                        NO,
                        "eni-a",
                        V4,
                        "a",
                        eni("eni-a")
                                .of("i-a")
                                .in("subnet-1")
                                .privateIps("10.0.1.10")
                                .groups("sg-1")),
                row("by a NAT gateway in a subnet that has no way out", NO, "eni-b", V4, "publicTable", publicTable()),
                row(
                        "by a NAT gateway in a subnet that leads to itself",
                        NO,
                        "eni-b",
                        V4,
                        "publicTable",
                        publicTable(route("0.0.0.0/0", "nat-1"))),
                row(
                        "to a service of AWS by a NAT gateway whose subnet has a gateway endpoint for it",
                        UNKNOWN,
                        "eni-b",
                        range("52.216.1.1"),
                        besideEndpoint()),
                row("elsewhere by that NAT gateway", YES, "eni-b", V4, besideEndpoint()),
                row(
                        "to the service by that NAT gateway, where the prefix list was not read",
                        UNKNOWN,
                        "eni-b",
                        range("52.216.1.1"),
                        with(besideEndpoint(), "list", Network.gateway("igw-8"))),
                row(
                        "to the service by that NAT gateway, whose subnet lets no HTTPS out",
                        NO,
                        "eni-b",
                        range("52.216.1.1"),
                        with(besideEndpoint(), publicAcl(ALL_IN, out(90, false, "6", 443, 443, "0.0.0.0/0"), ALL_OUT))),
                row(
                        "to the service by a NAT gateway whose subnet has the endpoint alone",
                        UNKNOWN,
                        "eni-b",
                        range("52.216.1.1"),
                        endpointAlone()),
                row(
                        "to the internet by a NAT gateway whose subnet has the endpoint alone",
                        NO,
                        "eni-b",
                        new Endpoint.Everyone(),
                        endpointAlone()),
                row(
                        "to the internet by a NAT gateway beside the endpoint",
                        YES,
                        "eni-b",
                        new Endpoint.Everyone(),
                        besideEndpoint()),
                row(
                        "to the internet by that NAT gateway, where the prefix list was not read",
                        YES,
                        "eni-b",
                        new Endpoint.Everyone(),
                        with(besideEndpoint(), "list", Network.gateway("igw-8"))),
                row("to the service by the endpoint itself", YES, "eni-a", range("52.216.1.1"), besideEndpoint()),
                row("by a NAT gateway that failed", NO, "eni-b", V4, "nat", SmallVpc.nat("failed")),
                row(
                        "by a NAT gateway that is private",
                        NO,
                        "eni-b",
                        V4,
                        "nat",
                        natGateway("connectivityType", "private", "subnetId", "subnet-1")),
                row(
                        "by a NAT gateway whose subnet lets nothing in from the other",
                        NO,
                        "eni-b",
                        V4,
                        publicAcl(in(90, false, "-1", null, null, "10.0.2.0/24"), ALL_IN, ALL_OUT)),
                row(
                        "by a NAT gateway whose subnet lets no HTTPS out",
                        NO,
                        "eni-b",
                        V4,
                        publicAcl(ALL_IN, out(90, false, "6", 443, 443, "0.0.0.0/0"), ALL_OUT)),
                row(
                        "by a NAT gateway whose subnet lets no answers in",
                        NO,
                        "eni-b",
                        V4,
                        publicAcl(in(90, true, "-1", null, null, "10.0.0.0/16"), ALL_OUT)),
                row(
                        "from a subnet that lets no answers in",
                        NO,
                        "eni-b",
                        V4,
                        "privateAcl",
                        acl("acl-2", List.of("subnet-2"), in(90, true, "6", 0, 1023, "0.0.0.0/0"), ALL_OUT)),
                row("a blackhole", NO, "eni-b", V4, "privateTable", privateTable(blackhole("0.0.0.0/0", "nat-1"))),
                row(
                        "a group that lets out to the VPC alone",
                        NO,
                        "eni-b",
                        V4,
                        "group",
                        group("sg-1").out("-1", null, null, "10.0.0.0/16")),
                row("IPv6 by an egress-only gateway", YES, "eni-b", V6, byEgressOnly(b().ipv6("2600:1f00:0:2::10"))),
                row("IPv6 without an address", NO, "eni-b", V6, byEgressOnly(b())),
                row("IPv6 with a unique local address", NO, "eni-b", V6, byEgressOnly(b().ipv6("fd00::10"))),
                row(
                        "IPv4 of an IPv6-only host without a translation",
                        NO,
                        "eni-b",
                        V4,
                        byEgressOnly(eni("eni-b")
                                .of("i-b")
                                .in("subnet-2")
                                .privateIps()
                                .ipv6("2600:1f00:0:2::10")
                                .groups("sg-1"))),
                row("to private addresses by a NAT gateway", NO, "eni-b", range("10.77.0.1/32")),
                row("to private addresses by an internet gateway", NO, "eni-a", range("192.168.7.1/32")),
                row("to shared addresses by an internet gateway", NO, "eni-a", range("100.64.7.1/32")),
                row("to an address of the VPC that is in no subnet", NO, "eni-b", range("10.0.77.1/32")),
                row("to a neighbour at a port that its group does not admit", NO, "eni-b", range("10.0.1.10/32")),
                row("to some address of a neighbouring subnet", YES, "eni-b", range("10.0.1.77/32")),
                row("a block of ingress, by a NAT gateway", YES, "eni-b", V4, blocked("block-ingress")),
                row("a block of ingress, by an internet gateway", NO, "eni-a", V4, blocked("block-ingress")),
                row("a block both ways, by a NAT gateway", NO, "eni-b", V4, blocked("block-bidirectional")),
                row(
                        "an exclusion of the VPC for what goes out, by a NAT gateway",
                        YES,
                        "eni-b",
                        V4,
                        excluded(ResourceKind.VPC, "vpc-1", "allow-egress")),
                row(
                        "an exclusion of the VPC for what goes out, by an internet gateway",
                        NO,
                        "eni-a",
                        V4,
                        excluded(ResourceKind.VPC, "vpc-1", "allow-egress")),
                row(
                        "an exclusion of the VPC both ways",
                        YES,
                        "eni-a",
                        V4,
                        excluded(ResourceKind.VPC, "vpc-1", "allow-bidirectional")),
                row(
                        "an exclusion of another subnet",
                        NO,
                        "eni-a",
                        V4,
                        excluded(ResourceKind.SUBNET, "subnet-2", "allow-bidirectional")),
                row(
                        "an exclusion of the subnet of the host alone, by a NAT gateway of another",
                        NO,
                        "eni-b",
                        V4,
                        excluded(ResourceKind.SUBNET, "subnet-2", "allow-bidirectional")));
    }

    @ParameterizedTest
    @MethodSource("leaving")
    void waysOutLeadAsDocumented(Reachable expected, String from, Endpoint to, Object[] changes) {
        Outcome outcome = SmallVpc.out(network(changes), from, to, HTTPS);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static MadeInterface b() {
        return eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");
    }

    private static Estates.Made<?> privateTable(Route route) {
        return mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route("2600:1f00::/56", "local"), route);
    }

    private static Object[] byEgressOnly(MadeInterface host) {
        return new Object[] {
            "privateTable", privateTable(route("::/0", "eigw-1")),
            "eigw", Made.of("eigw-1", Parts.of(EgressOnlyInternetGateway.class, "vpcIds", List.of("vpc-1"))),
            "b", host
        };
    }

    /** The table of the public subnet leads to an endpoint for Amazon S3, which a NAT gateway need not use. */
    private static Object[] besideEndpoint() {
        return new Object[] {
            "publicTable", publicTable(route("0.0.0.0/0", "igw-1"), route("pl-1", "vpce-1")),
            "list", Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "52.216.0.0/15"),
            "endpoint", Network.serviceEndpoint("Gateway", "available")
        };
    }

    private static Object[] endpointAlone() {
        return with(besideEndpoint(), "publicTable", publicTable(route("pl-1", "vpce-1")));
    }

    private static Object[] publicAcl(NetworkAclEntry... entries) {
        return new Object[] {"publicAcl", acl("acl-1", List.of("subnet-1"), entries)};
    }

    private static Object[] blocked(String mode) {
        return new Object[] {
            "public", Network.subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, mode),
            "private", Network.subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, mode)
        };
    }

    /** The region blocks both ways. */
    private static Object[] excluded(ResourceKind kind, String id, String mode) {
        return new Object[] {
            "public", Network.subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, null),
            "private", Network.subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, null),
            "settings", Made.publicAccess("block-bidirectional", "allowed"),
            "exclusion",
                    Made.of(
                            "vpcbpa-exclude-1",
                            Parts.of(
                                    BlockPublicAccessExclusion.class,
                                    "internetGatewayExclusionMode",
                                    mode,
                                    "resourceArn",
                                    Estates.REGION.arn(kind, id),
                                    "state",
                                    "create-complete"))
        };
    }

    private static Arguments row(String name, Reachable expected, String from, Endpoint to, Object... changes) {
        return argumentSet(name, expected, from, to, changes);
    }
}
