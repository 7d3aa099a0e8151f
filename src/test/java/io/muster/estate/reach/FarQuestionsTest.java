package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.OTHER_REGION;
import static io.muster.estate.reach.FarHosts.attached;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between hosts of two accounts or regions. What is open, Batfish traces so: AwsConfigurationVpcPeeringCrossAccountTest and
 * AwsConfigurationTransitGatewayMultiAccountTest.
 *
 * @see TracedByBatfishTest
 */
class FarQuestionsTest {

    static Stream<Arguments> open() {
        return Stream.of(
                argumentSet("a peering with another account", peered(OTHER_ACCOUNT), "pcx-1"),
                argumentSet("a peering with another region", peered(OTHER_REGION), "pcx-1"),
                argumentSet("a transit gateway of one account", attached(OTHER_ACCOUNT), "tgw-"));
    }

    @ParameterizedTest
    @MethodSource("open")
    void aWayThatBothAccountsAllowIsOpen(FarHosts hosts, String why) {
        for (Outcome outcome : List.of(hosts.there(), hosts.back())) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(YES);
            assertThat(outcome.toString()).contains(why);
        }
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                stop("the group at the end", "sg-2", "far group", group("sg-2").in("tcp", 22, 22, "10.3.0.0/16")),
                stop("the group at the beginning", "sg-1", "group", group("sg-1")),
                stop("the table here", "rtb-1", "table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"))),
                stop(
                        "the table there",
                        "rtb-2",
                        "far table",
                        mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"))),
                stop("the ACL there", "acl-2", "far acl", acl("acl-2", List.of("subnet-2"))),
                argumentSet("the connection", "deleted", told(peering("deleted", "vpc-2"))),
                argumentSet("a connection to another VPC", "does not lead to vpc-2", told(peering("active", "vpc-3"))));
    }

    private static Arguments stop(String name, String why, String part, Estates.Made<?> made) {
        return argumentSet(name, why, new Object[] {part, made});
    }

    /** By both accounts. */
    private static Object[] told(Estates.Made<?> peering) {
        return new Object[] {"peering", peering, "far peering", peering};
    }

    private static Estates.Made<?> peering(String status, String other) {
        return PeeringParts.connection(
                "pcx-1",
                status,
                PeeringParts.side("vpc-1", "10.1.0.0/16"),
                PeeringParts.side(other, Estates.OTHER_ACCOUNT, HERE.region(), "10.2.0.0/16"));
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void theHopThatStopsItIsNamed(String why, Object[] changes) {
        Outcome outcome = peered(OTHER_ACCOUNT, changes).there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
        assertThat(String.valueOf(outcome.blocking())).contains(why);
    }

    static Stream<Arguments> listings() {
        var active = peering("active", "vpc-2");
        var pending = peering("pending-acceptance", "vpc-2");
        return Stream.of(
                Arguments.of(active, active, YES),
                Arguments.of(active, null, YES),
                Arguments.of(null, active, YES),
                Arguments.of(null, null, UNKNOWN),
                Arguments.of(active, pending, YES),
                Arguments.of(pending, active, YES),
                Arguments.of(active, peering("deleted", "vpc-2"), NO),
                Arguments.of(peering("rejected", "vpc-2"), active, NO),
                Arguments.of(peering("active", "vpc-3"), active, UNKNOWN),
                Arguments.of(peering("deleting", "vpc-2"), active, UNKNOWN),
                Arguments.of(peering("deleting", "vpc-2"), null, UNKNOWN),
                Arguments.of(peering("deleting", "vpc-2"), pending, UNKNOWN),
                Arguments.of(pending, null, NO),
                Arguments.of(null, pending, NO));
    }

    /** One account may have been scanned before the connection became active, before it ended, or not at all. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("listings")
    void aConnectionCountsAsBothAccountsListIt(Estates.Made<?> here, Estates.Made<?> there, Reachable expected) {
        FarHosts hosts = peered(OTHER_ACCOUNT, "peering", here, "far peering", there);

        for (Outcome outcome : List.of(hosts.there(), hosts.back())) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        }
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                Arguments.of(peering("pending-acceptance", "vpc-2"), UNKNOWN),
                Arguments.of(peering("deleted", "vpc-2"), NO),
                Arguments.of(peering("active", "vpc-2"), YES));
    }

    /** The other account's listing, which may be a later one, is not complete. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("lost")
    void anIncompleteListingOfTheOtherEndIsUnknown(Estates.Made<?> here, Reachable expected) {
        FarHosts hosts = peered(OTHER_ACCOUNT, "peering", here, "far peering", null)
                .without(ResourceKind.VPC_PEERING_CONNECTION);

        for (Outcome outcome : List.of(hosts.there(), hosts.back())) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        }
    }

    static Stream<Arguments> members() {
        return Stream.of(
                argumentSet("a peering of one region", OTHER_ACCOUNT, "pcx-1", YES),
                argumentSet("a peering of two regions", OTHER_REGION, "pcx-1", NO),
                argumentSet("a transit gateway", OTHER_ACCOUNT, "tgw-1", UNKNOWN));
    }

    /** Where the group there admits the members of the group here, and no address. */
    @ParameterizedTest
    @MethodSource("members")
    void membersOfAGroupHereAreAdmitted(Scope place, String way, Reachable expected) {
        Object[] toMembers = {"far group", group("sg-2").inFromGroup("sg-1")};
        FarHosts hosts = way.startsWith(HostPair.PEERING) ? peered(place, toMembers) : attached(place, toMembers);

        assertThat(hosts.there().reachable()).isEqualTo(expected);
    }

    static Stream<Arguments> untold() {
        return Stream.of(
                Arguments.of(peered(OTHER_ACCOUNT), YES),
                Arguments.of(peered(OTHER_REGION), YES),
                Arguments.of(attached(OTHER_ACCOUNT), UNKNOWN));
    }

    /** Of a connection, the two accounts know all; of a gateway, its owner tells. */
    @ParameterizedTest
    @MethodSource("untold")
    void onlyAGatewaysOwnerTellsAllOfIt(FarHosts hosts, Reachable expected) {
        Outcome outcome = hosts.untold().there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** What a peering of transit gateways leads to in another region is not followed. */
    @Test
    void whatIsBehindAPeeringOfGatewaysIsNotKnown() {
        FarHosts hosts = attached(
                OTHER_REGION,
                "other attachment",
                null,
                "routes",
                TransitParts.routes("tgw-rtb-1", "static", new String[] {"10.2.0.0/16", "tgw-attach-peer"}),
                "peer",
                TransitParts.attachment("tgw-attach-peer", "peering", "tgw-2", "tgw-rtb-1"));

        assertThat(hosts.there().reachable()).isEqualTo(UNKNOWN);
    }

    /** One subnet of vpc-1 is the account's, and another one that of the account it is shared with. */
    private static FarHosts inVpc1(Object... changes) {
        Object[] inVpc1 = {
            "far host",
            eni("eni-2").of("i-2").in("subnet-2").privateIps("10.1.2.100").groups("sg-2"),
            "far subnet",
            FarEstates.subnet("subnet-2", "vpc-1", "10.1.2.0/24", HERE.accountId()),
            "far table",
            mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local")),
            "subnet2",
            FarEstates.subnet("subnet-2", "vpc-1", "10.1.2.0/24", HERE.accountId())
        };
        return peered(OTHER_ACCOUNT, Network.with(inVpc1, changes));
    }

    @Test
    void ofASharedVpc() {
        assertThat(inVpc1().there().reachable()).isEqualTo(YES);
        assertThat(inVpc1("far acl", acl("acl-2", List.of("subnet-2"))).there().blocking())
                .extracting(Hop::resourceId)
                .isEqualTo("acl-2");
    }

    /** A more specific route may lead to what hands the packets on, or drops them. */
    @Test
    void ofASharedVpcWithAnApplianceInBetween() {
        assertThat(inVpc1("table", ofVpc1(route("10.1.2.0/24", "eni-9")))
                        .there()
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(inVpc1("table", ofVpc1(route("10.1.2.0/24", "vpce-9")))
                        .there()
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(inVpc1("table", ofVpc1(route("10.1.2.0/24", "nat-9")))
                        .there()
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(inVpc1("table", ofVpc1(route("10.1.2.0/24", "tgw-1")))
                        .there()
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(inVpc1("far table", ofVpc1(route("10.1.1.0/24", "eni-9")))
                        .there()
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(inVpc1("table", ofVpc1(Network.blackhole("10.1.2.0/24", "eni-9")))
                        .there()
                        .reachable())
                .isEqualTo(NO);
    }

    private static Estates.Made<RouteTable> ofVpc1(Route more) {
        return mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), more);
    }

    static Stream<Arguments> overTheInternet() {
        return Stream.of(Arguments.of("52.0.0.1/32", YES), Arguments.of("52.0.0.9/32", NO));
    }

    @ParameterizedTest
    @MethodSource
    void overTheInternet(String admitted, Reachable expected) {
        FarHosts hosts = peered(
                OTHER_REGION,
                "gateway",
                gateway("igw-1", "vpc-1"),
                "table",
                mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("0.0.0.0/0", "igw-1")),
                "host",
                eni("eni-1")
                        .of("i-1")
                        .privateIps("10.1.1.100")
                        .publicIps("52.0.0.1")
                        .groups("sg-1"),
                "far gateway",
                gateway("igw-2", "vpc-2"),
                "far table",
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("0.0.0.0/0", "igw-2")),
                "far host",
                eni("eni-2")
                        .of("i-2")
                        .inVpc("vpc-2")
                        .in("subnet-2")
                        .privateIps("10.2.1.100")
                        .publicIps("52.0.0.2")
                        .groups("sg-2"),
                "far group",
                group("sg-2").in("tcp", 22, 22, admitted));

        assertThat(hosts.there().reachable()).isEqualTo(expected);
    }
}
