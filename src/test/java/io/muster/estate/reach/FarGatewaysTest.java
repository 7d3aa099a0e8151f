package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.PeeredGateways.attachment;
import static io.muster.estate.reach.PeeredGateways.in;
import static io.muster.estate.reach.PeeredGateways.routed;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between hosts whose VPCs are attached to peered transit gateways, of one region and account or of several.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html">Transit gateway peering attachments</a>: static routes lead over a
 *     peering, and the table that its attachment is associated with leads on
 */
class FarGatewaysTest {

    private static final Scope HERE = Estates.REGION;
    private static final Scope OTHER_ACCOUNT = Scope.of(Estates.OTHER_ACCOUNT, HERE.region());
    private static final Scope OTHER_REGION = Scope.of(HERE.accountId(), "eu-west-1");
    private static final Scope FAR = Scope.of(Estates.OTHER_ACCOUNT, "us-west-1");
    private static final List<Scope> TWO = List.of(HERE, FAR);
    private static final List<Scope> THREE = List.of(HERE, OTHER_REGION, FAR);

    static Stream<Arguments> open() {
        return Stream.of(
                argumentSet("one region and account", List.of(HERE, HERE)),
                argumentSet("another region", List.of(HERE, OTHER_REGION)),
                argumentSet("another account", List.of(HERE, OTHER_ACCOUNT)),
                argumentSet("another region of another account", TWO),
                argumentSet("over a third gateway", THREE));
    }

    @ParameterizedTest
    @MethodSource("open")
    void peeredGatewaysLeadOn(List<Scope> places) {
        for (Outcome outcome :
                List.of(in(places).ask(1, places.size()), in(places).ask(places.size(), 1))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(YES);
        }
    }

    /** Without DescribeTransitGatewayPeeringAttachments, the region of the other end is where its owner tells of it. */
    @Test
    void theOtherEndIsFoundByItsTables() {
        Outcome outcome =
                in(TWO, "peering 1", unread(1, 2), "before 2", unread(2, 1)).ask(1, 2);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(YES);
    }

