package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
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

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.List;
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
    @MethodSource("balanced")
    void aTargetMayHaveAnAddressOfThePrefix(String target, Reachable expected) {
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

    static Stream<Arguments> betweenHosts() {
        return Stream.of(
                Arguments.of("10.0.2.32/28", YES),
                Arguments.of("10.0.2.40/32", YES),
                Arguments.of("10.0.2.48/28", NO),
                Arguments.of("2600:1f00:0:2:1::7/128", YES),
                Arguments.of("2600:1f00:0:2:2::/80", NO));
    }

    private static MadeInterface dualStack() {
        return eni("eni-a")
                .of("i-a")
                .in("subnet-1")
                .privateIps("10.0.1.10")
                .ipv6("2600:1f00:0:1::10")
                .groups("sg-a");
    }

    @ParameterizedTest
    @MethodSource("betweenHosts")
    void aHostSendsFromItsPrefix(String admitted, Reachable expected) {
        Map<String, Estates.Made<?>> parts = network(
                "a", dualStack(),
                "b", B,
                "groupB", group("sg-b").out("-1", null, null, "0.0.0.0/0").out("-1", null, null, "::/0"),
                "groupA", group("sg-a").in("tcp", 22, 22, admitted));

        assertThat(SmallVpc.between(parts, "eni-b", "eni-a").reachable()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("betweenHosts")
    void aHostIsReachedAtItsPrefix(String letOut, Reachable expected) {
        Map<String, Estates.Made<?>> parts = network(
                "a", dualStack(),
                "b", B,
                "groupB", group("sg-b").in("tcp", 22, 22, "0.0.0.0/0").in("tcp", 22, 22, "::/0"),
                "groupA", group("sg-a").out("tcp", 22, 22, letOut));

        assertThat(SmallVpc.between(parts, "eni-a", "eni-b").reachable()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("betweenHosts")
    void aHostThatAdmitsThePrefixIsLookedAt(String admitted, Reachable expected) {
        Estate estate = Hosts.estate(network(
                "a",
                dualStack(),
                "b",
                B,
                "groupB",
                group("sg-b"),
                "groupA",
                group("sg-a").in("tcp", 22, 22, admitted)));

        assertThat(HostReach.of(estate)
                        .admitting(List.of(instance("i-a").resource()))
                        .from(instance("i-b").resource()))
                .hasSize(expected == YES ? 1 : 0);
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
