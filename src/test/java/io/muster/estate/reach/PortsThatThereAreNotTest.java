package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.accelerator;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.into;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicBalancer;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcOrigin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A port, type or code out of its bounds costs the answers that rest on it, and no others. */
class PortsThatThereAreNotTest {

    private static final ServiceRange PING = ServiceRange.asked("icmp", null).orElseThrow();

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("tcp", 22, 22, SSH, YES),
                Arguments.of("TCP", 22, 22, SSH, YES),
                Arguments.of("ALL", null, null, SSH, YES),
                Arguments.of("tcp", -1, -1, SSH, YES),
                Arguments.of("tcp", 443, -1, SSH, UNKNOWN),
                Arguments.of("tcp", -1, 443, SSH, UNKNOWN),
                Arguments.of("tcp", 30, 20, SSH, UNKNOWN),
                Arguments.of("tcp", 0, 70_000, SSH, UNKNOWN),
                Arguments.of("udp", 0, 70_000, SSH, UNKNOWN),
                Arguments.of("icmp", 8, 0, PING, YES),
                Arguments.of("icmp", 8, -1, PING, YES),
                Arguments.of("icmp", 8, null, PING, YES),
                Arguments.of("icmp", 8, null, SSH, NO),
                Arguments.of("icmpv6", null, null, SSH, NO),
                Arguments.of("icmp", null, 3, PING, UNKNOWN),
                Arguments.of("icmp", 8, 300, PING, UNKNOWN),
                Arguments.of("icmp", 300, -1, PING, UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleOfAGroup(String protocol, Integer from, Integer to, ServiceRange asked, Reachable expected) {
        var group = group("sg-1").in(protocol, from, to, "0.0.0.0/0");

        assertThat(into(network("group", group), EVERYONE, "eni-a", asked).reachable())
                .isEqualTo(expected);
    }

    @Test
    void anEntryOfANetworkAcl() {
        var acl = acl(
                "acl-1",
                List.of("subnet-1"),
                in(90, false, "6", 0, 70_000, "0.0.0.0/0"),
                in(100, true, "-1", null, null, "0.0.0.0/0"),
                out(100, true, "-1", null, null, "0.0.0.0/0"));

        assertThat(into(network("publicAcl", acl), EVERYONE, "eni-a", SSH).reachable())
                .isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("balanced")
    void aListenerOrATargetOfALoadBalancer(int listener, int target, Reachable expected) {
        Outcome outcome = into(
                network(
                        "balancer",
                        publicBalancer(listener),
                        "targets",
                        targets("tg", "instance", target, null, "i-b"),
                        "groupOfBalancer",
                        group("sg-lb").in("-1", null, null, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0")),
                EVERYONE,
                "eni-b",
                SSH);

        assertThat(outcome.reachable()).isEqualTo(expected);
    }

    static Stream<Arguments> balanced() {
        return Stream.of(
                Arguments.of(443, 22, YES),
                Arguments.of(70_000, 22, UNKNOWN),
                Arguments.of(-1, 22, UNKNOWN),
                Arguments.of(443, 70_000, UNKNOWN),
                Arguments.of(443, -1, UNKNOWN));
    }

    static Stream<Arguments> accelerated() {
        return Stream.of(
                Arguments.of(22, 22, null, YES),
                Arguments.of(80, 80, 22, YES),
                Arguments.of(80, 80, null, NO),
                Arguments.of(30, 20, null, UNKNOWN),
                Arguments.of(1, 70_000, null, UNKNOWN),
                Arguments.of(80, 80, -1, UNKNOWN));
    }

    /** The interface of an accelerator in the subnet is the sign that one leads there. */
    @ParameterizedTest
    @MethodSource("accelerated")
    void aListenerOfAnAccelerator(int from, int to, Integer override, Reachable expected) {
        var parts = network(
                "accelerator",
                accelerated(from, to, override),
                "ofAccelerator",
                eni("eni-g").in("subnet-2").type("global_accelerator_managed").requesterManaged("of an accelerator"));

        assertThat(into(parts, EVERYONE, "eni-b", SSH).reachable()).isEqualTo(expected);
    }

    private static Estates.Made<Accelerator> accelerated(int from, int to, Integer override) {
        AcceleratorEndpoint endpoint =
                Parts.of(AcceleratorEndpoint.class, "endpointId", "i-b", "clientIpPreservationEnabled", true);
        AcceleratorEndpointGroup group = Parts.of(
                AcceleratorEndpointGroup.class,
                "arn",
                "group",
                "region",
                "eu-central-1",
                "endpoints",
                List.of(endpoint),
                "portOverrides",
                Stream.ofNullable(override)
                        .map(port -> Parts.of(PortOverride.class, "listenerPort", from, "endpointPort", port))
                        .toList());
        return accelerator(
                "accelerator-1",
                true,
                List.of(Parts.of(
                        AcceleratorListener.class,
                        "arn",
                        "listener",
                        "protocol",
                        "TCP",
                        "portRanges",
                        List.of(Parts.of(PortRange.class, "fromPort", from, "toPort", to)),
                        "endpointGroups",
                        List.of(group))));
    }

    @ParameterizedTest
    @MethodSource("origins")
    void thePortOfAVpcOrigin(int port, Reachable expected) {
        var origin = Made.of(
                "vo_1",
                Parts.of(
                        VpcOrigin.class,
                        "endpointArn",
                        Estates.REGION.arn(ResourceKind.INSTANCE, "i-b"),
                        "httpPort",
                        port,
                        "originProtocolPolicy",
                        "http-only"));
        var ofCloudFront = group("sg-cf").name("CloudFront-VPCOrigins-Service-SG");

        assertThat(into(network("origin", origin, "ofCloudFront", ofCloudFront), EVERYONE, "eni-b", SSH)
                        .reachable())
                .isEqualTo(expected);
    }

    static Stream<Arguments> origins() {
        return Stream.of(
                Arguments.of(22, YES), Arguments.of(80, NO), Arguments.of(70_000, UNKNOWN), Arguments.of(-1, UNKNOWN));
    }
}
