package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.HubNetworks.ANY;
import static io.muster.estate.reach.HubNetworks.BACK;
import static io.muster.estate.reach.HubNetworks.LOCAL;
import static io.muster.estate.reach.HubNetworks.TO_INTERNET;
import static io.muster.estate.reach.HubNetworks.TO_NAT;
import static io.muster.estate.reach.HubNetworks.TWO_SUBNETS;
import static io.muster.estate.reach.HubNetworks.closed;
import static io.muster.estate.reach.HubNetworks.entry;
import static io.muster.estate.reach.HubNetworks.home;
import static io.muster.estate.reach.HubNetworks.nat;
import static io.muster.estate.reach.HubNetworks.parts;
import static io.muster.estate.reach.HubNetworks.routes;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host in vpc-1, which has no way out of its own, and vpc-9 at the same transit gateway, with a NAT gateway: of the same account, and of another
 * one. The parts that begin with "hub" are of its owner, who owns the transit gateway as well.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html">Example: Centralized outbound routing to the
 *     internet</a>
 */
class CentralEgressTest {

    private static final Scope HUB = Scope.of(Estates.OTHER_ACCOUNT, Estates.REGION.region());
    private static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();

    static Stream<Arguments> ways() {
        return Stream.of(
                row("to the internet", YES, "nat-1"),
                row("without a NAT gateway", UNKNOWN, "tgw-1", "hub nat", null),
                row("a NAT gateway that is deleted", UNKNOWN, "tgw-1", "hub nat", nat("deleted")),
                row("no internet gateway", NO, "no internet gateway is attached", "hub gateway", gateway("igw-9")),
                row("no route to a NAT gateway", NO, "rtb-9 no route leads to it", "hub table", entry(LOCAL)),
                row(
                        "no route of the NAT gateway to the internet",
                        NO,
                        "rtb-8 of the NAT gateway: no route leads to it",
                        "hub nat table",
                        home(LOCAL, BACK)),
                row("no route of the NAT gateway back", UNKNOWN, "tgw-1", "hub nat table", home(LOCAL, TO_INTERNET)),
                row(
                        "a blackhole of the gateway back",
                        NO,
                        "is a blackhole",
                        "hub routes",
                        routes(ANY, "vpc-9", "10.1.0.0/16", "")),
                row(
                        "no route of the gateway",
                        NO,
                        "tgw-rtb-1 no route leads to it",
                        "hub routes",
                        routes("10.1.0.0/16", "vpc-1")),
                row("the host's group", NO, "sg-1", "group", group("sg-1")),
                row(
                        "the ACL of the attachment",
                        NO,
                        "acl-9 no entry allows it",
                        "hub acl",
                        closed("acl-9", "subnet-9", "10.0.0.0/8")),
                row(
                        "the ACL of the NAT gateway",
                        NO,
                        "acl-8 no entry allows it",
                        "hub nat acl",
                        closed("acl-8", "subnet-8", "10.0.0.0/8")),
                row(
                        "an appliance before the NAT gateway",
                        UNKNOWN,
                        "tgw-1",
                        "hub table",
                        entry(LOCAL, route(ANY, "vpce-1"))),
                row("two subnets of the attachment, of which one leads nowhere", UNKNOWN, "tgw-1", TWO_SUBNETS),
                row(
                        "two subnets of the attachment, which lead to the same",
                        YES,
                        "nat-1",
                        TWO_SUBNETS,
                        "hub other table",
                        table("rtb-7", "vpc-9", false, List.of("subnet-7"), LOCAL, TO_NAT)));
    }

