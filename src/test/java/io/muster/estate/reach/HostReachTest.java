package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The quick look at whether one host may reach another, and what it leaves out. */
class HostReachTest {

    private static Estate balanced(Estates.Made<?> targets) {
        return balanced(
                targets,
                eni("eni-n")
                        .in("subnet-2")
                        .privateIps("10.0.2.20")
                        .groups("sg-lb")
                        .described("ELB app/in/1"));
    }

    private static Estate balanced(Estates.Made<?> targets, Estates.Made<?> node) {
        return Hosts.estate(network(
                "a",
                Hosts.A,
                "b",
                Hosts.B,
                "groupB",
                group("sg-b"),
                "balancer",
                balancer(
                        "app/in/1",
                        "application",
                        "internal",
                        List.of("subnet-2"),
                        List.of("sg-lb"),
                        listener(443, "HTTPS", "web")),
                "node",
                node,
                "groupOfBalancer",
                group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0"),
                "targets",
                targets));
    }

    private static boolean mayReach(Estate estate, String from, String to) {
        return HostReach.of(estate)
                .admitting(List.of(instance(to).resource()))
                .from(instance(from).resource())
                .findAny()
                .isPresent();
    }

    @Test
    void aTargetIsLookedAtThroughItsLoadBalancer() {
        Estate estate = balanced(targets("web", "instance", 80, null, "i-b"));

        assertThat(mayReach(estate, "i-a", "i-b")).isTrue();
        assertThat(HostReach.of(estate).unread()).isEmpty();
    }

    @Test
    void aTargetIsLookedAtThroughANodeWhoseInterfaceIsNotListed() {
        Estate estate = balanced(targets("web", "instance", 80, null, "i-b"), Network.gateway("igw-7", "vpc-7"));

        assertThat(mayReach(estate, "i-a", "i-b")).isTrue();
        assertThat(HostReach.of(estate).unread()).isEmpty();
    }

    /** Else every pair of the VPC would be one to try. */
    @Test
    void targetsThatWereNotReadAreToldOnce() {
        Estate estate = balanced(Made.of(
                "web",
                new TargetGroup(
                        "instance", "HTTP", 80, "vpc-1", "ipv4", List.of(), true, null, null, null, null, null)));

        assertThat(mayReach(estate, "i-a", "i-b")).isFalse();
        assertThat(HostReach.of(estate).unread()).containsExactly("the targets of " + Network.targetGroupArn("web"));
    }

    /** The source's subnet hands packets for the other VPC to the gateway, whose address alone the host there admits. */
    private static Estate translated(Object... gateway) {
        return twoVpcs(
                route("10.9.0.0/16", "nat-1"),
                "ofNat",
                Network.table(
                        "rtb-2",
                        "vpc-1",
                        false,
                        List.of("subnet-2"),
                        route("10.0.0.0/16", "local"),
                        route("10.9.0.0/16", "pcx-1")),
                "far",
                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1")),
                "peering",
                PeeringParts.ofTwoVpcs("active"),
                "nat",
                Network.natGateway(gateway),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "10.0.2.5/32"));
    }

    /** A host in each, and the route of the source's subnet that may lead to the other one. */
    private static Estate twoVpcs(Route route, Object... parts) {
        Object[] hosts = {
            "a",
            Hosts.A,
            "d",
            Hosts.FAR,
            "nine",
            subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
            "table",
            mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route)
        };
        return Hosts.estate(
                network(Stream.concat(Stream.of(hosts), Stream.of(parts)).toArray()));
    }

    private static Object[] zonal(String... addresses) {
        return new Object[] {
            "connectivityType",
            "private",
            "subnetId",
            "subnet-2",
            "addresses",
            Stream.of(addresses)
                    .map(address -> Parts.of(NatGatewayAddress.class, "privateIp", address))
                    .toList()
        };
    }

    @Test
    void aHostThatAdmitsANatGatewayIsLookedAt() {
        Estate estate = translated(zonal("10.0.2.5"));

        assertThat(mayReach(estate, "i-a", "i-d")).isTrue();
        assertThat(HostReach.of(estate)
                        .between(instance("i-a").resource(), instance("i-d").resource())
                        .reachable())
                .isEqualTo(Reachable.YES);
        assertThat(HostReach.of(estate).unread()).isEmpty();
    }

    static Stream<Arguments> unfollowed() {
        return Stream.of(
                Arguments.of("a regional one", new Object[] {"routeTableId", "rtb-2"}),
                Arguments.of("one whose addresses are not told", zonal()),
                Arguments.of("one that is not listed as available", new Object[] {"state", null}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfollowed")
    void aNatGatewayThatIsNotFollowedIsToldOnce(String name, Object[] gateway) {
        Estate estate = translated(gateway);

        assertThat(mayReach(estate, "i-a", "i-d")).isFalse();
        assertThat(HostReach.of(estate).unread()).containsExactly("where nat-1 leads to");
    }

    @Test
    void aNatGatewayThatLeadsToTheInternetAloneIsNotTold() {
        Estate estate = Hosts.estate(network(
                "table",
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "nat-1")),
                "nine",
                subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                "ofNat",
                Network.table(
                        "rtb-2",
                        "vpc-1",
                        false,
                        List.of("subnet-2"),
                        route("10.0.0.0/16", "local"),
                        route("0.0.0.0/0", "igw-1")),
                "nat",
                Network.natGateway("routeTableId", "rtb-2")));

        assertThat(HostReach.of(estate).unread()).isEmpty();
    }

    private static Estate routed(String destination, String target) {
        return twoVpcs(route(destination, target), "groupB", group("sg-b").in("tcp", 22, 22, "10.0.1.0/24"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, arn:aws:networkmanager::111122223333:core-network/core-network-1",
        "10.9.0.0/16, lgw-1",
        "0.0.0.0/0, vpce-1",
        "0.0.0.0/0, eni-x"
    })
    void aRouteToAnotherVpcThatIsNotModelledIsToldOnce(String destination, String target) {
        Estate estate = routed(destination, target);

        assertThat(mayReach(estate, "i-a", "i-d")).isFalse();
        assertThat(HostReach.of(estate).unread()).containsExactly("where " + target + " leads to");
    }

    @ParameterizedTest
    @CsvSource({"10.8.0.0/16, lgw-1", "0.0.0.0/0, igw-1", "10.9.0.0/16, pcx-1"})
    void otherRoutesAreNot(String destination, String target) {
        assertThat(HostReach.of(routed(destination, target)).unread()).isEmpty();
    }
}
