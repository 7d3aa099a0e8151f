package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancerParts.crossing;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.between;
import static io.muster.estate.reach.SmallVpc.into;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.privateIn;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets of load balancers in the zones of their nodes and in others, and those that are addresses of IPv6. */
class BalancerZonesTest {

    private static Estates.Made<LoadBalancer> balancer(String name, String type, String scheme, String... subnets) {
        return Made.of(
                name,
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        type,
                        "scheme",
                        scheme,
                        "ipAddressType",
                        "dualstack",
                        "vpcId",
                        "vpc-1",
                        "subnetIds",
                        List.of(subnets),
                        "securityGroupIds",
                        List.of("sg-lb"),
                        "listeners",
                        List.of(listener(443, type.equals("network") ? "TCP" : "HTTPS", "tg"))));
    }

    private static Object[] balanced(Estates.Made<LoadBalancer> balancer, Object... more) {
        return Network.with(
                new Object[] {
                    "balancer",
                    balancer,
                    "targets",
                    targets("tg", "instance", 22, false, "i-b"),
                    "groupOfBalancer",
                    group("sg-lb")
                            .in("tcp", 443, 443, "0.0.0.0/0")
                            .out("-1", null, null, "0.0.0.0/0")
                            .out("-1", null, null, "::/0")
                },
                more);
    }

    static Stream<Arguments> zones() {
        return Stream.of("application", "network")
                .flatMap(type -> Stream.of(
                        Arguments.of(type, List.of("subnet-1"), ZONE, YES),
                        Arguments.of(type, List.of("subnet-1"), OTHER_ZONE, NO),
                        Arguments.of(type, List.of("subnet-1"), null, UNKNOWN),
                        Arguments.of(type, List.of("subnet-1", "subnet-2"), OTHER_ZONE, UNKNOWN)));
    }

    /** The second subnet has a node as well, which the internet does not reach. */
    @ParameterizedTest
    @MethodSource("zones")
    void fromTheInternet(String type, List<String> subnets, String zoneOfTarget, Reachable expected) {
        var balancer = balancer("lb/x/1", type, "internet-facing", subnets.toArray(String[]::new));

        Outcome outcome = into(network(balanced(balancer, "private", privateIn(zoneOfTarget))), EVERYONE, "eni-b", SSH);

        assertThat(outcome.reachable()).isEqualTo(expected);
        assertThat(outcome.missing()).allMatch(doubt -> doubt.contains("whether lb/x/1 sends traffic across zones"));
    }

    static Stream<Arguments> attributes() {
        return Stream.of(
                Arguments.of("application", "use_load_balancer_configuration", YES),
                Arguments.of("application", "true", YES),
                Arguments.of("application", "false", NO),
                Arguments.of("application", "of-a-new-sort", UNKNOWN),
                Arguments.of("network", "use_load_balancer_configuration", UNKNOWN),
                Arguments.of("network", "true", YES),
                Arguments.of("network", "false", NO));
    }

    /** The node in the zone of the target is in a subnet that the internet does not reach. */
    @ParameterizedTest
    @MethodSource("attributes")
    void toAnotherZoneAsTheTargetGroupSays(String type, String crossZone, Reachable expected) {
        var parts = network(balanced(
                balancer("lb/x/1", type, "internet-facing", "subnet-1", "subnet-2"),
                "private",
                privateIn(OTHER_ZONE),
                "targets",
                crossing("tg", "i-b", crossZone)));

        assertThat(into(parts, EVERYONE, "eni-b", SSH).reachable()).isEqualTo(expected);
    }

    /** The zone of the one node is not known, so that it may be that of the target. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void toAZoneThatMayHaveNoNode(String crossZone) {
        var parts = network(balanced(
                balancer("app/x/1", "application", "internet-facing", "subnet-1"),
                "public",
                subnet("subnet-1", "vpc-1", "10.0.1.0/24", "2600:1f00:0:1::/64", null),
                "private",
                privateIn(OTHER_ZONE),
                "targets",
                crossing("tg", "i-b", crossZone)));

        assertThat(into(parts, EVERYONE, "eni-b", SSH).reachable()).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {ZONE, OTHER_ZONE})
    void ofAClassicLoadBalancer(String zoneOfTarget) {
        var parts = network(balanced(
                balancer("app/other/1", "application", "internal", "subnet-1"),
                "balancer",
                classicBalancer(
                        "classic",
                        "internet-facing",
                        List.of("subnet-1"),
                        List.of("sg-lb"),
                        classicListener(443, "TCP", 22)),
                "private",
                privateIn(zoneOfTarget),
                "target",
                eni("eni-1").of("i-1").in("subnet-2").privateIps("10.0.2.20").groups("sg-1")));

        assertThat(into(parts, EVERYONE, "eni-1", SSH).reachable()).isEqualTo(zoneOfTarget.equals(ZONE) ? YES : NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {ZONE, OTHER_ZONE})
    void fromAHostOfTheVpc(String zoneOfTarget) {
        var parts = network(balanced(
                balancer("app/x/1", "application", "internal", "subnet-1"),
                "private",
                privateIn(zoneOfTarget),
                "node",
                eni("eni-n")
                        .in("subnet-1")
                        .privateIps("10.0.1.50")
                        .groups("sg-lb")
                        .requesterManaged("ELB app/x/1"),
                "target",
                group("sg-b").in("tcp", 22, 22, "10.0.1.50/32"),
                "b",
                eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b")));

        assertThat(between(parts, "eni-a", "eni-b").reachable()).isEqualTo(zoneOfTarget.equals(ZONE) ? YES : NO);
    }

    static Stream<Arguments> appliances() {
        return Stream.of(
                Arguments.of("10.0.2.0/24", "10.0.7.0/24", UNKNOWN),
                Arguments.of("10.0.7.0/24", "10.0.1.0/24", UNKNOWN),
                Arguments.of("10.0.7.0/24", "10.0.7.0/24", YES));
    }

    /** As AWS Network Firewall is put between a load balancer and its targets. */
    @ParameterizedTest
    @MethodSource("appliances")
    void behindAnAppliance(String there, String back, Reachable expected) {
        var parts = network(balanced(
                balancer("app/x/1", "application", "internet-facing", "subnet-1"),
                "publicTable",
                publicTable(route("0.0.0.0/0", "igw-1"), route(there, "vpce-9")),
                "privateTable",
                mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route(back, "vpce-9"))));

        assertThat(into(parts, EVERYONE, "eni-b", SSH).reachable()).isEqualTo(expected);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("2600:1f00:0:2::10", "2600:1f00:0:1::/64", YES),
                Arguments.of("2600:1f00:0:2::10", "10.0.1.0/24", NO),
                Arguments.of("10.0.2.10", "2600:1f00:0:1::/64", NO),
                Arguments.of("10.0.2.10", "10.0.1.0/24", YES));
    }

    /** The node sends by the family of the address, whatever other addresses the interface has. */
    @ParameterizedTest
    @MethodSource("families")
    void toAnAddress(String address, String admitted, Reachable expected) {
        var parts = network(balanced(
                balancer("app/x/1", "application", "internet-facing", "subnet-1"),
                "targets",
                targets("tg", "ip", 22, null, address),
                "node",
                eni("eni-n")
                        .in("subnet-1")
                        .privateIps("10.0.1.50")
                        .ipv6("2600:1f00:0:1::50")
                        .groups("sg-lb")
                        .requesterManaged("ELB app/x/1"),
                "ofTarget",
                group("sg-b").in("tcp", 22, 22, admitted),
                "b",
                eni("eni-b")
                        .of("i-b")
                        .in("subnet-2")
                        .privateIps("10.0.2.10")
                        .ipv6("2600:1f00:0:2::10")
                        .groups("sg-b")));

        assertThat(into(parts, EVERYONE, "eni-b", SSH).reachable()).isEqualTo(expected);
    }
}
