package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between hosts of two accounts whose VPCs are peered and attached to two transit gateways, where answers leave by another way than the packets came:
 * each packet takes the route of its own. AwsConfigurationTransitGatewayAsymmetricPathsTest of Batfish traces two such gateways.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">How transit gateways work</a>
 * @see TracedByBatfishTest
 */
class AnswersByOtherWaysTest {

    private static final String ONE_WAY = "packets arrive, but no answer gets back";
    private static final ServiceRange DNS = ServiceRange.asked("udp", 53).orElseThrow();

    static Stream<Arguments> open() {
        return Stream.of(
                Arguments.of("pcx-1", "tgw-1"),
                Arguments.of("tgw-1", "pcx-1"),
                Arguments.of("tgw-1", "tgw-2"),
                Arguments.of("tgw-2", "pcx-1"),
                Arguments.of("tgw-2", "tgw-1"));
    }

    @ParameterizedTest(name = "there by {0}, back by {1}")
    @MethodSource("open")
    void answersMayLeaveByAnotherWay(String there, String back) {
        for (Outcome outcome :
                List.of(hosts(there, back).there(), hosts(there, back).back())) {
            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(YES);
            assertThat(outcome.toString()).contains(there, back);
        }
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                argumentSet("a connection that is deleted", "deleted", "tgw-1", "pcx-1", new Object[] {
                    "peering", peering("deleted"), "far peering", peering("deleted")
                }),
                argumentSet("a connection of another VPC", "does not lead to vpc-1", "tgw-1", "pcx-1", new Object[] {
                    "peering", ofAnotherVpc(), "far peering", ofAnotherVpc()
                }),
                argumentSet("no route of the gateway", "tgw-2", "pcx-1", "tgw-2", new Object[] {
                    "routes 2", routes("tgw-rtb-2", "tgw-2", "10.2.0.0/16", "vpc-2")
                }),
                argumentSet(
                        "a gateway without the VPC", "tgw-2", "pcx-1", "tgw-2", new Object[] {"attachment 2", null}),
                argumentSet("an ACL at the end of the answers", "acl-1", "tgw-1", "pcx-1", new Object[] {
                    "acl",
                    acl(
                            "acl-1",
                            List.of("subnet-1"),
                            Network.in(100, true, "-1", null, null, "10.9.0.0/16"),
                            Network.out(100, true, "-1", null, null, "0.0.0.0/0"))
                }));
    }

    private static Estates.Made<?> ofAnotherVpc() {
        return PeeringParts.connection(
                "pcx-1",
                "active",
                PeeringParts.side("vpc-3", HERE.accountId(), HERE.region(), "10.1.0.0/16"),
                PeeringParts.side("vpc-2", OTHER_ACCOUNT.accountId(), HERE.region(), "10.2.0.0/16"));
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void answersThatAreStoppedCloseTheWay(String why, String there, String back, Object[] changes) {
        Outcome outcome = hosts(there, back, changes).there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
        assertThat(String.valueOf(outcome.blocking())).contains(why);
    }

    @ParameterizedTest(name = "there by {0}, back by {1}")
    @MethodSource("open")
    void packetsWithoutAnswersArrive(String there, String back) {
        Object[] noWayBack = {
            "far table",
            mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local")),
            "far group",
            group("sg-2").in("-1", null, null, "10.1.0.0/16")
        };

        Outcome outcome = hosts(there, back, noWayBack).there(DNS);

        assertThat(outcome.reachable()).isEqualTo(NO);
        assertThat(outcome.notes()).as("%s", outcome).anyMatch(note -> note.startsWith(ONE_WAY));
    }

    @Test
    void routesOfPrefixListsThatWereNotReadMayLeadThere() {
        Object[] byList = {"table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("pl-1", "pcx-1"))};
        Object[] backByList = {
            "far table", mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("pl-1", "tgw-1"))
        };

        assertThat(hosts("pcx-1", "pcx-1", byList).there().reachable()).isEqualTo(UNKNOWN);
        assertThat(hosts("pcx-1", "tgw-1", backByList).there().reachable()).isEqualTo(UNKNOWN);
    }

    @Test
    void listsThatHoldOtherAddressesLeadElsewhere() {
        Object[] byList = {
            "table",
            mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("pl-1", "pcx-1")),
            "list",
            Made.of("pl-1", Parts.of(PrefixList.class, "entries", List.of(new PrefixListEntry("10.9.0.0/16", null))))
        };

        assertThat(hosts("pcx-1", "pcx-1", byList).there().reachable()).isEqualTo(NO);
    }

    /** What the other account did not list turns no answer round. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "ROUTE_TABLE",
                "NETWORK_ACL",
                "SUBNET",
                "VPC_PEERING_CONNECTION",
                "TRANSIT_GATEWAY_ATTACHMENT",
                "VPC"
            })
    void unreadKindsTurnNoAnswerRound(ResourceKind kind) {
        open().map(Arguments::get).forEach(ways -> {
            FarHosts hosts = hosts((String) ways[0], (String) ways[1]).without(kind);

            assertThat(hosts.there().reachable()).isNotEqualTo(NO);
            assertThat(hosts.back().reachable()).isNotEqualTo(NO);
        });
    }

    private static FarHosts hosts(String there, String back, Object... more) {
        List<Object> changes = new ArrayList<>(List.of(
                "peering",
                peering("active"),
                "far peering",
                peering("active"),
                "attachment 2",
                attachedToSecond("vpc-1", HERE.accountId()),
                "other attachment 2",
                attachedToSecond("vpc-2", OTHER_ACCOUNT.accountId()),
                "far attachment 2",
                attachedToSecond("vpc-2", OTHER_ACCOUNT.accountId()),
                "routes 2",
                routes("tgw-rtb-2", "tgw-2", "10.1.0.0/16", "vpc-1", "10.2.0.0/16", "vpc-2"),
                "table",
                mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("10.2.0.0/16", there)),
                "far table",
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("10.1.0.0/16", back))));
        changes.addAll(Arrays.asList(more));
        return FarHosts.attached(OTHER_ACCOUNT, changes.toArray());
    }

    private static Estates.Made<?> peering(String status) {
        return PeeringParts.connection(
                "pcx-1",
                status,
                PeeringParts.side("vpc-1", HERE.accountId(), HERE.region(), "10.1.0.0/16"),
                PeeringParts.side("vpc-2", OTHER_ACCOUNT.accountId(), HERE.region(), "10.2.0.0/16"));
    }

    private static Estates.Made<?> attachedToSecond(String vpc, String account) {
        return TransitParts.attachment(
                "tgw-attach-2-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-2",
                "transitGatewayId",
                "tgw-2",
                "transitGatewayOwnerId",
                HERE.accountId(),
                "attachedOwnerId",
                account);
    }

    private static Estates.Made<?> routes(String table, String gateway, String... rangesAndVpcs) {
        List<TransitGatewayRoute> routes = new ArrayList<>();
        for (int i = 0; i < rangesAndVpcs.length; i += 2) {
            String vpc = rangesAndVpcs[i + 1];
            routes.add(new TransitGatewayRoute(
                    rangesAndVpcs[i],
                    null,
                    "active",
                    "propagated",
                    List.of(new TransitGatewayRouteTarget("tgw-attach-2-of-" + vpc, "vpc", vpc))));
        }
        return TransitParts.table(table, gateway, null, routes);
    }
}
