package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Judging;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code vpc-1} is peered with {@code vpc-2} of 10.2.0.0/16 and 10.3.0.0/16, of the same account. */
class PeeringOverbroadRouteTest {

    private static final Estates.Made<VpcPeeringConnection> PEERING =
            peering("active", Estates.ACCOUNT, "eu-central-1");

    @ParameterizedTest
    @CsvSource({
        "10.2.0.0/16, FAIL MEDIUM",
        "10.3.0.0/16, FAIL MEDIUM",
        "10.0.0.0/8, FAIL MEDIUM",
        "0.0.0.0/0, FAIL MEDIUM",
        "10.2.0.0/17 10.2.128.0/17, FAIL MEDIUM",
        "pl-1, FAIL MEDIUM",
        "10.2.0.0/17, PASS",
        "10.2.4.0/24, PASS",
        "172.16.0.0/12, PASS",
        "pl-9, UNKNOWN",
        "10.2.0.0/16 pl-9, FAIL MEDIUM"
    })
    void judgesRoutes(String destinations, String expected) {
        assertThat(judge(group("sg-1").in("tcp", 22, 22, "10.0.0.0/8"), destinations.split(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void judgesGroups(MadeGroup group, String expected) {
        assertThat(judge(group, "10.0.0.0/8")).isEqualTo(expected);
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                argumentSet("SSH from the peer", group("sg-1").in("tcp", 22, 22, "10.2.0.0/16"), "FAIL MEDIUM"),
                argumentSet(
                        "RDP from its second CIDR", group("sg-1").in("tcp", 3389, 3389, "10.3.0.0/16"), "FAIL MEDIUM"),
                argumentSet("everything from it", group("sg-1").in("-1", null, null, "10.2.0.0/16"), "FAIL MEDIUM"),
                argumentSet("all ports of everybody", group("sg-1").in("tcp", 0, 65535, "0.0.0.0/0"), "FAIL MEDIUM"),
                argumentSet(
                        "by two halves",
                        group("sg-1").in("tcp", 20, 30, "10.2.0.0/17").in("tcp", 22, 22, "10.2.128.0/17"),
                        "FAIL MEDIUM"),
                argumentSet("by a list", group("sg-1").inFromList("tcp", 22, 22, "pl-1"), "FAIL MEDIUM"),
                argumentSet("one subnet of it", group("sg-1").in("tcp", 22, 22, "10.2.4.0/24"), "PASS"),
                argumentSet("another port", group("sg-1").in("tcp", 5432, 5432, "10.0.0.0/8"), "PASS"),
                argumentSet("a group of it", group("sg-1").inFromGroup("sg-2"), "PASS"),
                argumentSet("another network", group("sg-1").in("tcp", 22, 22, "172.16.0.0/12"), "PASS"),
                argumentSet("nobody", group("sg-1"), "PASS"),
                argumentSet("a list that cannot be read", group("sg-1").inFromList("tcp", 22, 22, "pl-9"), "UNKNOWN"));
    }

    private static String judge(MadeGroup group, String... destinations) {
        return judge(PEERING, group, table("rtb-1", true, List.of(), destinations));
    }

    private static String judge(
            Estates.Made<VpcPeeringConnection> peering, MadeGroup group, Estates.Made<RouteTable> table) {
        return Judging.judge(
                new PeeringOverbroadRoute(),
                peering,
                estate(peering).with(group, table).build());
    }

    private static Estates estate(Estates.Made<VpcPeeringConnection> peering) {
        return Estates.estate()
                .with(peering, eni("eni-1").of("i-1").groups("sg-1"))
                .with(Made.prefixList("pl-1", "peers", Estates.ACCOUNT, "10.2.0.0/16"));
    }

    @ParameterizedTest
    @CsvSource({
        "active, 111122223333, eu-central-1, FAIL MEDIUM",
        "pending-acceptance, 111122223333, eu-central-1, NOT_APPLICABLE",
        "deleted, 111122223333, eu-central-1, NOT_APPLICABLE",
        ", 111122223333, eu-central-1, UNKNOWN",
        "active, 444455556666, eu-central-1, FAIL MEDIUM",
        "active, 111122223333, eu-west-1, FAIL MEDIUM"
    })
    void judgesConnections(String status, String owner, String region, String expected) {
        assertThat(judge(
                        peering(status, owner, region),
                        group("sg-1").in("tcp", 22, 22, "10.2.0.0/16"),
                        table("rtb-1", true, List.of(), "10.2.0.0/16")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "111122223333, eu-central-1, PASS",
        "111122223333, eu-west-1, PASS",
        "444455556666, eu-central-1, UNKNOWN",
        "666677778888, eu-central-1, PASS",
        ", eu-central-1, UNKNOWN"
    })
    void otherSides(String owner, String region, String expected) {
        Estates.Made<VpcPeeringConnection> peering = peering("active", owner, region);
        assertThat(Judging.judge(
                        new PeeringOverbroadRoute(),
                        peering,
                        estate(peering)
                                .registered("666677778888")
                                .with(group("sg-1"), table("rtb-1", true, List.of(), "10.2.0.0/16"))
                                .build()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void judgesTables(List<Estates.Made<?>> tables, String expected) {
        assertThat(Judging.judge(
                        new PeeringOverbroadRoute(),
                        PEERING,
                        estate(PEERING)
                                .with(group("sg-1").in("tcp", 22, 22, "10.2.0.0/16"))
                                .with(tables.toArray(Estates.Made[]::new))
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> tables() {
        Estates.Made<RouteTable> main = table("rtb-1", true, List.of(), "10.2.0.0/16");
        return Stream.of(
                argumentSet("the main one", List.of(main), "FAIL MEDIUM"),
                argumentSet(
                        "its subnet's",
                        List.of(table("rtb-2", false, List.of("subnet-1"), "10.2.0.0/16")),
                        "FAIL MEDIUM"),
                argumentSet(
                        "the main one, but its subnet has its own",
                        List.of(main, table("rtb-2", false, List.of("subnet-1"), new Route[0])),
                        "PASS"),
                argumentSet(
                        "another subnet's", List.of(table("rtb-2", false, List.of("subnet-2"), "10.2.0.0/16")), "PASS"),
                argumentSet("no table", List.of(), "PASS"),
                argumentSet(
                        "a blackhole",
                        List.of(table(
                                "rtb-1",
                                true,
                                List.of(),
                                new Route("10.2.0.0/16", "pcx-1", null, "blackhole", false, null, null))),
                        "PASS"),
                argumentSet(
                        "another connection",
                        List.of(table("rtb-1", true, List.of(), Made.route("10.2.0.0/16", "pcx-2"))),
                        "PASS"));
    }

    @Test
    void isUnknownWithoutBothSidesAndTheirNetworks() {
        PeeringSide here = side("vpc-1", Estates.ACCOUNT, "eu-central-1", List.of("10.1.0.0/16"));
        PeeringSide bare = side("vpc-2", Estates.ACCOUNT, "eu-central-1", List.of());
        for (VpcPeeringConnection peering : List.of(of("active", here, null), of("active", here, bare))) {
            assertThat(judge(
                            Made.of("pcx-1", peering),
                            group("sg-1").in("tcp", 22, 22, "10.2.0.0/16"),
                            table("rtb-1", true, List.of(), "10.2.0.0/16")))
                    .isEqualTo("UNKNOWN");
        }
    }

    @Test
    void isUnknownWhereAListWasNotListed() {
        Estates estate = estate(PEERING)
                .without(ResourceKind.PREFIX_LIST)
                .with(group("sg-1").inFromList("tcp", 22, 22, "pl-1"), table("rtb-1", true, List.of(), "10.2.0.0/16"));
        assertThat(Judging.judge(new PeeringOverbroadRoute(), PEERING, estate.build()))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void evidenceNamesTheTableAndTheGroup() {
        assertThat(Judging.evidence(
                        new PeeringOverbroadRoute(),
                        PEERING,
                        eni("eni-1").of("i-1").groups("sg-1"),
                        group("sg-1").in("tcp", 22, 22, "10.2.0.0/16"),
                        table("rtb-1", true, List.of(), "10.2.0.0/16")))
                .containsEntry(
                        "paths",
                        List.of(Map.of(
                                "routeTableId",
                                "rtb-1",
                                "destinations",
                                List.of("10.2.0.0/16"),
                                "groupId",
                                "sg-1",
                                "ports",
                                List.of("tcp/22"))));
    }

    private static Estates.Made<RouteTable> table(
            String id, boolean main, List<String> subnets, String... destinations) {
        return table(
                id,
                main,
                subnets,
                Arrays.stream(destinations)
                        .map(destination -> Made.route(destination, "pcx-1"))
                        .toArray(Route[]::new));
    }

    private static Estates.Made<RouteTable> table(String id, boolean main, List<String> subnets, Route... routes) {
        return Made.of(id, new RouteTable("vpc-1", main, subnets, List.of(), List.of(routes), Estates.ACCOUNT, null));
    }

    private static Estates.Made<VpcPeeringConnection> peering(String status, String peerOwner, String peerRegion) {
        return Made.of(
                "pcx-1",
                of(
                        status,
                        side("vpc-1", Estates.ACCOUNT, "eu-central-1", List.of("10.1.0.0/16")),
                        side("vpc-2", peerOwner, peerRegion, List.of("10.2.0.0/16", "10.3.0.0/16"))));
    }

    private static VpcPeeringConnection of(String status, PeeringSide requester, PeeringSide accepter) {
        return new VpcPeeringConnection(
                status, null, requester, accepter, List.of("vpc-1", "vpc-2"), List.of(), List.of(), null);
    }

    private static PeeringSide side(String vpc, String owner, String region, List<String> cidrs) {
        return new PeeringSide(vpc, owner, region, cidrs, List.of(), null);
    }
}
