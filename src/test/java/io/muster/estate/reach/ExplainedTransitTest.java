package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Explained.host;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways in which a path is blocked between VPCs, by the codes with which AWS's analyzer explains them.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation codes</a>
 */
class ExplainedTransitTest {

    static Stream<Arguments> transitGateways() {
        return Stream.of(
                argumentSet("none", attached(), YES, "route 10.9.0.0/16 to vpc-2"),
                argumentSet(
                        "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION",
                        attached(
                                "attachment1",
                                attachment("vpc-1", null, "subnet-1"),
                                "table",
                                associating(List.of("vpc-2"))),
                        NO,
                        "tgw-attach-of-vpc-1 is associated with no route table"),
                argumentSet(
                        "the same where associations are not known",
                        attached("attachment1", attachment("vpc-1", null, "subnet-1"), "table", associating(null)),
                        UNKNOWN,
                        "by which route table tgw-attach-of-vpc-1 is routed"),
                argumentSet(
                        "TGW_ROUTE_AZ_RESTRICTION",
                        attached("attachment1", attachment("vpc-1", "tgw-rtb-1", "subnet-3"), "three", third()),
                        NO,
                        "no subnet in the Availability Zone of subnet-1"),
                argumentSet(
                        "TGW_RTB_BAD_STATE_ROUTE, TGW_RTB_MORE_SPECIFIC_ROUTE",
                        attached(
                                "table",
                                routed(to("10.9.0.0/16", "vpc-2"), to("10.9.1.0/24", ""), to("10.0.0.0/16", "vpc-1"))),
                        NO,
                        "10.9.1.0/24 to nothing is a blackhole"),
                argumentSet(
                        "TGW_RTB_CANNOT_ROUTE, TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT",
                        attached("table", routed(to("10.9.7.0/24", "vpc-2"), to("10.0.0.0/16", "vpc-1"))),
                        NO,
                        "no route leads to it"),
                argumentSet(
                        "TGW_RTB_ROUTES_ARE_UNKNOWN",
                        attached(
                                "table",
                                Made.of(
                                        "tgw-rtb-1",
                                        Parts.of(
                                                TransitGatewayRouteTable.class,
                                                "transitGatewayId",
                                                "tgw-1",
                                                "routes",
                                                null))),
                        UNKNOWN,
                        "the routes of tgw-rtb-1"),
                argumentSet(
                        "SG_REFERENCES_NOT_PRESERVED",
                        attached(
                                "group",
                                group("sg-1").outToGroup("sg-d"),
                                "groupD",
                                group("sg-d").of("vpc-2").in("tcp", 22, 22, "10.0.0.0/16")),
                        NO,
                        "no rule of sg-1 lets out"),
                argumentSet(
                        "DISCONNECTED_VPCS",
                        attached("publicTable", SmallVpc.publicTable(route("0.0.0.0/0", "igw-1"))),
                        NO,
                        "igw-1"));
    }

    @ParameterizedTest
    @MethodSource
    void transitGateways(Map<String, Estates.Made<?>> parts, Reachable expected, String why) {
        Explained.check(parts, "eni-a", "eni-d", "tcp 22", expected, why);
    }

    static Stream<Arguments> peering() {
        return Stream.of(
                argumentSet("none", peered("10.9.0.0/16"), range("10.9.1.10"), YES, "pcx-1"),
                argumentSet(
                        "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR",
                        peered("10.8.0.0/15"),
                        range("10.8.1.10"),
                        NO,
                        "no subnet at its other end has the address"),
                argumentSet(
                        "NGW_REQUIRES_SOURCE_IN_VPC",
                        peered("0.0.0.0/0"),
                        range("8.8.8.8"),
                        NO,
                        "no subnet at its other end has the address"));
    }

