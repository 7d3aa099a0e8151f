package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;
import static io.muster.estate.reach.TransitParts.vpn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between SSH of host B and an office behind an attachment of a transit gateway: in both directions, which need each other's routes. */
class TransitNetworksTest {

    private static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));
    private static final String[] TO_OFFICE = {"192.168.0.0/16", "tgw-attach-7"};
    private static final String[] TO_VPC = {"10.0.0.0/16", "vpc-1"};

    static Stream<Arguments> ways() {
        return Stream.of(
                row("a static route to a VPN", YES, "tgw-attach-7 (vpn vpn-1)"),
                row(
                        "a propagated route to a VPN",
                        YES,
                        "tgw-rtb-1",
                        "out",
                        routes("tgw-rtb-1", "propagated", TO_OFFICE)),
                row(
                        "a VPN whose tunnels carry it",
                        YES,
                        "tgw-rtb-2, route 10.0.0.0/16 to vpc-1",
                        "vpn",
                        vpn("available", "localIpv4Cidr", "192.168.0.0/16")),
                row(
                        "a VPN whose tunnels carry other addresses",
                        UNKNOWN,
                        "the networks beyond tgw-attach-7 (vpn vpn-1)",
                        "vpn",
                        vpn("available", "localIpv4Cidr", "192.168.2.0/24")),
                row(
                        "a VPN whose tunnels carry packets of the subnet",
                        YES,
                        "tgw-rtb-2",
                        "vpn",
                        vpn("available", "remoteIpv4Cidr", "10.0.2.0/23")),
                row(
                        "a VPN whose tunnels carry packets of other subnets",
                        UNKNOWN,
                        "the networks beyond tgw-attach-7 (vpn vpn-1)",
                        "vpn",
                        vpn("available", "remoteIpv4Cidr", "10.0.1.0/24")),
                row("a VPN of IPv6", UNKNOWN, "(vpn vpn-1)", "vpn", vpn("available", "tunnelInsideIpVersion", "ipv6")),
                row("a VPN that is deleted", UNKNOWN, "(vpn vpn-1)", "vpn", vpn("deleted")),
                row("no route to the office", NO, "no route leads to it", "out", routes("tgw-rtb-1", "static", TO_VPC)),
                row(
                        "a blackhole for the office",
                        NO,
                        "route 192.168.1.0/24 to nothing is a blackhole",
                        "out",
                        routes("tgw-rtb-1", "static", TO_OFFICE, new String[] {"192.168.1.0/24", ""})),
                row(
                        "no route from the VPN to the VPC",
                        NO,
                        "from tgw-attach-7 (vpn vpn-1): tgw-rtb-2, no route leads to it",
                        "in",
                        routes("tgw-rtb-2", "static", TO_OFFICE)),
                row(
                        "a blackhole from the VPN to the host",
                        NO,
                        "tgw-rtb-2, route 10.0.2.0/24 to nothing is a blackhole",
                        "in",
                        routes("tgw-rtb-2", "static", TO_VPC, new String[] {"10.0.2.0/24", ""})),
                row(
                        "no route from the VPN, but from Direct Connect",
                        UNKNOWN,
                        "by which attachment of tgw-1 packets arrive",
                        "in",
                        routes("tgw-rtb-2", "static", TO_OFFICE),
                        "direct",
                        attachment("tgw-attach-8", "direct-connect-gateway", "dx-1", "tgw-rtb-3"),
                        "inDirect",
                        routes("tgw-rtb-3", "static", TO_VPC)),
                row(
                        "no route from the VPN, but a VPN gateway of the VPC",
                        UNKNOWN,
                        "by which attachment of tgw-1 packets arrive",
                        "in",
                        routes("tgw-rtb-2", "static", TO_OFFICE),
                        "gatewayOfVpn",
                        VpnParts.gateway("vpc-1")),
                row(
                        "a VPN whose packets are inspected in another VPC",
                        UNKNOWN,
                        "tgw-rtb-2, route 10.0.0.0/16 to vpc-5",
                        "in",
                        routes("tgw-rtb-2", "static", new String[] {"10.0.0.0/16", "vpc-5"})),
                row(
                        "a VPN whose table is not read",
                        UNKNOWN,
                        "by which attachment of tgw-1 packets arrive",
                        "in",
                        Network.gateway("igw-9")),
                row(
                        "a table of the VPC that is not read",
                        UNKNOWN,
                        "the routes of tgw-rtb-1",
                        "out",
                        Network.gateway("igw-9")),
                row(
                        "an attachment of the VPC that is not read",
                        UNKNOWN,
                        "the attachment of vpc-1 to tgw-1",
                        "own",
                        Network.gateway("igw-9")),
                row(
                        "a transit gateway of another account",
                        UNKNOWN,
                        "by which attachment of tgw-1 packets arrive",
                        "own",
                        attachment(
                                "tgw-attach-1", "vpc", "vpc-1", "tgw-rtb-1", "transitGatewayOwnerId", "999999999999"),
                        "vpnAttachment",
                        Network.gateway("igw-9")),
                row(
                        "Direct Connect",
                        UNKNOWN,
                        "the networks beyond tgw-attach-7 (direct-connect-gateway dx-1)",
                        "vpnAttachment",
                        attachment("tgw-attach-7", "direct-connect-gateway", "dx-1", "tgw-rtb-2")),
                row(
                        "a peering of transit gateways",
                        UNKNOWN,
                        "the networks beyond tgw-attach-7 (peering tgw-9)",
                        "vpnAttachment",
                        attachment("tgw-attach-7", "peering", "tgw-9", "tgw-rtb-2")),
                row(
                        "Connect",
                        UNKNOWN,
                        "the networks beyond tgw-attach-7 (connect tgw-attach-8)",
                        "vpnAttachment",
                        attachment("tgw-attach-7", "connect", "tgw-attach-8", "tgw-rtb-2")),
                row(
                        "another VPC that may lead on",
                        UNKNOWN,
                        "the networks beyond vpc-5",
                        "out",
                        routes("tgw-rtb-1", "static", new String[] {"192.168.0.0/16", "vpc-5"})),
                row(
                        "the ACL of the subnet",
                        NO,
                        "no entry",
                        "two",
                        acl("acl-2", List.of("subnet-2")),
                        "acl",
                        Network.openAcl("acl-1", "subnet-1")));
    }

    private static Arguments row(String trap, Reachable expected, String why, Object... changes) {
        return argumentSet(trap, expected, why, network(with(attached(), changes)));
    }

    /** A VPC at a transit gateway that leads to an office over a VPN connection, and back. */
    static Object[] attached() {
        return new Object[] {
            "table",
            mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "tgw-1")),
            "groupB",
            group("sg-b").in("tcp", 22, 22, "192.168.0.0/16").out("-1", null, null, "192.168.0.0/16"),
            "own",
            attachment("tgw-attach-1", "vpc", "vpc-1", "tgw-rtb-1"),
            "vpnAttachment",
            attachment("tgw-attach-7", "vpn", "vpn-1", "tgw-rtb-2"),
            "out",
            routes("tgw-rtb-1", "static", TO_OFFICE),
            "in",
            routes("tgw-rtb-2", "static", TO_VPC),
            "vpn",
            vpn("available")
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void fromTheOffice(Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(Hosts.estate(parts)).ask(OFFICE, host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toTheOffice(Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(Hosts.estate(parts)).ask(host(B), OFFICE, SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                Arguments.of(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT, "own", "vpnAttachment"),
                Arguments.of(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE, "out", "in"),
                Arguments.of(ResourceKind.VPN_CONNECTION, "vpn", "vpn"));
    }

    @ParameterizedTest
    @MethodSource("unread")
    void anUnreadKindIsUnknown(ResourceKind kind, String one, String other) {
        Estates made = Estates.estate().without(kind);
        Map<String, Estates.Made<?>> parts = network(attached());
        parts.keySet().removeAll(List.of(one, other));
        parts.values().forEach(made::with);

        Outcome outcome = Questions.of(made.build()).ask(OFFICE, host(B), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing().toString()).contains(kind + " in eu-central-1");
    }

    @Test
    void theInternetBeyondAVpnIsNotKnown() {
        Map<String, Estates.Made<?>> parts = network(with(
                attached(),
                "groupB",
                group("sg-b").out("-1", null, null, "0.0.0.0/0"),
                "out",
                routes("tgw-rtb-1", "propagated", new String[] {"0.0.0.0/0", "tgw-attach-7"})));

        Outcome outcome = Questions.of(Hosts.estate(parts)).ask(host(B), new Endpoint.Everyone(), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
    }

    @Test
    void aVpnGatewayLeadsToTheOffice() {
        Map<String, Estates.Made<?>> parts = network(
                "table",
                mainTable(
                        "rtb-1",
                        "vpc-1",
                        route("10.0.0.0/16", "local"),
                        Network.propagated("192.168.0.0/16", "vgw-1"),
                        route("172.16.0.0/12", "vgw-1")),
                "groupB",
                group("sg-b").out("-1", null, null, "0.0.0.0/0"),
                "gatewayOfVpn",
                VpnParts.gateway("vpc-1"),
                "vpn",
                VpnParts.connection("available"));
        Endpoint unrouted = new Endpoint.Range(CidrSet.parse("172.16.1.0/24"));

        assertThat(Questions.of(Hosts.estate(parts)).ask(host(B), OFFICE, SSH).reachable())
                .isEqualTo(YES);
        assertThat(Questions.of(Hosts.estate(parts)).ask(host(B), unrouted, SSH).reachable())
                .isEqualTo(UNKNOWN);
    }
}
