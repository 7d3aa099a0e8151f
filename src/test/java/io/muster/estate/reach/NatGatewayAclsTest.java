package io.muster.estate.reach;

import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.ReachCase.HTTPS;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The network ACL of a NAT gateway's subnet, as hosts in another subnet meet it on their way out. */
class NatGatewayAclsTest {

    private static final Endpoint ANYWHERE = range("8.8.8.8");
    private static final NetworkAclEntry ALL_IN = in(100, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ALL_OUT = out(100, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ANSWERS_IN = in(90, true, "6", 1024, 65_535, "0.0.0.0/0");
    private static final NetworkAclEntry HTTPS_OUT = out(90, true, "6", 443, 443, "0.0.0.0/0");

    static Stream<Arguments> acls() {
        return Stream.of(
                row("everything passes", YES, ALL_IN, ALL_OUT),
                row(
                        "the rules that AWS recommends",
                        YES,
                        in(80, true, "6", 443, 443, "10.0.2.0/24"),
                        ANSWERS_IN,
                        HTTPS_OUT,
                        out(80, true, "6", 1024, 65_535, "10.0.2.0/24")),
                row(
                        "another subnet alone gets in",
                        NO,
                        in(80, true, "6", 443, 443, "10.0.3.0/24"),
                        ANSWERS_IN,
                        HTTPS_OUT,
                        out(80, true, "6", 1024, 65_535, "10.0.2.0/24")),
                row("the private subnet is denied", NO, in(1, false, "-1", null, null, "10.0.2.0/24"), ALL_IN, ALL_OUT),
                row(
                        "answers do not get out to the private subnet",
                        NO,
                        ALL_IN,
                        out(1, false, "-1", null, null, "10.0.2.0/24"),
                        ALL_OUT),
                row("an entry that cannot be read", UNKNOWN, in(1, false, "6", 443, 443, "?"), ALL_IN, ALL_OUT));
    }

    private static Arguments row(String name, Reachable expected, NetworkAclEntry... entries) {
        return argumentSet(name, expected, entries);
    }

    @ParameterizedTest
    @MethodSource("acls")
    void theWayOutOfAPrivateSubnet(Reachable expected, NetworkAclEntry... entries) {
        var parts = network("publicAcl", acl("acl-1", List.of("subnet-1"), entries));

        assertThat(SmallVpc.out(parts, "eni-b", ANYWHERE, HTTPS).reachable()).isEqualTo(expected);
    }

    @Test
    void answersToAnAppliance() {
        var parts = network("publicTable", publicTable(route("0.0.0.0/0", "igw-1"), route("10.0.2.0/24", "eni-9")));

        Outcome outcome = SmallVpc.out(parts, "eni-b", ANYWHERE, HTTPS);

        assertThat(outcome.reachable()).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).contains(Appliances.ONE_DIRECTION);
    }
}
