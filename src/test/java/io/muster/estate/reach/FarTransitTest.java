package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.FarEstates.FAR;
import static io.muster.estate.reach.FarEstates.HOST;
import static io.muster.estate.reach.FarEstates.HUB;
import static io.muster.estate.reach.FarEstates.OWNER;
import static io.muster.estate.reach.FarEstates.THERE;
import static io.muster.estate.reach.FarEstates.subnet;
import static io.muster.estate.reach.FarEstates.table9;
import static io.muster.estate.reach.FarEstates.transit;
import static io.muster.estate.reach.FarEstates.transitToOwn;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitParts.routes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between an interface in a subnet that one account shares and the VPC of a third one, over a transit gateway of a fourth: each of them tells of
 * its part.
 */
class FarTransitTest {

    static Stream<Arguments> ways() {
        return Stream.of(
                row("all tell", YES, "tgw-1"),
                row("its table does not lead back", NO, "rtb-9", "far table", table9(route("10.9.0.0/16", "local"))),
                row("its ACL stops it", NO, "acl-9", "far acl", acl("acl-9", List.of("subnet-9"))),
                row("its attachment's ACL stops it", NO, "acl-8", "far acl8", acl("acl-8", List.of("subnet-8"))),
                row("the owner's ACL stops it", NO, "acl-2", "owner acl", acl("acl-2", List.of("subnet-2"))),
                row("the group stops it", NO, "sg-1", "seen group", group("sg-1")),
                row("the gateway does not lead there", NO, "tgw-1", "hub out", routes("tgw-rtb-vpc-1", "static")),
                row("the gateway does not lead back", NO, "tgw-1", "hub in", routes("tgw-rtb-vpc-9", "static")),
                row(
                        "no subnet has the address",
                        NO,
                        "no subnet",
                        "far subnet",
                        subnet("subnet-9", "vpc-9", "10.9.7.0/24", FAR)),
                row("an appliance takes it", UNKNOWN, "tgw-1", "far table", table9(route("10.0.0.0/16", "eni-9"))),
                row(
                        "an appliance takes it where the gateway hands it on",
                        UNKNOWN,
                        "tgw-1",
                        "far table8",
                        table8(route("10.9.0.0/24", "eni-9"))),
                row(
                        "so does one that is gone",
                        NO,
                        "rtb-8",
                        "far table8",
                        table8(Network.blackhole("10.9.0.0/24", "eni-9"))),
                row("its attachment is new", UNKNOWN, "where tgw-1 leads to", "far own", null),
                row("its VPC is new", UNKNOWN, "the VPC at the other end of tgw-1", "far vpc", null),
                row("the hub has not listed the owner's attachment", UNKNOWN, "where tgw-1", "hub own", null));
    }

    /** Of the subnet of the far attachment. */
    private static Estates.Made<RouteTable> table8(Route appliance) {
        return table("rtb-8", "vpc-9", false, List.of("subnet-8"), route("10.9.0.0/16", "local"), appliance);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thereAndBack(Reachable expected, String why, Object[] changes) {
        check(transit(Map.of(), changes), expected, why);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("far", FAR, ResourceKind.ROUTE_TABLE, "far table"),
                Arguments.of("far", FAR, ResourceKind.NETWORK_ACL, "far acl"),
                Arguments.of("far", FAR, ResourceKind.SUBNET, "far subnet"),
                Arguments.of("far", FAR, ResourceKind.VPC, "far vpc"),
                Arguments.of("far", FAR, ResourceKind.TRANSIT_GATEWAY_ATTACHMENT, "far own"),
                Arguments.of("hub", HUB, ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE, "hub out"),
                Arguments.of("hub", HUB, ResourceKind.TRANSIT_GATEWAY_ATTACHMENT, "hub own"),
                Arguments.of("owner", OWNER, ResourceKind.NETWORK_ACL, "owner acl"));
    }

    @ParameterizedTest(name = "{2} of the {0}")
    @MethodSource("cells")
    void aCellThatIsNotCompleteIsNamed(String name, String account, ResourceKind kind, String part) {
        check(
                transit(Map.of(name, Set.of(kind)), part, null),
                UNKNOWN,
                kind + " in eu-central-1 of account " + account);
    }

    @Test
    void anAccountThatIsNotRegisteredIsNamedWithItsCell() {
        check(transit(Map.of("far", Set.of())), UNKNOWN, "VPC in eu-central-1 of account " + FAR);
        check(
                transit(Map.of("hub", Set.of())),
                UNKNOWN,
                "TRANSIT_GATEWAY_ROUTE_TABLE in eu-central-1 of account " + HUB);
    }

    /** Nothing of the other accounts is named but ACLs, tables and cells. */
    private static void check(Estates estates, Reachable expected, String why) {
        Questions questions = Questions.of(estates.build());
        for (Outcome outcome : List.of(
                questions.ask(Hosts.host(HOST), THERE, Hosts.SSH), questions.ask(THERE, Hosts.host(HOST), Hosts.SSH))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
            assertThat(outcome.toString())
                    .contains(why)
                    .doesNotContain("tgw-rtb", "tgw-attach", "vpc-9", "subnet-2", "subnet-8", "subnet-9", "eni-9");
        }
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                row("a hub and spoke", YES, ""),
                row("its ACL stops it", NO, "acl-9", "far acl", acl("acl-9", List.of("subnet-9"))),
                row("the gateway does not lead there", NO, "tgw-1", "hub out", routes("tgw-rtb-vpc-1", "static")),
                row(
                        "the owner's attachment's ACL stops it",
                        NO,
                        "acl-2",
                        "owner acl",
                        acl("acl-2", List.of("subnet-2"))),
                row("the hub has not listed its attachment", UNKNOWN, "tgw-1", "hub far", null));
    }

    /** The VPC at the other end may be the participant's own. */
    @ParameterizedTest
    @MethodSource("hosts")
    void toAHostOfTheAccount(Reachable expected, String why, Object[] changes) {
        // given
        MadeInterface other = eni("eni-9")
                .of("i-9")
                .inVpc("vpc-9")
                .in("subnet-9")
                .privateIps("10.9.0.99")
                .groups("sg-9");

        // when
        Outcome outcome =
                Questions.of(transitToOwn(changes).build()).ask(Hosts.host(HOST), Hosts.host(other), Hosts.SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Arguments row(String name, Reachable expected, String why, Object... changes) {
        return argumentSet(name, expected, why, changes);
    }
}