    @ParameterizedTest
    @MethodSource("peering")
    void theHopOfTheCodeIsNamedForPeering(
            Map<String, Estates.Made<?>> parts, Endpoint to, Reachable expected, String why) {
        Explained.check(parts, "eni-b", to, "tcp 22", expected, why);
    }

    private static Estates.Made<?> third() {
        return subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, OTHER_ZONE);
    }

    private static Map<String, Estates.Made<?>> beside(Object[] parts, Object... changes) {
        Object[] common = {
            "vpc2", vpc("vpc-2", "10.9.0.0/16"),
            "nine", subnet("subnet-9", "vpc-2", "10.9.1.0/24", null, ZONE),
            "farAcl", openAcl("acl-9", "subnet-9", "subnet-3"),
            "groupD", group("sg-d").of("vpc-2").in("tcp", 22, 22, "10.0.0.0/16"),
            "d", host("d", "subnet-9", "10.9.1.10").inVpc("vpc-2").groups("sg-d")
        };
        return network(Network.with(common, Network.with(parts, changes)));
    }

    /** Both VPCs are attached to tgw-1, and each routes the other there. */
    private static Map<String, Estates.Made<?>> attached(Object... changes) {
        return beside(
                new Object[] {
                    "publicTable", SmallVpc.publicTable(route("10.9.0.0/16", "tgw-1")),
                    "far", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "tgw-1")),
                    "attachment1", attachment("vpc-1", "tgw-rtb-1", "subnet-1"),
                    "attachment2", attachment("vpc-2", "tgw-rtb-1", "subnet-9"),
                    "table", routed(to("10.9.0.0/16", "vpc-2"), to("10.0.0.0/16", "vpc-1"))
                },
                changes);
    }

    private static Estates.Made<?> attachment(String vpc, String table, String subnet) {
        return Made.of(
                "tgw-attach-of-" + vpc,
                Parts.of(
                        TransitGatewayAttachment.class,
                        "state",
                        "available",
                        "transitGatewayId",
                        "tgw-1",
                        "transitGatewayOwnerId",
                        Estates.ACCOUNT,
                        "attachedType",
                        "vpc",
                        "attachedId",
                        vpc,
                        "attachedOwnerId",
                        Estates.ACCOUNT,
                        "routeTableId",
                        table,
                        "vpcOptions",
                        Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnet))));
    }

    private static Estates.Made<?> routed(String[]... routes) {
        return TransitParts.routes("tgw-rtb-1", "propagated", routes);
    }

    private static String[] to(String destination, String vpc) {
        return new String[] {destination, vpc};
    }

    /** The table tgw-rtb-1, with the VPCs whose attachments are associated with it; null where that is not known. */
    private static Estates.Made<?> associating(List<String> vpcs) {
        TransitGatewayRouteTable table =
                (TransitGatewayRouteTable) routed(to("10.9.0.0/16", "vpc-2"), to("10.0.0.0/16", "vpc-1"))
                        .resource()
                        .attributes();
        return Made.of(
                "tgw-rtb-1",
                Parts.of(
                        TransitGatewayRouteTable.class,
                        "transitGatewayId",
                        "tgw-1",
                        "routes",
                        table.routes(),
                        "associations",
                        vpcs == null
                                ? null
                                : vpcs.stream()
                                        .map(vpc -> new TransitGatewayAssociation(
                                                "tgw-attach-of-" + vpc, "vpc", vpc, "associated"))
                                        .toList()));
    }

    /** The private subnet routes the range to a peered VPC. */
    private static Map<String, Estates.Made<?>> peered(String routed) {
        return beside(new Object[] {
            "peering", PeeringParts.ofTwoVpcs("active"),
            "privateTable", Explained.privateTable(route(routed, "pcx-1")),
            "far",
                    mainTable(
                            "rtb-9",
                            "vpc-2",
                            route("10.9.0.0/16", "local"),
                            route("10.0.0.0/16", "pcx-1"),
                            route("0.0.0.0/0", "nat-9"))
        });
    }
}
