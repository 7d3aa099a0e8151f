package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitPathsTest.transit;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** From one interface to another where a transit gateway hands the packets to something else than the other's VPC. */
class TransitForwardingTest extends LateralWays {

    private static final String PEERING = "tgw-attach-p";

    static Stream<Arguments> traps() {
        return Stream.of(
                row("over a peered gateway", FAR, YES, "route 10.9.0.0/16 to tgw-attach-p", peered()),
                row(
                        "over a peering that has an id at either end",
                        FAR,
                        YES,
                        "sg-b",
                        peered(
                                "end2",
                                peering("tgw-attach-q", "tgw-2", "tgw-1"),
                                "transit2",
                                transitTable(
                                        "tgw-rtb-2",
                                        "tgw-2",
                                        "tgw-attach-q",
                                        to("10.9.0.0/16", "vpc-2"),
                                        to("10.0.0.0/16", "tgw-attach-q")))),
                row(
                        "over a peered gateway without a route on",
                        FAR,
                        NO,
                        "tgw-rtb-1",
                        peered("transit2", transitTable("tgw-rtb-2", "tgw-2", PEERING, to("10.0.0.0/16", PEERING)))),
                row(
                        "over a peered gateway without a way back",
                        FAR,
                        NO,
                        "no route leads to it",
                        peered("transit2", transitTable("tgw-rtb-2", "tgw-2", PEERING, to("10.9.0.0/16", "vpc-2")))),
                row(
                        "over a peered gateway that was not read",
                        FAR,
                        UNKNOWN,
                        "where tgw-attach-p leads to",
                        peered("transit2", Network.gateway("igw-9"))),
                row(
                        "over a peering that is being deleted",
                        FAR,
                        UNKNOWN,
                        "where tgw-attach-p leads to",
                        peered("end1", attachment(PEERING, "tgw-1", "peering", "tgw-2", null, "deleting"))),
                row(
                        "over a peering that leaves the table of the peered gateway",
                        FAR,
                        UNKNOWN,
                        "where tgw-attach-p leads to",
                        peered(
                                "transit2",
                                transitTable(
                                        "tgw-rtb-2",
                                        "tgw-2",
                                        new String[] {PEERING, "disassociating"},
                                        to("10.9.0.0/16", "vpc-2"),
                                        to("10.0.0.0/16", PEERING)))),
                row(
                        "over gateways that send it to each other",
                        FAR,
                        UNKNOWN,
                        "where tgw-attach-p leads to",
                        peered("transit2", transitTable("tgw-rtb-2", "tgw-2", PEERING, to("10.0.0.0/8", PEERING)))),
                row(
                        "by the VPC of an appliance",
                        FAR,
                        UNKNOWN,
                        "where vpc-5 leads to",
                        with(
                                transit(),
                                "transit",
                                transitTable(
                                        "tgw-rtb-1",
                                        "tgw-1",
                                        "tgw-attach-1",
                                        to("10.9.0.0/16", "vpc-5"),
                                        to("10.0.0.0/16", "vpc-1")))),
                row(
                        "by a VPN",
                        FAR,
                        UNKNOWN,
                        "where tgw-attach-v leads to",
                        with(
                                transit(),
                                "transit",
                                transitTable("tgw-rtb-1", "tgw-1", "tgw-attach-1", to("10.0.0.0/8", "tgw-attach-v")))));
    }

    @Test
    void attachmentsThatWereNotReadLeaveItOpen() {
        // given
        Estates estate = Estates.estate().without(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT);
        Hosts.network(with(transit(), "attachment2", Network.gateway("igw-9")))
                .values()
                .forEach(estate::with);

        // when
        Outcome outcome = Questions.of(estate.build()).ask(Hosts.host(Hosts.A), Hosts.host(FAR), Hosts.SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
    }

    /** The VPC of A at one gateway, that of FAR at another. */
    private static Object[] peered(Object... changes) {
        return with(
                with(
                        transit(),
                        "far",
                        mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/8", "tgw-2")),
                        "attachment2",
                        attachment("tgw-attach-2", "tgw-2", "vpc", "vpc-2", "tgw-rtb-2"),
                        "end1",
                        peering(PEERING, "tgw-1", "tgw-2"),
                        "transit",
                        transitTable(
                                "tgw-rtb-1", "tgw-1", PEERING, to("10.9.0.0/16", PEERING), to("10.0.0.0/16", "vpc-1")),
                        "transit2",
                        transitTable(
                                "tgw-rtb-2", "tgw-2", PEERING, to("10.9.0.0/16", "vpc-2"), to("10.0.0.0/16", PEERING))),
                changes);
    }

    private static Estates.Made<?> peering(String id, String gateway, String other) {
        return attachment(id, gateway, "peering", other, null);
    }

    private static Estates.Made<?> attachment(String id, String gateway, String type, String attached, String table) {
        return attachment(id, gateway, type, attached, table, "available");
    }

    private static Estates.Made<?> attachment(
            String id, String gateway, String type, String attached, String table, String state) {
        return Made.of(
                id,
                Parts.of(
                        TransitGatewayAttachment.class,
                        "state",
                        state,
                        "transitGatewayId",
                        gateway,
                        "attachedType",
                        type,
                        "attachedId",
                        attached,
                        "routeTableId",
                        table,
                        "associationState",
                        "associated"));
    }

    private static Estates.Made<?> transitTable(
            String id, String gateway, String associated, TransitGatewayRoute... routes) {
        return transitTable(id, gateway, new String[] {associated, "associated"}, routes);
    }

    /** Of an attachment and the state of its association, beside those of the VPCs. */
    private static Estates.Made<?> transitTable(
            String id, String gateway, String[] association, TransitGatewayRoute... routes) {
        return TransitParts.table(
                id,
                gateway,
                Stream.of(association, new String[] {"tgw-attach-1", "associated"}, new String[] {
                            "tgw-attach-2", "associated"
                        })
                        .map(one -> Parts.of(TransitGatewayAssociation.class, "attachmentId", one[0], "state", one[1]))
                        .toList(),
                List.of(routes));
    }

    private static TransitGatewayRoute to(String destination, String target) {
        boolean vpc = target.startsWith("vpc-");
        return new TransitGatewayRoute(
                destination,
                null,
                "active",
                "static",
                List.of(new TransitGatewayRouteTarget(
                        vpc ? "tgw-attach-of-" + target : target, vpc ? "vpc" : "other", vpc ? target : null)));
    }
}
