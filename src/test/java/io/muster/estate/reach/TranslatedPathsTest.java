package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** From one host to another by a NAT gateway: its own table decides whether it hands packets for private addresses on. */
class TranslatedPathsTest extends LateralWays {

    private static final Route INTERNET = route("0.0.0.0/0", "igw-1");
    private static final String LEADS_ON = "where nat-1 leads to";

    static Stream<Arguments> traps() {
        return Stream.of(
                row("to the internet alone", FAR, NO, "route 0.0.0.0/0 to nat-1", nat("available", INTERNET)),
                row("to the peered VPC", FAR, UNKNOWN, LEADS_ON, nat("available", INTERNET, peering())),
                row("over a transit gateway", FAR, UNKNOWN, LEADS_ON, nat("available", route("10.0.0.0/8", "tgw-1"))),
                row(
                        "to a blackhole",
                        FAR,
                        NO,
                        "to nat-1",
                        nat("available", INTERNET, blackhole("10.9.0.0/16", "pcx-1"))),
                row("from an address of the gateway, by peering", FAR, YES, "10.0.2.5", handedOn(peering())),
                row(
                        "from an address of a public gateway",
                        FAR,
                        YES,
                        "10.0.2.5",
                        with(handedOn(peering()), "nat", nat("public", "10.0.2.5"))),
                row(
                        "to a host that admits the source and not the gateway",
                        FAR,
                        NO,
                        "no rule of sg-b",
                        with(handedOn(peering()), "groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"))),
                row(
                        "to a host that admits members of the source's group",
                        FAR,
                        NO,
                        "no rule of sg-b",
                        with(handedOn(peering()), "groupB", group("sg-b").inFromGroup("sg-a"))),
                row(
                        "without answers to the gateway",
                        FAR,
                        NO,
                        "answers: no route",
                        with(
                                handedOn(peering()),
                                "far",
                                mainTable(
                                        "rtb-9",
                                        "vpc-2",
                                        route("10.9.0.0/16", "local"),
                                        route("10.0.1.0/24", "pcx-1")))),
                row(
                        "by an ACL of the gateway's subnet",
                        FAR,
                        NO,
                        "acl-2",
                        with(
                                handedOn(peering()),
                                "acl",
                                openAcl("acl-1", "subnet-1", "subnet-9"),
                                "aclOfNat",
                                acl(
                                        "acl-2",
                                        List.of("subnet-2"),
                                        in(100, true, "17", 0, 65535, "0.0.0.0/0"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0")))),
                row(
                        "of which the addresses are not told apart by the target",
                        FAR,
                        YES,
                        "10.0.2.0/24",
                        with(
                                handedOn(peering()),
                                "nat",
                                nat("private", "10.0.2.5", "10.0.2.6"),
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "10.0.2.0/24"))),
                row(
                        "of which the target admits one of two",
                        FAR,
                        UNKNOWN,
                        LEADS_ON,
                        with(handedOn(peering()), "nat", nat("private", "10.0.2.5", "10.0.2.6"))),
                row(
                        "within the VPC",
                        B,
                        YES,
                        "10.0.2.5",
                        with(
                                handedOn(),
                                "table",
                                mainTable(
                                        "rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.0.2.0/24", "nat-1")),
                                "ofNat",
                                table("rtb-2", "vpc-1", false, List.of("subnet-2"), route("10.0.0.0/16", "local")))),
                row("to a further gateway", FAR, UNKNOWN, LEADS_ON, handedOn(route("10.9.0.0/16", "nat-1"))),
                row("the gateway is gone", FAR, NO, "to nat-1", nat("deleted", INTERNET, peering())),
                row(
                        "the gateway is not listed, as that of a shared VPC",
                        FAR,
                        UNKNOWN,
                        LEADS_ON,
                        with(nat("available", INTERNET), "nat", Network.gateway("igw-9"))),
                row(
                        "nothing goes out",
                        FAR,
                        NO,
                        "no rule of sg-a lets out",
                        with(nat("available", INTERNET, peering()), "groupA", group("sg-a"))));
    }

    /** The gateway has the address 10.0.2.5, which the target admits. */
    private static Object[] handedOn(Route... routes) {
        return with(
                nat("available", routes),
                "nat",
                nat("private", "10.0.2.5"),
                "far",
                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1")),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "10.0.2.5/32"),
                "peering",
                PeeringParts.ofTwoVpcs("active"));
    }

    private static Estates.Made<?> nat(String type, String... addresses) {
        return natGateway(
                "connectivityType",
                type,
                "subnetId",
                "subnet-2",
                "addresses",
                Stream.of(addresses)
                        .map(address -> Parts.of(NatGatewayAddress.class, "privateIp", address))
                        .toList());
    }

    private static Route peering() {
        return route("10.9.0.0/16", "pcx-1");
    }

    /** The source's subnet leads to a NAT gateway in subnet-2, which has these routes. */
    private static Object[] nat(String state, Route... routes) {
        return new Object[] {
            "table",
            mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "nat-1")),
            "ofNat",
            table("rtb-2", "vpc-1", false, List.of("subnet-2"), routes),
            "nat",
            natGateway("state", state, "connectivityType", "private", "subnetId", "subnet-2")
        };
    }
}
