package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.FarEstates.FAR;
import static io.muster.estate.reach.FarEstates.HOST;
import static io.muster.estate.reach.FarEstates.OWNER;
import static io.muster.estate.reach.FarEstates.THERE;
import static io.muster.estate.reach.FarEstates.peered;
import static io.muster.estate.reach.FarEstates.peering;
import static io.muster.estate.reach.FarEstates.table9;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between an interface in a subnet that one account shares and the VPC of another one that the owner has peered it with. */
class FarPeeringTest {

    static Stream<Arguments> ways() {
        return Stream.of(
                row("both tell", YES, "pcx-1"),
                row("its table does not lead back", NO, "rtb-9", "far table", table9(route("10.9.0.0/16", "local"))),
                row("its table leads by a gateway", NO, "rtb-9", "far table", table9(route("0.0.0.0/0", "tgw-9"))),
                row(
                        "its table leads by a gateway that leads back",
                        UNKNOWN,
                        "pcx-1",
                        "far table",
                        table9(route("0.0.0.0/0", "tgw-1"))),
                row("its ACL stops it", NO, "acl-9", "far acl", acl("acl-9", List.of("subnet-9"))),
                row("the group stops it", NO, "sg-1", "seen group", group("sg-1")),
                row("an appliance takes it", UNKNOWN, "pcx-1", "far table", table9(route("10.0.0.0/16", "eni-9"))),
                row("the connection is new", UNKNOWN, "", "owner peering", null),
                row(
                        "the connection is gone, but the route is active",
                        UNKNOWN,
                        "",
                        "owner peering",
                        peered("deleted", FAR, "eu-central-1")),
                row(
                        "it is in another region",
                        UNKNOWN,
                        "VPC in eu-west-1 of account " + FAR,
                        "owner peering",
                        peered("active", FAR, "eu-west-1")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thereAndBack(Reachable expected, String why, Object[] changes) {
        check(peering(Map.of(), changes), THERE, expected, why);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("far", FAR, ResourceKind.ROUTE_TABLE, "far table"),
                Arguments.of("far", FAR, ResourceKind.NETWORK_ACL, "far acl"),
                Arguments.of("far", FAR, ResourceKind.SUBNET, "far subnet"),
                Arguments.of("far", FAR, ResourceKind.VPC, "far vpc"),
                Arguments.of("owner", OWNER, ResourceKind.VPC_PEERING_CONNECTION, "owner peering"));
    }

    @ParameterizedTest(name = "{2} of the {0}")
    @MethodSource("cells")
    void aCellThatIsNotCompleteIsNamed(String name, String account, ResourceKind kind, String part) {
        check(
                peering(Map.of(name, Set.of(kind)), part, null),
                THERE,
                UNKNOWN,
                kind + " in eu-central-1 of account " + account);
    }

    @Test
    void anAccountThatIsNotRegisteredIsNamedWithItsCell() {
        check(peering(Map.of("far", Set.of())), THERE, UNKNOWN, "VPC in eu-central-1 of account " + FAR);
    }

    /** Nor does the owner's connection lead on to what is behind the peered VPC. */
    @Test
    void nothingIsBehindThePeeredVpc() {
        Endpoint behind = new Endpoint.Range(CidrSet.parse("10.77.0.1"));

        check(peering(Map.of()), behind, NO, "");
        check(peering(Map.of("far", Set.of())), behind, NO, "");
    }

    private static void check(Estates estates, Endpoint other, Reachable expected, String why) {
        Questions questions = Questions.of(estates.build());
        for (Outcome outcome : List.of(
                questions.ask(Hosts.host(HOST), other, Hosts.SSH), questions.ask(other, Hosts.host(HOST), Hosts.SSH))) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
            assertThat(outcome.toString()).contains(why).doesNotContain("vpc-9", "subnet-9", "eni-9");
        }
    }

    private static Arguments row(String name, Reachable expected, String why, Object... changes) {
        return argumentSet(name, expected, why, changes);
    }
}
