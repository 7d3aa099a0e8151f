package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.attack.TwoNetworks.OTHER_ACCOUNT;
import static io.muster.estate.attack.TwoNetworks.attached;
import static io.muster.estate.attack.TwoNetworks.far;
import static io.muster.estate.attack.TwoNetworks.farGroup;
import static io.muster.estate.attack.TwoNetworks.near;
import static io.muster.estate.attack.TwoNetworks.peered;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.TransitParts.routes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.reach.PeeringParts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A host of another account or region that does not reach those of this one, or is not reached itself, begins no path. */
class NoPathsFromOtherAccountsTest {

    static Stream<Arguments> cut() {
        return Stream.of(
                argumentSet(
                        "the answers are cut by the ACL here",
                        peered(OTHER_ACCOUNT)
                                .with(
                                        "acl",
                                        acl(
                                                "acl-1",
                                                List.of("subnet-1"),
                                                in(100, true, "-1", null, null, "0.0.0.0/0")))),
                argumentSet(
                        "the ACL there lets nothing out but to the internet",
                        peered(OTHER_ACCOUNT)
                                .with(
                                        "far acl",
                                        acl(
                                                "acl-2",
                                                List.of("subnet-2"),
                                                in(100, true, "-1", null, null, "0.0.0.0/0"),
                                                out(90, false, "-1", null, null, "10.1.0.0/16"),
                                                out(100, true, "-1", null, null, "0.0.0.0/0")))),
                argumentSet(
                        "the group here admits others",
                        peered(OTHER_ACCOUNT).with("group", group("sg-1").in("tcp", 22, 22, "10.3.0.0/16"))),
                argumentSet(
                        "the group there lets nothing out",
                        peered(OTHER_ACCOUNT)
                                .with("far group", group("sg-2").of("vpc-2").in("tcp", 443, 443, "0.0.0.0/0"))),
                argumentSet(
                        "no route for the answers",
                        peered(OTHER_ACCOUNT)
                                .with("table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local")))),
                argumentSet(
                        "no route there",
                        peered(OTHER_ACCOUNT)
                                .with(
                                        "far table",
                                        mainTable(
                                                "rtb-2",
                                                "vpc-2",
                                                route("10.2.0.0/16", "local"),
                                                route("0.0.0.0/0", "igw-2")))),
                argumentSet("an ended peering", peering("deleted")),
                argumentSet("no routes in the gateway", attached().with("routes", routes("tgw-rtb-1", "propagated"))),
                argumentSet(
                        "the internet does not get in there",
                        peered(OTHER_ACCOUNT).with("far group", farGroup())),
                argumentSet("it is not weak there", peered(OTHER_ACCOUNT).far(far("i-2", "10.2.1.100", false))),
                argumentSet(
                        "it is not weak here", peered(OTHER_ACCOUNT).near(near("i-1", "10.1.1.100", "sg-1", false))));
    }

    private static TwoNetworks peering(String status) {
        var connection = PeeringParts.connection(
                "pcx-1",
                status,
                PeeringParts.side("vpc-1", Estates.ACCOUNT, Estates.REGION.region(), "10.1.0.0/16"),
                PeeringParts.side("vpc-2", Estates.OTHER_ACCOUNT, Estates.REGION.region(), "10.2.0.0/16"));
        return peered(OTHER_ACCOUNT).with("peering", connection).with("far peering", connection);
    }

    @ParameterizedTest
    @MethodSource("cut")
    void aHostThatIsCutOffBeginsNoPath(TwoNetworks networks) {
        AttackPaths.Found found = AttackPaths.of(networks.here());

        assertThat(found.paths()).isEmpty();
        assertThat(found.missing()).isEmpty();
    }
}
