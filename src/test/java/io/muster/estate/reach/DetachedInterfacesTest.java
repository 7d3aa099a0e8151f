package io.muster.estate.reach;

import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.HTTPS;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.between;
import static io.muster.estate.reach.SmallVpc.into;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.out;
import static io.muster.estate.reach.SmallVpc.publicBalancer;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing takes what is sent to an interface that is attached to nothing, and nothing sends by it. */
class DetachedInterfacesTest {

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of("in-use", YES), Arguments.of("available", NO), Arguments.of((String) null, UNKNOWN));
    }

    private static MadeInterface target(String status) {
        return eni("eni-b")
                .in("subnet-2")
                .privateIps("10.0.2.10")
                .groups("sg-1")
                .status(status);
    }

    private static MadeInterface source(String status) {
        return eni("eni-a")
                .in("subnet-1")
                .privateIps("10.0.1.10")
                .publicIps("52.0.0.1")
                .groups("sg-1")
                .status(status);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void fromAHost(String status, Reachable expected) {
        assertThat(between(network("b", target(status)), "eni-a", "eni-b").reachable())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void fromARangeOfTheVpc(String status, Reachable expected) {
        assertThat(into(network("b", target(status)), range("10.0.1.0/24"), "eni-b", SSH)
                        .reachable())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void byItsAddressBehindALoadBalancer(String status, Reachable expected) {
        var parts = network(
                "b",
                target(status),
                "balancer",
                publicBalancer(443),
                "targets",
                targets("tg", "ip", 22, null, "10.0.2.10"),
                "groupOfBalancer",
                MadeGroup.group("sg-lb").in("-1", null, null, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"));

        assertThat(into(parts, EVERYONE, "eni-b", SSH).reachable()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void toAHost(String status, Reachable expected) {
        assertThat(between(network("a", source(status)), "eni-a", "eni-b").reachable())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void toTheInternet(String status, Reachable expected) {
        assertThat(out(network("a", source(status)), "eni-a", EVERYONE, HTTPS).reachable())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void toARangeOfTheVpc(String status, Reachable expected) {
        assertThat(out(network("a", source(status)), "eni-a", range("10.0.2.99"), HTTPS)
                        .reachable())
                .isEqualTo(expected);
    }
}
