package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;

import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** From one host to another by a NAT gateway: its own table decides whether it hands packets for private addresses on. */
class TranslatedPathsTest extends LateralTraps {

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
