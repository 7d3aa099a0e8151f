package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.OTHER_REGION;
import static io.muster.estate.reach.FarHosts.attached;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** To a host of another account or region by a NAT gateway here, whose table leads there. */
class FarTranslationTest {

    private static Object[] translated(String way, Object... more) {
        return Network.with(
                new Object[] {
                    "table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("0.0.0.0/0", "nat-1")),
                    "nat", nat("10.1.9.5"),
                    "subnet of nat", FarEstates.subnet("subnet-9", "vpc-1", "10.1.9.0/24", HERE.accountId()),
                    "acl of nat", openAcl("acl-9", "subnet-9"),
                    "table of nat", tableOfNat(way),
                    "far group", group("sg-2").in("tcp", 22, 22, "10.1.9.5/32")
                },
                more);
    }

    private static Estates.Made<?> tableOfNat(String way) {
        return table(
                "rtb-9", "vpc-1", false, List.of("subnet-9"), route("10.1.0.0/16", "local"), route("10.2.0.0/16", way));
    }

    private static Estates.Made<?> nat(String... addresses) {
        return natGateway(
                "connectivityType",
                "private",
                "subnetId",
                "subnet-9",
                "addresses",
                Stream.of(addresses)
                        .map(address -> Parts.of(NatGatewayAddress.class, "privateIp", address))
                        .toList());
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("over a peering connection", YES, peered(OTHER_ACCOUNT, translated("pcx-1"))),
                argumentSet("in another region", YES, peered(OTHER_REGION, translated("pcx-1"))),
                argumentSet("over a transit gateway", YES, attached(OTHER_ACCOUNT, translated("tgw-1"))),
                argumentSet(
                        "to a host that admits the source alone",
                        NO,
                        peered(
                                OTHER_ACCOUNT,
                                translated("pcx-1", "far group", group("sg-2").in("tcp", 22, 22, "10.1.1.0/24")))),
                argumentSet("to nothing", NO, peered(OTHER_ACCOUNT, translated("igw-1"))),
                argumentSet("to another one", UNKNOWN, peered(OTHER_ACCOUNT, translated("nat-2"))),
                argumentSet(
                        "from an address that is not told",
                        UNKNOWN,
                        peered(OTHER_ACCOUNT, translated("pcx-1", "nat", nat()))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aNatGatewayLeadsAsItsTableSays(Reachable expected, FarHosts hosts) {
        Outcome outcome = hosts.there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }
}
