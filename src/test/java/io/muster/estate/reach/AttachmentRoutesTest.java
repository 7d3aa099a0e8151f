package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitPathsTest.attachment;
import static io.muster.estate.reach.TransitPathsTest.transit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The route table of the subnet in which a transit gateway hands packets to a VPC, which may have an appliance inspect them first. */
class AttachmentRoutesTest extends LateralWays {

    private static final String WHERE = "the subnet in which tgw-1 hands it on";

    static Stream<Arguments> traps() {
        return Stream.of(
                row("straight", FAR, YES, "sg-b", entering()),
                row("to an appliance first", FAR, UNKNOWN, WHERE, entering(route("10.9.0.0/24", "vpce-9"))),
                row("to an appliance, for another subnet", FAR, YES, "sg-b", entering(route("10.9.1.0/24", "vpce-9"))),
                row("to an appliance that is gone", FAR, NO, WHERE, entering(blackhole("10.9.0.0/24", "eni-9"))),
                row(
                        "to an appliance that is gone, by one of several subnets",
                        FAR,
                        UNKNOWN,
                        WHERE,
                        with(
                                entering(blackhole("10.9.0.0/24", "eni-9")),
                                "attachment2",
                                attachment("tgw-attach-2", "vpc-2", "subnet-7", "subnet-8"))),
                row(
                        "by the subnet of the host, whose own table does not count",
                        FAR,
                        YES,
                        "sg-b",
                        with(
                                entering(),
                                "attachment2",
                                attachment("tgw-attach-2", "vpc-2", "subnet-9"),
                                "own",
                                tableOf(
                                        "vpc-2",
                                        "subnet-9",
                                        "10.9.0.0/16",
                                        route("10.0.0.0/8", "tgw-1"),
                                        inspected("10.9.0.0/24")))),
                row(
                        "answers to an appliance first",
                        FAR,
                        UNKNOWN,
                        WHERE,
                        with(
                                entering(),
                                "two",
                                tableOf("vpc-1", "subnet-2", "10.0.0.0/16", inspected("10.0.1.0/24")))));
    }

    private static Route inspected(String destination) {
        return route(destination, "eni-9");
    }

    private static Estates.Made<?> tableOf(String vpc, String subnet, String local, Route... routes) {
        return table(
                "rtb-of-" + subnet,
                vpc,
                false,
                List.of(subnet),
                Stream.concat(Stream.of(route(local, "local")), Stream.of(routes))
                        .toArray(Route[]::new));
    }

    /** Both VPCs are attached in subnets of their own; the routes are those of the second one's. */
    private static Object[] entering(Route... routes) {
        return with(
                transit(),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"),
                "acl",
                openAcl("acl-1", "subnet-1", "subnet-2", "subnet-7", "subnet-8", "subnet-9"),
                "nine",
                subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                "attachment1",
                attachment("tgw-attach-1", "vpc-1", "subnet-2"),
                "attachment2",
                attachment("tgw-attach-2", "vpc-2", "subnet-8"),
                "entry",
                tableOf("vpc-2", "subnet-8", "10.9.0.0/16", routes));
    }

    static Stream<Arguments> neighbours() {
        return Stream.of(
                argumentSet("straight", YES, entering()),
                argumentSet("answers to an appliance first", UNKNOWN, entering(inspected("10.9.0.0/24"))));
    }

    /** From a subnet of another VPC of the estate, without an interface in it. */
    @ParameterizedTest
    @MethodSource("neighbours")
    void theAttachmentsTableDecidesForNeighbours(Reachable expected, Object[] parts) {
        // given
        Estate estate =
                Hosts.estate(Hosts.network(with(parts, "groupB", group("sg-b").in("tcp", 22, 22, "10.9.0.0/16"))));

        // when
        Outcome outcome = Questions.of(estate)
                .ask(new Endpoint.Range(CidrSet.parse("10.9.0.0/24")), Hosts.host(Hosts.B), Hosts.SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                argumentSet("straight", YES, tableOf("vpc-1", "subnet-1", "10.0.0.0/16")),
                argumentSet(
                        "to an appliance first",
                        UNKNOWN,
                        tableOf("vpc-1", "subnet-1", "10.0.0.0/16", inspected("10.0.2.0/24"))),
                argumentSet(
                        "to an appliance that is gone",
                        NO,
                        tableOf("vpc-1", "subnet-1", "10.0.0.0/16", blackhole("10.0.2.0/24", "eni-9"))));
    }

    /** Between host B and an office behind a VPN connection of the transit gateway, which is attached in another subnet of the VPC. */
    @ParameterizedTest
    @MethodSource("networks")
    void theAttachmentsTableDecidesForNetworks(Reachable expected, Estates.Made<?> entry) {
        // given
        Estate estate = Hosts.estate(Hosts.network(with(
                TransitNetworksTest.attached(),
                "own",
                attachment("tgw-attach-1", "vpc-1", "subnet-1"),
                "entry",
                entry)));
        Endpoint office = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));

        // when
        Outcome in = Questions.of(estate).ask(office, Hosts.host(Hosts.B), Hosts.SSH);
        Outcome out = Questions.of(estate).ask(Hosts.host(Hosts.B), office, Hosts.SSH);

        // then
        assertThat(in.reachable()).as("%s", in).isEqualTo(expected);
        assertThat(out.reachable()).as("%s", out).isEqualTo(expected);
    }
}
