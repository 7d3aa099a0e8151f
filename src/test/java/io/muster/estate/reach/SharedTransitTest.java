package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;
import static io.muster.estate.reach.TransitParts.vpn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between an interface in a subnet that another account shares and an office behind a VPN connection of a transit gateway: the owner of the
 * VPC alone sees its attachment.
 */
class SharedTransitTest {

    private static final String OWNER = Estates.OTHER_ACCOUNT;
    private static final String CELL = " in eu-central-1 of account " + OWNER;
    private static final String SHARED = "where tgw-1 leads to in vpc-1, which another account shares";
    private static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));
    private static final String[] TO_OFFICE = {"192.168.0.0/16", "tgw-attach-7"};
    private static final String[] TO_VPC = {"10.0.0.0/16", "vpc-1"};
    private static final MadeInterface HOST =
            eni("eni-1").of("i-1").in("subnet-1").privateIps("10.0.0.10").groups("sg-1");

    static Stream<Arguments> ways() {
        return Stream.of(
                row("a VPN connection", told(), YES, "tgw-1"),
                row("no route to the office", told("out", routes("tgw-rtb-1", "static", TO_VPC)), NO, "tgw-1"),
                row("no route from the office", told("in", routes("tgw-rtb-2", "static", TO_OFFICE)), NO, "tgw-1"),
                row("the VPN connection is gone", told("vpn", vpn("deleted")), UNKNOWN, SHARED),
                row(
                        "its attachments are not listed",
                        told(),
                        UNKNOWN,
                        "TRANSIT_GATEWAY_ATTACHMENT" + CELL,
                        ResourceKind.TRANSIT_GATEWAY_ATTACHMENT),
                row(
                        "its tables are not listed",
                        told(),
                        UNKNOWN,
                        "TRANSIT_GATEWAY_ROUTE_TABLE" + CELL,
                        ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE),
                row(
                        "its VPN connections are not listed",
                        told(),
                        UNKNOWN,
                        "VPN_CONNECTION" + CELL,
                        ResourceKind.VPN_CONNECTION),
                row("its attachment is new", told("own", null), UNKNOWN, SHARED),
                row(
                        "the transit gateway is of a third account that is not registered",
                        told(
                                "own",
                                attached("transitGatewayOwnerId", "999999999999"),
                                "out",
                                null,
                                "in",
                                null,
                                "vpnAttachment",
                                null),
                        UNKNOWN,
                        "TRANSIT_GATEWAY_ROUTE_TABLE in eu-central-1 of account 999999999999"),
                row("the attachment's ACL stops it", told("acl2", acl("acl-2", List.of("subnet-2"))), NO, "acl-2"),
                row("its ACLs are not listed", told(), UNKNOWN, "NETWORK_ACL" + CELL, ResourceKind.NETWORK_ACL),
                row("it has not listed the VPC", told("vpc", null), UNKNOWN, "the attachment of vpc-1 to tgw-1"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toTheOffice(Estates estates, Reachable expected, String why) {
        Outcome outcome = Questions.of(estates.build()).ask(Hosts.host(HOST), OFFICE, Hosts.SSH);

        check(outcome, expected, why);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void fromTheOffice(Estates estates, Reachable expected, String why) {
        Outcome outcome = Questions.of(estates.build()).ask(OFFICE, Hosts.host(HOST), Hosts.SSH);

        check(outcome, expected, why);
    }

    /** Nothing of the owner is named but its ACLs, and the gateway, which the route shows. */
    private static void check(Outcome outcome, Reachable expected, String why) {
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why).doesNotContain("tgw-rtb", "tgw-attach", "vpn-1", "subnet-2");
    }

    @Test
    void anOwnerThatIsNotRegisteredTellsOfNone() {
        // given
        Estates estates = Estates.estate().with(parts(seen()));

        // then
        assertThat(Questions.of(estates.build())
                        .ask(Hosts.host(HOST), OFFICE, Hosts.SSH)
                        .missing())
                .contains("the attachment of vpc-1 to tgw-1");
    }

    private static Arguments row(
            String name, Map<String, Estates.Made<?>> told, Reachable expected, String why, ResourceKind... missing) {
        return argumentSet(
                name,
                Estates.estate().with(parts(seen())).sharedBy(OWNER, Set.of(missing), parts(told)),
                expected,
                why);
    }

    /** Without those that are taken away. */
    private static Estates.Made<?>[] parts(Map<String, Estates.Made<?>> parts) {
        return parts.values().stream().filter(part -> part != null).toArray(Estates.Made[]::new);
    }

    private static Map<String, Estates.Made<?>> seen() {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", Made.vpc("vpc-1", false, OWNER));
        parts.put("one", subnet("subnet-1", "10.0.0.0/24"));
        parts.put("table", mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "tgw-1")));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        parts.put("group", group("sg-1").in("tcp", 22, 22, "192.168.0.0/16").out("-1", null, null, "192.168.0.0/16"));
        return parts;
    }

    /** What the owner tells, with changes; null takes a part away. */
    private static Map<String, Estates.Made<?>> told(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>(seen());
        parts.remove("group");
        parts.put("two", subnet("subnet-2", "10.0.2.0/24"));
        parts.put("acl2", openAcl("acl-2", "subnet-2"));
        parts.put("own", attached());
        parts.put("vpnAttachment", attachment("tgw-attach-7", "vpn", "vpn-1", "tgw-rtb-2"));
        parts.put("out", routes("tgw-rtb-1", "static", TO_OFFICE));
        parts.put("in", routes("tgw-rtb-2", "static", TO_VPC));
        parts.put("vpn", vpn("available"));
        return Network.changed(parts, changes);
    }

    private static Estates.Made<?> attached(Object... more) {
        return attachment(
                "tgw-attach-1",
                "vpc",
                "vpc-1",
                "tgw-rtb-1",
                Network.with(
                        new Object[] {
                            "vpcOptions", Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of("subnet-2"))
                        },
                        more));
    }

    private static Estates.Made<Subnet> subnet(String id, String range) {
        return Made.of(id, new Subnet("vpc-1", range, List.of(), "eu-central-1a", false, false, "off", OWNER, null));
    }
}