    private static Arguments row(String name, Reachable expected, String why, Object... changes) {
        return argumentSet(name, expected, why, changes);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void inOneAccount(Reachable expected, String why, Object[] changes) {
        Map<String, Estates.Made<?>> parts = parts(Estates.ACCOUNT, changes);

        check(
                Estates.estate()
                        .with(HubNetworks.of(parts, true))
                        .with(HubNetworks.of(parts, false))
                        .build(),
                expected,
                why);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void inTwoAccounts(Reachable expected, String why, Object[] changes) {
        Map<String, Estates.Made<?>> parts = parts(HUB.accountId(), changes);

        check(
                Estates.estate()
                        .with(HubNetworks.of(parts, false))
                        .toldBy(HUB, Set.of(ResourceKind.INSTANCE), HubNetworks.of(parts, true))
                        .build(),
                expected,
                toldByTheOwner(expected, why));
    }

    /** Another account shows what is at the other end, but not why. */
    private static String toldByTheOwner(Reachable expected, String why) {
        if (why.startsWith("nat-")) {
            return "tgw-1";
        }
        return expected == NO && !why.startsWith("sg-") ? "does not let it through, as the owner of" : why;
    }

    private static void check(Estate estate, Reachable expected, String why) {
        for (Endpoint to : List.of(new Endpoint.Everyone(), SmallVpc.range("8.8.8.8"))) {
            Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), to, HTTPS);

            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
            assertThat(outcome.toString()).contains(why);
        }
    }

    /** Of hosts in the other VPC groups are not looked at; on the internet there are none. */
    @ParameterizedTest
    @CsvSource({"8.8.8.8, false", "10.9.2.77, true"})
    void groupsOfTheOtherEndAreNotedOfItsHostsAlone(String address, boolean isNoted) {
        Map<String, Estates.Made<?>> parts = parts(Estates.ACCOUNT);
        Estate estate = Estates.estate()
                .with(HubNetworks.of(parts, true))
                .with(HubNetworks.of(parts, false))
                .build();

        Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), SmallVpc.range(address), HTTPS);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(YES);
        assertThat(outcome.notes().contains("groups of the hosts at the other end are not looked at"))
                .as("%s", outcome)
                .isEqualTo(isNoted);
    }

    /** The address is of a host of the account, which may admit the NAT gateway or not. */
    @ParameterizedTest
    @CsvSource({
        "52.0.0.77, 52.0.0.9/32, YES",
        "52.0.0.77, 10.0.0.0/8, NO",
        "52.0.0.76/31, 10.0.0.0/8, YES",
    })
    void toAPublicAddressOfAHost(String address, String admitted, Reachable expected) {
        Map<String, Estates.Made<?>> parts = parts(
                Estates.ACCOUNT,
                "holder",
                eni("eni-x")
                        .of("i-x")
                        .inVpc("vpc-9")
                        .in("subnet-8")
                        .privateIps("10.9.2.77")
                        .publicIps("52.0.0.77")
                        .groups("sg-x"),
                "group of holder",
                group("sg-x").of("vpc-9").in("tcp", 443, 443, admitted));
        Estate estate = Estates.estate()
                .with(HubNetworks.of(parts, true))
                .with(HubNetworks.of(parts, false))
                .build();

        Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), SmallVpc.range(address), HTTPS);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** A host that was not read may have the address. */
    @ParameterizedTest
    @CsvSource({"52.0.0.77, UNKNOWN", "10.9.2.77, YES"})
    void toAPublicAddressThatAHostMayHave(String address, Reachable expected) {
        Map<String, Estates.Made<?>> parts = parts(Estates.ACCOUNT);
        Estate estate = Estates.estate()
                .with(HubNetworks.of(parts, true))
                .with(HubNetworks.of(parts, false))
                .without(ResourceKind.NETWORK_INTERFACE)
                .build();

        Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), SmallVpc.range(address), HTTPS);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** What the owner of the other VPC did not list, turns no answer round. */
    @ParameterizedTest
    @MethodSource("unread")
    void unreadKindsTurnNoAnswerRound(ResourceKind kind) {
        Map<String, Estates.Made<?>> parts = parts(HUB.accountId());
        Estate estate = Estates.estate()
                .with(HubNetworks.of(parts, false))
                .toldBy(
                        HUB,
                        Set.of(kind),
                        Stream.of(HubNetworks.of(parts, true))
                                .filter(part -> part.resource().kind() != kind)
                                .toArray(Estates.Made[]::new))
                .build();

        Outcome outcome = Questions.of(estate).ask(ReachCase.host(estate, "eni-1"), SmallVpc.range("8.8.8.8"), HTTPS);

        assertThat(outcome.reachable()).as("%s", outcome).isNotEqualTo(NO);
    }

    static Stream<ResourceKind> unread() {
        return EnumSet.copyOf(SharedNetworks.KINDS).stream();
    }
}
