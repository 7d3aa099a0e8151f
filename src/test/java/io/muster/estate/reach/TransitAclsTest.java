package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.TransitPathsTest.attachment;
import static io.muster.estate.reach.TransitPathsTest.inZone;
import static io.muster.estate.reach.TransitPathsTest.transit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The network ACLs that count between an interface and a transit gateway, by the subnets of the attachments. */
class TransitAclsTest extends LateralWays {

    private static final String OWN = "subnet-9";
    private static final String NEAR = "subnet-8";
    private static final String ELSEWHERE = "subnet-7";

    static Stream<Arguments> traps() {
        Estates.Made<?> noneIn = acl("acl-9", List.of(OWN), outbound());
        Estates.Made<?> noneOut = acl("acl-9", List.of(OWN), inbound());
        Estates.Made<?> nearNoneOut = acl("acl-8", List.of(NEAR), inbound());
        return Stream.of(
                row(
                        "in the own subnet, no inbound entry for the other VPC",
                        YES,
                        "sg-b",
                        OWN,
                        acl("acl-9", List.of(OWN), outbound(), Network.in(100, true, "-1", null, null, "10.9.0.0/16"))),
                row(
                        "in the own subnet, no inbound entry",
                        UNKNOWN,
                        "whether inbound entries of subnet-9 count on the way to tgw-1",
                        OWN,
                        noneIn),
                row("in the own subnet, no outbound entry", NO, "acl-9", OWN, noneOut),
                row("in another subnet, no inbound entry", NO, "acl-9", NEAR, noneIn),
                row("in another subnet, which lets nothing out", NO, "acl-8", NEAR, openAcl("acl-9", OWN), nearNoneOut),
                row(
                        "in another subnet, which lets no answer in",
                        NO,
                        "acl-8",
                        NEAR,
                        openAcl("acl-9", OWN),
                        acl("acl-8", List.of(NEAR), outbound())),
                row("in another subnet, both open", YES, "sg-b", NEAR, openAcl("acl-9", OWN), openAcl("acl-8", NEAR)),
                row(
                        "the source's attachment in a subnet that lets nothing in",
                        NO,
                        "acl-2",
                        OWN,
                        openAcl("acl-9", OWN),
                        attachment("tgw-attach-1", "vpc-1", "subnet-2"),
                        openAcl("acl-1", "subnet-1"),
                        acl("acl-2", List.of("subnet-2"), outbound())),
                argumentSet(
                        "in subnets that were not read",
                        FAR,
                        UNKNOWN,
                        "by which subnet of vpc-2 the traffic of tgw-1 passes",
                        Hosts.network(with(far(), "attachment2", attachment("tgw-attach-2", "vpc-2"), "acl9", noneIn))),
                argumentSet(
                        "in one of several subnets of other zones",
                        FAR,
                        UNKNOWN,
                        "by which subnet of vpc-2 the traffic of tgw-1 passes",
                        Hosts.network(with(
                                far(),
                                "attachment2",
                                attachment("tgw-attach-2", "vpc-2", "subnet-6", ELSEWHERE, OWN),
                                "one",
                                inZone("subnet-1", "vpc-1", "eu-central-1z"),
                                "attachment1",
                                attachment("tgw-attach-1", "vpc-1", "subnet-1"),
                                "acl9",
                                openAcl("acl-9", OWN, "subnet-6"),
                                "acl7",
                                acl("acl-7", List.of(ELSEWHERE), inbound())))));
    }

    static Stream<Arguments> networks() {
        Estates.Made<?> noneIn = acl("acl-9", List.of("subnet-2"), outbound());
        Estates.Made<?> ownIn =
                acl("acl-9", List.of("subnet-2"), outbound(), Network.in(100, true, "-1", null, null, "10.0.0.0/16"));
        return Stream.of(
                argumentSet("in the own subnet, no inbound entry for the network", "subnet-2", ownIn, YES),
                argumentSet("in another subnet, no inbound entry", "subnet-1", noneIn, NO),
                argumentSet("in another subnet, both open", "subnet-1", openAcl("acl-9", "subnet-2"), YES));
    }

