package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Traps of security groups, and of interfaces that take no connections. */
class ReachByGroupTest extends ReachWays {

    static Stream<Arguments> traps() {
        return Stream.of(
                row(
                        "a range that holds the port",
                        with("group", group("sg-1").in("tcp", 20, 25, "8.0.0.0/7")),
                        YES,
                        "tcp 20-25"),
                row(
                        "another port",
                        with("group", group("sg-1").in("tcp", 80, 80, "0.0.0.0/0")),
                        NO,
                        "no rule of sg-1 admits tcp 22"),
                row("GRE is not SSH", with("group", group("sg-1").in("47", null, null, "0.0.0.0/0")), NO, "no rule"),
                row("a reference alone", with("group", group("sg-1").inFromGroup("sg-1")), NO, "no rule of sg-1"),
                row(
                        "a prefix list of the group",
                        with(
                                "group",
                                group("sg-1").inFromList("tcp", 22, 22, "pl-1"),
                                "list",
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.8.0.0/16")),
                        YES,
                        "admits tcp 22 for pl-1"),
                row(
                        "a prefix list of the group that is not there",
                        with("group", group("sg-1").inFromList("tcp", 22, 22, "pl-1")),
                        UNKNOWN,
                        "the entries of pl-1"),
                row(
                        "IPv6 is another matter",
                        with("group", group("sg-1").in("tcp", 22, 22, "::/0")),
                        NO,
                        "no rule of sg-1"),
                row("a group that is not there", network(), reached().groups("sg-9"), UNKNOWN, "the rules of sg-9"),
                row("of several groups, one admits", network(), reached().groups("sg-9", "sg-1"), YES, "sgr-1"),
                row("a NAT gateway", network(), reached().type("nat_gateway"), NO, "takes no connections"));
    }
}
