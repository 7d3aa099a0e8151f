package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.attached;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the internet to a host that admits hosts of another VPC, where it is not known whether that has a load balancer before the host. */
class BalancerNetworksTest {

    private static final Scope PARTICIPANT = Scope.of("777788889999", HERE.region());

    static Stream<Arguments> places() {
        Estates.Made<?> none = group("sg-2").in("tcp", 22, 22, "8.0.0.0/8");
        Estates.Made<?> gone =
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), blackhole("10.1.0.0/16", "pcx-1"));
        Estates.Made<?> ownersVpc =
                Made.of("vpc-2", new Vpc(List.of("10.2.0.0/16"), List.of(), false, "777788889999", null, null));
        return Stream.of(
                argumentSet("a peering connection", UNKNOWN, "LOAD_BALANCER", peered(OTHER_ACCOUNT)),
                argumentSet(
                        "a peering connection of which nothing is told",
                        UNKNOWN,
                        "LOAD_BALANCER in eu-central-1 of account " + HERE.accountId(),
                        peered(OTHER_ACCOUNT).untold()),
                argumentSet("a transit gateway", UNKNOWN, "LOAD_BALANCER", attached(OTHER_ACCOUNT)),
                argumentSet(
                        "a transit gateway of which nothing is told",
                        UNKNOWN,
                        "the load balancers that tgw-1 leads to",
                        attached(OTHER_ACCOUNT).untold()),
                argumentSet("a group that admits others", NO, "", peered(OTHER_ACCOUNT, "far group", none)),
                argumentSet("a blackhole", NO, "", peered(OTHER_ACCOUNT, "far table", gone)),
                argumentSet(
                        "a VPC that another account shares",
                        UNKNOWN,
                        "LOAD_BALANCER in eu-central-1 of account 777788889999",
                        peered(
                                OTHER_ACCOUNT,
                                "far table",
                                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local")),
                                "far vpc",
                                ownersVpc,
                                "far group",
                                group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"))));
    }

    @ParameterizedTest
    @MethodSource("places")
    void anUnlistedLoadBalancerElsewhereIsUnknown(Reachable expected, String missing, FarHosts hosts) {
        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.missing().toString()).contains(missing);
    }

    @Test
    void anyNetworkCountsWhereTheTableOfTheSubnetIsNotRead() {
        FarHosts hosts = peered(OTHER_ACCOUNT).without(ResourceKind.ROUTE_TABLE);

        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of(HERE));

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing().toString()).contains("ROUTE_TABLE in eu-central-1");
    }

    @Test
    void nothingGetsInWhereTheTableIsNotReadAndNoGroupAdmits() {
        FarHosts hosts = peered(OTHER_ACCOUNT, "far group", group("sg-2").out("-1", null, null, "0.0.0.0/0"))
                .without(ResourceKind.ROUTE_TABLE);

        assertThat(hosts.unread(Hosts.SSH, Set.of(), Set.of()).reachable()).isEqualTo(NO);
    }

    @Test
    void anyAddressCountsInASharedVpcOfWhichOnlyTheSubnetIsListed() {
        FarHosts hosts = peered(
                OTHER_ACCOUNT,
                "far vpc",
                null,
                "far subnet",
                FarEstates.subnet("subnet-2", "vpc-2", "10.2.1.0/24", PARTICIPANT.accountId()),
                "far table",
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local")),
                "far group",
                group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"));

        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing().toString()).contains("LOAD_BALANCER in eu-central-1 of account 777788889999");
    }

    /** The routes tell no networks of the VPC where one was given another target. */
    @Test
    void anyAddressCountsWhereALocalRouteWasReplaced() {
        FarHosts hosts = peered(
                OTHER_ACCOUNT,
                "far vpc",
                null,
                "far subnet",
                FarEstates.subnet("subnet-2", "vpc-2", "10.2.1.0/24", PARTICIPANT.accountId()),
                "far table",
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "vpce-9"), route("100.64.0.0/16", "local")),
                "far group",
                group("sg-2").in("tcp", 22, 22, "10.2.7.0/24"));

        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
    }

    static Stream<Arguments> atTheGateway() {
        Estates.Made<?> onToVpc = onTo("vpc-3");
        Estates.Made<?> onToPeer = onTo("tgw-attach-of-tgw-9");
        return Stream.of(
                argumentSet("all are known", NO, attached(OTHER_ACCOUNT)),
                argumentSet("an attachment that is not listed", UNKNOWN, attached(OTHER_ACCOUNT, "routes", onToVpc)),
                argumentSet(
                        "an attachment without its owner",
                        UNKNOWN,
                        attached(OTHER_ACCOUNT, "routes", onToVpc, "third", atGateway("vpc", "vpc-3", null))),
                argumentSet(
                        "a VPC of an account that is not registered",
                        UNKNOWN,
                        attached(OTHER_ACCOUNT, "routes", onToVpc, "third", atGateway("vpc", "vpc-3", "999900001111"))),
                argumentSet(
                        "a VPN connection",
                        NO,
                        attached(
                                OTHER_ACCOUNT,
                                "routes",
                                onToPeer,
                                "third",
                                atGateway("vpn", "tgw-9", HERE.accountId()))),
                argumentSet(
                        "a peering with the gateway of an account that is not registered",
                        UNKNOWN,
                        attached(
                                OTHER_ACCOUNT,
                                "routes",
                                onToPeer,
                                "third",
                                atGateway("peering", "tgw-9", "999900001111"))),
                argumentSet(
                        "a peering that nothing is routed to",
                        NO,
                        attached(OTHER_ACCOUNT, "third", atGateway("peering", "tgw-9", "999900001111"))),
                argumentSet("no table that is read", UNKNOWN, attached(OTHER_ACCOUNT, "routes", null)));
    }

    @Test
    void gatewaysBehindAPeeredOneCount() {
        List<Scope> places = List.of(HERE, OTHER_ACCOUNT, PARTICIPANT);
        Set<Scope> all = Set.copyOf(places);

        assertThat(PeeredGateways.in(places).unread(1, all).reachable()).isEqualTo(NO);
        assertThat(PeeredGateways.in(places).unread(1, Set.of(OTHER_ACCOUNT)).reachable())
                .isEqualTo(UNKNOWN);
        Outcome outcome = PeeredGateways.in(places).untold(PARTICIPANT).unread(1, all);
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).containsExactly("the load balancers that tgw-1 leads to");
    }

    private static Estates.Made<?> onTo(String target) {
        return routes(
                "tgw-rtb-1",
                "static",
                new String[] {"10.1.0.0/17", "vpc-1"},
                new String[] {"10.1.128.0/17", target},
                new String[] {"10.2.0.0/16", "vpc-2"});
    }

    private static Estates.Made<?> atGateway(String type, String attached, @Nullable String owner) {
        return attachment(
                "tgw-attach-of-" + attached,
                type,
                attached,
                "tgw-rtb-1",
                "transitGatewayOwnerId",
                HERE.accountId(),
                "attachedOwnerId",
                owner);
    }

    @ParameterizedTest
    @MethodSource
    void atTheGateway(Reachable expected, FarHosts hosts) {
        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of(HERE));

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @Test
    void wasReadWhereAllLoadBalancersWere() {
        assertThat(peered(OTHER_ACCOUNT)
                        .unread(Hosts.SSH, Set.of(), Set.of(HERE))
                        .reachable())
                .isEqualTo(NO);
    }

    /** A host may get to a load balancer of which nothing is read as well as anyone. */
    @Test
    void theyMayLeadFromAnotherHost() {
        Outcome unread = peered(OTHER_ACCOUNT).unreadBetween(Set.of());

        assertThat(unread.reachable()).as("%s", unread).isEqualTo(UNKNOWN);
        assertThat(unread.missing().toString()).contains("LOAD_BALANCER in eu-central-1");
        assertThat(peered(OTHER_ACCOUNT).unreadBetween(Set.of(HERE)).reachable())
                .isEqualTo(NO);
    }

    @Test
    void whatALoadBalancerDoesNotSendDoesNotCount() {
        ServiceRange icmp = ServiceRange.asked("icmp", null).orElseThrow();
        FarHosts hosts = peered(OTHER_ACCOUNT, "far group", group("sg-2").in("-1", null, null, "10.0.0.0/8"));

        assertThat(hosts.unread(icmp, Set.of(), Set.of()).reachable()).isEqualTo(NO);
        assertThat(hosts.unread(ServiceRange.ALL, Set.of(), Set.of()).reachable())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void whoOwnsTheVpcMayNotBeKnown() {
        FarHosts hosts = peered(
                        OTHER_ACCOUNT,
                        "far vpc",
                        null,
                        "far subnet",
                        null,
                        "far table",
                        mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local")),
                        "far group",
                        group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"))
                .without(ResourceKind.VPC, ResourceKind.SUBNET);

        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing().toString()).contains("VPC in eu-central-1");
    }

    /** A load balancer elsewhere may carry a group that the host's group names and that no one here has listed. */
    @Test
    void aGroupOfOthersMayBeThatOfALoadBalancer() {
        Estates.Made<?> foreign = group("sg-2").inFromForeign("sg-alb", HERE.accountId(), "active");
        Estates.Made<?> stale = group("sg-2").inFromForeign("sg-alb", HERE.accountId(), "deleted");
        Estates.Made<?> own = group("sg-2").owner(OTHER_ACCOUNT.accountId()).inFromGroup("sg-2");

        assertThat(peered(OTHER_ACCOUNT, "far group", foreign)
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .missing()
                        .toString())
                .contains("LOAD_BALANCER in eu-central-1 of account " + HERE.accountId());
        assertThat(FarHosts.shared(PARTICIPANT, foreign)
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(peered(OTHER_ACCOUNT, "far group", foreign)
                        .without(ResourceKind.ROUTE_TABLE)
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .reachable())
                .isEqualTo(UNKNOWN);
        assertThat(peered(OTHER_ACCOUNT, "far group", stale)
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .reachable())
                .isEqualTo(NO);
        assertThat(peered(OTHER_ACCOUNT, "far group", own)
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .reachable())
                .isEqualTo(NO);
    }
}
