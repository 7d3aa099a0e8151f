package io.muster.estate.reach;

import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Traps of network ACLs, which keep no state. */
class ReachByAclTest extends ReachWays {

    static Stream<Arguments> traps() {
        return Stream.of(
                row(
                        "denied before it is allowed",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(200, true, "-1", null, null, "0.0.0.0/0"),
                                        in(100, false, "6", 20, 25, "0.0.0.0/0"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0"))),
                        NO,
                        "entry 100 denies tcp 20-25 from 0.0.0.0/0"),
                row(
                        "allowed before it is denied",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(32767, false, "-1", null, null, "0.0.0.0/0"),
                                        in(100, true, "6", 20, 25, "0.0.0.0/0"),
                                        out(100, true, "-1", null, null, "0.0.0.0/0"))),
                        YES,
                        "entry 100 allows tcp 20-25 from 0.0.0.0/0"),
                row(
                        "answers to no client",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(100, true, "-1", null, null, "0.0.0.0/0"),
                                        out(100, true, "6", 0, 1023, "0.0.0.0/0"))),
                        NO,
                        "no entry lets answers through to tcp 1024-65535"),
                row(
                        "answers to some clients",
                        with(
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(100, true, "-1", null, null, "0.0.0.0/0"),
                                        out(100, true, "6", 32768, 60999, "0.0.0.0/0"))),
                        YES,
                        "to some ports of clients only: tcp 32768-60999"));
    }
}
