package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.between;
import static io.muster.estate.reach.SmallVpc.into;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicBalancer;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A load balancer before an address of another VPC, which a peering connection leads to. */
class TargetsBeyondTest {

    private static final Object NODE =
            eni("eni-n").in("subnet-1").privateIps("10.0.1.50").groups("sg-lb").requesterManaged("ELB app/x/1");

    private static Object[] peered(Object... more) {
        return Network.with(
                new Object[] {
                    "otherVpc",
                    vpc("vpc-2", "10.9.0.0/16"),
                    "other",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, ZONE),
                    "otherAcl",
                    openAcl("acl-9", "subnet-9"),
                    "d",
                    eni("eni-d")
                            .of("i-d")
                            .inVpc("vpc-2")
                            .in("subnet-9")
                            .privateIps("10.9.0.10")
                            .groups("sg-d"),
                    "groupD",
                    group("sg-d").of("vpc-2").in("tcp", 22, 22, "10.0.1.50/32"),
                    "publicTable",
                    publicTable(route("0.0.0.0/0", "igw-1"), route("10.9.0.0/16", "pcx-1")),
                    "otherTable",
                    mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1")),
                    "balancer",
                    publicBalancer(443),
                    "node",
                    NODE,
                    "targets",
                    targets("tg", "ip", 22, null, "10.9.0.10"),
                    "groupOfBalancer",
                    group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0")
                },
                more);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("a peering connection", YES, peered()),
                argumentSet(
                        "no way back",
                        NO,
                        peered("otherTable", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")))),
                argumentSet("no way there", NO, peered("publicTable", publicTable(route("0.0.0.0/0", "igw-1")))),
                argumentSet(
                        "a group that admits another source",
                        NO,
                        peered("groupD", group("sg-d").of("vpc-2").in("tcp", 22, 22, "10.0.1.10/32"))),
                argumentSet(
                        "a node whose interface is not listed",
                        UNKNOWN,
                        peered("node", eni("eni-n").of("i-n").privateIps("10.0.1.50"))),
                argumentSet(
                        "an address that is no target",
                        NO,
                        peered("targets", targets("tg", "ip", 22, null, "10.9.0.11"))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void fromTheInternet(Reachable expected, Object... changes) {
        assertThat(into(network(changes), EVERYONE, "eni-d", SSH).reachable()).isEqualTo(expected);
    }

    @Test
    void fromAHostOfTheVpc() {
        // given
        var parts = network(peered("privateTable", mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"))));

        // when
        Outcome outcome = between(parts, "eni-b", "eni-d");

        // then
        assertThat(outcome.reachable()).isEqualTo(YES);
        assertThat(outcome.hops()).extracting(Hop::resourceId).contains("app/x/1", "tg", "vpc-2");
    }
}
