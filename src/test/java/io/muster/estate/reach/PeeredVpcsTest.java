package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.PeeringParts.connection;
import static io.muster.estate.reach.PeeringParts.side;
import static io.muster.estate.reach.ReachCase.HTTPS;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.between;
import static io.muster.estate.reach.SmallVpc.into;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.out;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.inventory.kind.RouteTable;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** VPC 1 is peered with VPC 2, and VPC 2 with VPC 3; every table names all of them. */
class PeeredVpcsTest {

    private static final Estates.Made<RouteTable> BACK = mainTable(
            "rtb-9",
            "vpc-2",
            route("10.9.0.0/16", "local"),
            route("10.0.0.0/16", "pcx-1"),
            route("10.8.0.0/16", "pcx-2"));

    private static Map<String, Estates.Made<?>> peered(String toSecond, Object... more) {
        return network(Network.with(
                new Object[] {
                    "vpc2",
                    vpc("vpc-2", "10.9.0.0/16"),
                    "vpc3",
                    vpc("vpc-3", "10.8.0.0/16"),
                    "subnet2",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, ZONE),
                    "subnet3",
                    subnet("subnet-8", "vpc-3", "10.8.0.0/24", null, ZONE),
                    "acls",
                    openAcl("acl-9", "subnet-9", "subnet-8"),
                    "groupOfOthers",
                    group("sg-9").in("tcp", 22, 22, "10.0.0.0/8"),
                    "second",
                    eni("eni-9")
                            .of("i-9")
                            .inVpc("vpc-2")
                            .in("subnet-9")
                            .privateIps("10.9.0.10")
                            .groups("sg-9"),
                    "third",
                    eni("eni-8")
                            .of("i-8")
                            .inVpc("vpc-3")
                            .in("subnet-8")
                            .privateIps("10.8.0.10")
                            .groups("sg-9"),
                    "publicTable",
                    publicTable(route(toSecond, "pcx-1")),
                    "table2",
                    BACK,
                    "table3",
                    mainTable("rtb-8", "vpc-3", route("10.8.0.0/16", "local"), route("10.0.0.0/8", "pcx-2"))
                },
                more));
    }

    @Test
    void theSecondIsReached() {
        assertThat(between(peered("10.0.0.0/8"), "eni-a", "eni-9").reachable()).isEqualTo(YES);
    }

    @Test
    void theThirdIsNot() {
        assertThat(between(peered("10.0.0.0/8"), "eni-a", "eni-8").reachable()).isEqualTo(NO);
    }

    @Test
    void whereTheTablesOfTheSecondAreNotReadThatIsNotKnown() {
        var parts = peered("10.0.0.0/8", "table2", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")));

        assertThat(between(parts, "eni-a", "eni-8").reachable()).isEqualTo(UNKNOWN);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of("10.9.0.99", BACK, YES),
                Arguments.of("10.9.7.1", BACK, UNKNOWN),
                Arguments.of("10.200.0.1", BACK, NO),
                Arguments.of("8.8.8.8", BACK, NO),
                Arguments.of("10.200.0.1", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")), UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void toAnAddress(String address, Estates.Made<RouteTable> back, Reachable expected) {
        assertThat(out(peered("0.0.0.0/0", "table2", back), "eni-a", range(address), HTTPS)
                        .reachable())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void fromAnAddress(String address, Estates.Made<RouteTable> back, Reachable expected) {
        assertThat(into(peered("0.0.0.0/0", "table2", back), range(address), "eni-a", SSH)
                        .reachable())
                .isEqualTo(expected);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of("active", YES, "10.0.0.0/8 to pcx-1"),
                Arguments.of("pending-acceptance", NO, "the connection is pending-acceptance"),
                Arguments.of("provisioning", NO, "the connection is provisioning"),
                Arguments.of("failed", NO, "the connection is failed"),
                Arguments.of("expired", NO, "the connection is expired"),
                Arguments.of("rejected", NO, "the connection is rejected"),
                Arguments.of("deleted", NO, "the connection is deleted"),
                Arguments.of("deleting", UNKNOWN, "what deleting means"),
                Arguments.of(null, UNKNOWN, "the status of pcx-1"));
    }

    /** Between hosts, and from and to an address that no interface has. */
    @ParameterizedTest
    @MethodSource("statuses")
    void anActiveConnectionAloneCarriesTraffic(String status, Reachable expected, String why) {
        var parts = peered("10.0.0.0/8", "connection", PeeringParts.ofTwoVpcs(status));

        assertThat(between(parts, "eni-a", "eni-9"))
                .returns(expected, Outcome::reachable)
                .asString()
                .contains(why);
        assertThat(out(parts, "eni-a", range("10.9.0.99"), SSH).reachable()).isEqualTo(expected);
        assertThat(into(parts, range("10.9.0.99"), "eni-a", SSH).reachable()).isEqualTo(expected);
    }

    /** The connection says what it connects; without it, the tables that name it do so. */
    @Test
    void theConnectionTellsItsEnds() {
        var ofOthers = connection("pcx-1", "active", side("vpc-1", "10.0.0.0/16"), side("vpc-3", "10.8.0.0/16"));

        assertThat(between(peered("10.0.0.0/8", "connection", ofOthers), "eni-a", "eni-9")
                        .reachable())
                .isEqualTo(NO);
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                Arguments.of(Estates.OTHER_ACCOUNT, "eu-central-1"),
                Arguments.of(Estates.ACCOUNT, "eu-west-1"),
                Arguments.of(Estates.OTHER_ACCOUNT, "eu-west-1"));
    }

    /** What lets packets through in a VPC of which nothing is read is not known, and what is behind it is not reached. */
    @ParameterizedTest
    @MethodSource("beyond")
    void anUnreadVpcIsUnknownAndLeadsNoFurther(String account, String region) {
        var far = connection(
                "pcx-1", "active", side("vpc-1", "10.0.0.0/16"), side("vpc-f", account, region, "172.31.0.0/16"));
        var parts = peered("172.16.0.0/12", "connection", far);
        String cell = "VPC in " + region + " of account " + account;

        assertThat(out(parts, "eni-a", range("172.31.0.9"), SSH))
                .returns(UNKNOWN, Outcome::reachable)
                .asString()
                .contains(cell);
        assertThat(out(parts, "eni-a", range("172.16.0.9"), SSH).reachable()).isEqualTo(NO);
    }
}
