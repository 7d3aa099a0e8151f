package io.muster.estate.reach;

import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ways out to an internet gateway that is not attached to the VPC, though a route of it is active still: straight, and by a NAT gateway.
 */
class DetachedGatewaysTest {

    private static final Endpoint ANYWHERE = range("8.8.8.8");

    static Stream<Arguments> gateways() {
        return Stream.of(
                argumentSet("attached", gateway("igw-1", "vpc-1"), YES, "attached to vpc-1"),
                argumentSet("detached", gateway("igw-1"), NO, "no internet gateway is attached to the VPC"),
                argumentSet("replaced by another one", gateway("igw-2", "vpc-1"), NO, "igw-1"));
    }

    @ParameterizedTest
    @MethodSource("gateways")
    void aDetachedGatewayIsNoWayOut(Estates.Made<?> gateway, Reachable expected, String why) {
        var parts = network("gateway", gateway);

        for (String eni : new String[] {"eni-a", "eni-b"}) {
            Outcome outcome = SmallVpc.out(parts, eni, ANYWHERE, ReachCase.SSH);

            assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
            assertThat(outcome.toString()).contains(why);
        }
    }
}
