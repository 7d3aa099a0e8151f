package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.ReachCase.WEB;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.into;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.out;
import static io.muster.estate.reach.SmallVpc.publicBalancer;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The addresses of a prefix that is delegated to an interface, as those of pods, are of the interface.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html">Prefix delegation for Amazon EC2 network
 *     interfaces</a>
 */
class DelegatedPrefixesTest {

    private static final MadeInterface B = eni("eni-b")
            .of("i-b")
            .in("subnet-2")
            .privateIps("10.0.2.10")
            .ipv4Prefixes("10.0.2.32/28")
            .ipv6Prefixes("2600:1f00:0:2:1::/80")
            .groups("sg-b");

    private static Map<String, Estates.Made<?>> behind(String target) {
        return network(
                "b", B,
                "groupB", group("sg-b").inFromGroup("sg-lb"),
                "balancer", publicBalancer(443),
                "groupOfBalancer",
                        group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                "targets", targets("tg", "ip", 22, null, target));
    }

    static Stream<Arguments> balanced() {
        return Stream.of(
                Arguments.of("10.0.2.33", YES),
                Arguments.of("10.0.2.47", YES),
                Arguments.of("10.0.2.48", NO),
                Arguments.of("2600:1f00:0:2:2::1", NO));
    }

    @ParameterizedTest
    @MethodSource
    void balanced(String target, Reachable expected) {
        Outcome outcome = into(behind(target), EVERYONE, "eni-b", SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @Test
    void aQuestionByAddressFindsItsInterface() {
        Map<String, Estates.Made<?>> parts =
                network("b", B, "groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"));

        assertThat(out(parts, "eni-a", range("10.0.2.33/32"), SSH).reachable()).isEqualTo(YES);
        assertThat(out(parts, "eni-a", range("10.0.2.32/28"), SSH).reachable()).isEqualTo(YES);
        assertThat(out(parts, "eni-a", range("10.0.2.33/32"), WEB).reachable()).isEqualTo(NO);
        assertThat(out(parts, "eni-a", range("10.0.2.32/28"), WEB).reachable()).isEqualTo(NO);
    }

    @Test
    void aQuestionFromAnAddressFindsItsInterface() {
        Map<String, Estates.Made<?>> parts = network(
                "b", B,
                "groupB", group("sg-b").out("-1", null, null, "0.0.0.0/0"),
                "group", group("sg-1").inFromGroup("sg-b"));

        assertThat(into(parts, range("10.0.2.33/32"), "eni-a", SSH).reachable()).isEqualTo(YES);
    }
}