    /** From a network, and to it, behind a VPN connection of the transit gateway. */
    @ParameterizedTest
    @MethodSource("networks")
    void theAclsOfAttachmentsCountForNetworks(String attached, Estates.Made<?> acl, Reachable expected) {
        // given
        Estate estate = Hosts.estate(Hosts.network(with(
                TransitNetworksTest.attached(),
                "own",
                attachment("tgw-attach-1", "vpc-1", attached),
                "acl",
                openAcl("acl-1", "subnet-1"),
                "acl9",
                acl)));

        // when
        Endpoint office = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));
        Outcome in = Questions.of(estate).ask(office, Hosts.host(Hosts.B), Hosts.SSH);
        Outcome out = Questions.of(estate).ask(Hosts.host(Hosts.B), office, Hosts.SSH);

        // then
        assertThat(in.reachable()).as("%s", in).isEqualTo(expected);
        assertThat(out.reachable()).as("%s", out).isEqualTo(expected);
    }

    static Stream<Arguments> neighbours() {
        return Stream.of(
                argumentSet("in another subnet, both open", "subnet-1", openAcl("acl-1", "subnet-1"), YES),
                argumentSet(
                        "in another subnet, which lets nothing out",
                        "subnet-1",
                        acl("acl-1", List.of("subnet-1"), inbound()),
                        NO),
                argumentSet(
                        "in another subnet, which lets no answer in",
                        "subnet-1",
                        acl("acl-1", List.of("subnet-1"), outbound()),
                        NO),
                argumentSet("in the own subnet", "subnet-2", acl("acl-1", List.of("subnet-1"), inbound()), YES));
    }

    /** From a subnet of another VPC of the estate, without an interface in it. */
    @ParameterizedTest
    @MethodSource("neighbours")
    void theAclsOfAttachmentsCountForNeighbours(String attached, Estates.Made<?> acl, Reachable expected) {
        // given
        Estate estate = Hosts.estate(Hosts.network(with(
                transit(),
                "attachment1",
                attachment("tgw-attach-1", "vpc-1", attached),
                "nine",
                Network.subnet(OWN, "vpc-2", "10.9.0.0/24", null, "off"),
                "acl",
                acl,
                "acl9",
                openAcl("acl-9", "subnet-2", OWN),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "10.9.0.0/16"))));

        // when
        Outcome in = Questions.of(estate)
                .ask(new Endpoint.Range(CidrSet.parse("10.9.0.0/24")), Hosts.host(Hosts.B), Hosts.SSH);

        // then
        assertThat(in.reachable()).as("%s", in).isEqualTo(expected);
    }

    /** The other VPC's attachment is in the subnet; what replaces parts of the network goes by its own id. */
    private static Arguments row(
            String trap, Reachable expected, String why, String subnet, Estates.Made<?>... changes) {
        Object[] all = with(far(), "attachment2", attachment("tgw-attach-2", "vpc-2", subnet));
        for (Estates.Made<?> change : changes) {
            all = with(all, name(change), change);
        }
        return argumentSet(trap, FAR, expected, why, Hosts.network(all));
    }

    private static String name(Estates.Made<?> made) {
        return switch (made.resource().resourceId()) {
            case "acl-1" -> "acl";
            case "tgw-attach-1" -> "attachment1";
            default -> made.resource().resourceId();
        };
    }

    private static Object[] far() {
        return with(
                transit(),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"),
                "acl",
                openAcl("acl-1", "subnet-1", "subnet-2"),
                "nine",
                inZone(OWN, "vpc-2", "eu-central-1a"),
                "eight",
                inZone(NEAR, "vpc-2", "eu-central-1a"),
                "seven",
                inZone(ELSEWHERE, "vpc-2", "eu-central-1b"));
    }

    private static NetworkAclEntry inbound() {
        return Network.in(100, true, "-1", null, null, "0.0.0.0/0");
    }

    private static NetworkAclEntry outbound() {
        return Network.out(100, true, "-1", null, null, "0.0.0.0/0");
    }
}