    private static Estates.Made<?> unread(int number, int other) {
        return attachment(TWO, number, "tgw-attach-p1", "peering", "tgw-" + other, other, "peering", null);
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                stop("no route to the peering", "tgw-rtb-1", routed(1, "10.1.0.0/16", "vpc-1")),
                stop("no route on", "tgw-rtb-1", routed(2, "10.1.0.0/16", "tgw-attach-p1")),
                stop("no route back over the peering", "tgw-rtb-2", routed(2, "10.2.0.0/16", "vpc-2")),
                stop(
                        "no route back to the VPC",
                        "tgw-rtb-2",
                        routed(1, "10.2.0.0/16", "tgw-attach-p1", "10.1.9.0/24", "vpc-1")),
                stop(
                        "the table of the VPC there",
                        "rtb-2",
                        "table 2",
                        mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"))),
                stop(
                        "the table of the VPC there leads to a gateway that does not lead back",
                        "tgw-9",
                        "table 2",
                        mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("10.0.0.0/8", "tgw-9"))),
                stop("the ACL there", "acl-2", "acl 2", acl("acl-2", List.of("subnet-2"))),
                stop("the group there", "sg-2", "group 2", group("sg-2").in("tcp", 22, 22, "10.3.0.0/16")),
                stop("the group here", "sg-1", "group 1", group("sg-1")));
    }

    private static Arguments stop(String name, String why, Object... changes) {
        return argumentSet(name, why, changes);
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void theHopThatStopsItIsNamed(String why, Object[] changes) {
        Outcome outcome = in(TWO, changes).ask(1, 2);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
        assertThat(String.valueOf(outcome.blocking())).contains(why);
    }

    /** AwsConfigurationTransitGatewayPeeringTest of Batfish: a table for the VPC of one side leads there, and none leads back to it. */
    @Test
    void oneSideThatIsRoutedAlone() {
        Object[] changes = routed(1, "10.2.0.0/16", "tgw-attach-p1");

        assertThat(in(TWO, changes).ask(1, 2).reachable()).isEqualTo(NO);
        assertThat(in(TWO, changes).ask(2, 1).reachable()).isEqualTo(NO);
    }

    @ParameterizedTest
    @MethodSource("open")
    void packetsWithoutAnswersArrive(List<Scope> places) {
        int last = places.size();
        Object[] changes = {
            "table " + last,
            mainTable("rtb-" + last, "vpc-" + last, route(PeeredGateways.range(last), "local")),
            "group " + last,
            group("sg-" + last).in("udp", 53, 53, "10.0.0.0/8")
        };

        Outcome outcome =
                in(places, changes).ask(1, last, ServiceRange.asked("udp", 53).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
        assertThat(outcome.notes()).anyMatch(note -> note.startsWith("packets arrive, but no answer gets back"));
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of("a peering in the making", new Object[] {
                    "peering 1", attachment(TWO, 1, "tgw-attach-p1", "peering", "tgw-2", 2, "state", "modifying")
                }),
                Arguments.of(
                        "a table of the VPC there that leads to another gateway, which may lead back", new Object[] {
                            "table 2",
                            mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("10.0.0.0/8", "tgw-1"))
                        }),
                Arguments.of("routes that were not read", new Object[] {"routes 2", null}),
                Arguments.of(
                        "another VPC there, which may send it on",
                        routed(2, "10.2.0.0/16", "vpc-9", "10.1.0.0/16", "tgw-attach-p1")),
                Arguments.of(
                        "a VPN there", routed(2, "10.2.0.0/16", "tgw-attach-vpn", "10.1.0.0/16", "tgw-attach-p1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknown")
    void unreadPartsAreUnknown(String name, Object[] changes) {
        Outcome outcome = in(TWO, changes).ask(1, 2);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
    }

    @Test
    void aPlaceThatTellsNothingIsNamed() {
        Outcome outcome = in(TWO).untold(FAR).ask(1, 2);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing())
                .contains("TRANSIT_GATEWAY_ROUTE_TABLE in us-west-1 of account " + Estates.OTHER_ACCOUNT);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of("10.2.1.7", YES),
                Arguments.of("10.2.7.7", NO),
                Arguments.of("10.7.0.1", NO),
                Arguments.of("10.3.1.7", YES),
                Arguments.of("10.3.7.7", NO));
    }

    /** The gateway here sends all addresses of 10.0.0.0/8 on, of which there are two VPCs. */
    @ParameterizedTest
    @MethodSource("addresses")
    void onlyTheAddressesOfTheVpcsAreDecided(String address, Reachable expected) {
        Object[] all = routed(1, "10.0.0.0/8", "tgw-attach-p1", "10.1.0.0/16", "vpc-1");

        for (Outcome outcome :
                List.of(in(THREE, all).toAddress(1, address), in(THREE, all).fromAddress(address, 1))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        }
    }

    static Stream<Arguments> attachedSubnets() {
        return Stream.of(
                Arguments.of(List.of(HERE, HERE), "subnet-22", NO),
                Arguments.of(List.of(HERE, HERE), "subnet-2", YES),
                Arguments.of(TWO, "subnet-22", NO),
                Arguments.of(TWO, "subnet-2", YES));
    }

    /** The network ACL of subnet-22 lets nothing pass: it counts where the attachment there is in that subnet. */
    @ParameterizedTest
    @MethodSource
    void attachedSubnets(List<Scope> places, String subnet, Reachable expected) {
        Object[] changes = {
            "attachment 2",
            attachment(
                    places,
                    2,
                    "tgw-attach-2",
                    "vpc",
                    "vpc-2",
                    2,
                    "vpcOptions",
                    Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnet))),
            "other subnet 2",
            FarEstates.subnet(
                    "subnet-22", "vpc-2", "10.2.22.0/24", places.get(1).accountId()),
            "other acl 2",
            acl("acl-22", List.of("subnet-22"))
        };

        for (Outcome outcome :
                List.of(in(places, changes).ask(1, 2), in(places, changes).ask(2, 1))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        }
    }

    /** Nothing leads from one gateway to the other and on for ever. */
    @Test
    void gatewaysThatSendItToEachOther() {
        Outcome outcome = in(TWO, routed(2, "10.0.0.0/8", "tgw-attach-p1")).ask(1, 2);

        assertThat(outcome.reachable()).as("%s", outcome).isNotEqualTo(YES);
    }
}
