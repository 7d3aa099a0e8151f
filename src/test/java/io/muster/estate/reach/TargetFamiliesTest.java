package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An instance with addresses of both families behind a load balancer of both.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">Target groups for your
 *     Application Load Balancers, IP address type</a>: the load balancer communicates with targets by the address type of the target group
 */
class TargetFamiliesTest {

    private static final String IPV4_NODE = "10.0.1.50/32";
    private static final String IPV6_NODE = "2600:1f00:0:1::50/128";

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("ipv4", IPV4_NODE, YES),
                Arguments.of("ipv4", IPV6_NODE, NO),
                Arguments.of("ipv6", IPV4_NODE, NO),
                Arguments.of("ipv6", IPV6_NODE, YES),
                Arguments.of(null, IPV4_NODE, UNKNOWN),
                Arguments.of("of-a-new-sort", IPV6_NODE, UNKNOWN));
    }

    @ParameterizedTest(name = "{0} where {1} is admitted")
    @MethodSource("families")
    void aTargetIsReachedInItsFamily(String type, String admitted, Reachable expected) {
        assertThat(ask(type, admitted, "2600:1f00:0:2::10")).isEqualTo(expected);
    }

    static Stream<Arguments> ofOneFamily() {
        return Stream.of(Arguments.of("ipv4", YES), Arguments.of("ipv6", NO), Arguments.of(null, YES));
    }

    /** The interface has no IPv6 address. */
    @ParameterizedTest
    @MethodSource
    void ofOneFamily(String type, Reachable expected) {
        assertThat(ask(type, IPV4_NODE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"eni-b, UNKNOWN", "eni-c, UNKNOWN", "eni-d, NO"})
    void ofAnInstanceWithTwoInterfacesOfIpv6Alone(String asked, Reachable expected) {
        // given
        var parts = parts("ipv6", IPV6_NODE, "2600:1f00:0:2::10");
        parts.put("instanceB", instance("i-b").privateIp(null));
        parts.put("b", sixth("eni-b", "i-b", "2600:1f00:0:2::10"));
        parts.put("c", sixth("eni-c", "i-b", "2600:1f00:0:2::11"));
        parts.put("d", sixth("eni-d", "i-d", "2600:1f00:0:2::12"));

        // when
        Outcome outcome = SmallVpc.into(parts, new Endpoint.Everyone(), asked, Hosts.SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static MadeInterface sixth(String id, String instance, String address) {
        return eni(id).of(instance).in("subnet-2").privateIps().ipv6(address).groups("sg-b");
    }

    @ParameterizedTest
    @CsvSource({"10.0.2.10/32, YES", "10.0.2.11/32, NO", "10.0.2.0/24, YES"})
    void getsItsTrafficAtThePrimaryAddress(String letOut, Reachable expected) {
        // given
        var parts = parts("ipv4", IPV4_NODE);
        parts.put(
                "groupOfBalancer", group("sg-lb").in("tcp", 80, 80, "0.0.0.0/0").out("tcp", 22, 22, letOut));
        parts.put(
                "b",
                eni("eni-b")
                        .of("i-b")
                        .in("subnet-2")
                        .privateIps("10.0.2.10", "10.0.2.11")
                        .groups("sg-b"));

        // when
        Outcome outcome = SmallVpc.into(parts, new Endpoint.Everyone(), "eni-b", Hosts.SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Reachable ask(String type, String admitted, String... ipv6) {
        return SmallVpc.into(parts(type, admitted, ipv6), new Endpoint.Everyone(), "eni-b", Hosts.SSH)
                .reachable();
    }

    private static Map<String, Estates.Made<?>> parts(String type, String admitted, String... ipv6) {
        return network(
                "balancer",
                        balancer(
                                "app/x/1",
                                "application",
                                "internet-facing",
                                List.of("subnet-1"),
                                List.of("sg-lb"),
                                listener(80, "HTTP", "tg")),
                "groupOfBalancer",
                        group("sg-lb")
                                .in("tcp", 80, 80, "0.0.0.0/0")
                                .out("-1", null, null, "0.0.0.0/0")
                                .out("-1", null, null, "::/0"),
                "node",
                        eni("eni-n")
                                .in("subnet-1")
                                .privateIps("10.0.1.50")
                                .ipv6("2600:1f00:0:1::50")
                                .groups("sg-lb")
                                .requesterManaged("ELB app/x/1"),
                "targets", targets(type),
                "b",
                        eni("eni-b")
                                .of("i-b")
                                .in("subnet-2")
                                .privateIps("10.0.2.10")
                                .ipv6(ipv6)
                                .groups("sg-b"),
                "groupB", group("sg-b").in("tcp", 22, 22, admitted));
    }

    private static Estates.Made<?> targets(String type) {
        return Made.of(
                "tg",
                Parts.of(
                        TargetGroup.class,
                        "targetType",
                        "instance",
                        "protocol",
                        "HTTP",
                        "port",
                        22,
                        "vpcId",
                        "vpc-1",
                        "ipAddressType",
                        type,
                        "targets",
                        List.of(new Target("i-b", null, null, "healthy", null))));
    }
}
