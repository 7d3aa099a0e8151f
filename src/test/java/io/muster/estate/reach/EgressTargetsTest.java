package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.serviceEndpoint;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the targets of routes let out of a VPC: NAT gateways by protocol, gateway endpoints, and peering. */
class EgressTargetsTest {

    static Stream<Arguments> byProtocol() {
        return Stream.of(
                Arguments.of("tcp", 443, YES),
                Arguments.of("udp", 53, YES),
                Arguments.of("icmp", null, YES),
                Arguments.of("47", null, NO),
                Arguments.of("-1", null, YES));
    }

    @ParameterizedTest
    @MethodSource
    void byProtocol(String protocol, Integer port, Reachable expected) {
        // given
        Map<String, Estates.Made<?>> parts = network(
                "table",
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1")),
                "main",
                mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "igw-1")),
                "nat",
                natGateway("subnetId", "subnet-2"));

        // when
        Outcome outcome = Questions.of(estate(parts))
                .ask(
                        host(A),
                        new Endpoint.Everyone(),
                        ServiceRange.asked(protocol, port).orElseThrow());

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.admitted().serves(47 * ServiceRange.PROTOCOL_SIZE)).isFalse();
    }

    /** An active route shows a gateway that is not listed. */
    @ParameterizedTest
    @CsvSource({"vpc-1, YES", "vpc-9, NO", ", YES"})
    void byAnEgressOnlyGatewayOfTheVpc(String attached, Reachable expected) {
        // given
        MadeInterface host =
                eni("eni-6").of("i-6").in("subnet-1").groups("sg-a").ipv6("2600:1f18::10");
        Estates.Made<?> gateway = attached == null
                ? mainTable("rtb-2", "vpc-1")
                : Made.of("eigw-1", new EgressOnlyInternetGateway(List.of(attached)));
        Map<String, Estates.Made<?>> parts = network(
                "host",
                host,
                "table",
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("::/0", "eigw-1")),
                "group",
                group("sg-a").out("tcp", 443, 443, "::/0"),
                "gateway",
                gateway);

        // when
        Outcome outcome = Questions.of(estate(parts))
                .ask(
                        host(host),
                        new Endpoint.Everyone(),
                        ServiceRange.asked("tcp", 443).orElseThrow());

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> byNat64() {
        MadeInterface six = eni("eni-6").of("i-6").in("subnet-1").groups("sg-6").ipv6("2600:1f18::10");
        MadeInterface four =
                eni("eni-4").of("i-4").in("subnet-1").groups("sg-6").privateIps("10.0.1.44");
        Endpoint embedded = new Endpoint.Range(CidrSet.parse("64:ff9b::808:808"));
        return Stream.of(
                argumentSet("an IPv4 address", six, embedded, "tcp", UNKNOWN, "available", "igw-1"),
                argumentSet("the internet", six, new Endpoint.Everyone(), "tcp", UNKNOWN, "available", "igw-1"),
                argumentSet("a protocol that is not translated", six, embedded, "47", NO, "available", "igw-1"),
                argumentSet("by a gateway that is gone", six, embedded, "tcp", NO, "deleted", "igw-1"),
                argumentSet("by a gateway without a way out", six, embedded, "tcp", NO, "available", "local"),
                argumentSet("from an interface of IPv4", four, embedded, "tcp", NO, "available", "igw-1"));
    }

    @ParameterizedTest
    @MethodSource
    void byNat64(MadeInterface from, Endpoint to, String protocol, Reachable expected, String state, String wayOut) {
        // given
        Map<String, Estates.Made<?>> parts = network(
                "table",
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("64:ff9b::/96", "nat-1")),
                "main",
                mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", wayOut)),
                "nat",
                natGateway("state", state, "subnetId", "subnet-2"),
                "group6",
                group("sg-6").out("-1", null, null, "::/0"));

        // when
        Outcome outcome = Questions.of(estate(parts))
                .ask(host(from), to, ServiceRange.asked(protocol, null).orElseThrow());

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.missing()).isEqualTo(expected == UNKNOWN ? Set.of("where NAT64 of nat-1 leads") : Set.of());
    }

    static Stream<Arguments> byEndpoint() {
        Estates.Made<?> open = serviceEndpoint("Gateway", "available");
        return Stream.of(
                argumentSet("an address of the service", "52.216.7.7", YES, network(toService("endpoint", open))),
                argumentSet("another address", "54.222.57.1", NO, network(toService("endpoint", open))),
                argumentSet(
                        "an endpoint that is gone",
                        "52.216.7.7",
                        NO,
                        network(toService("endpoint", serviceEndpoint("Gateway", "deleted")))),
                argumentSet(
                        "an endpoint of an appliance",
                        "52.216.7.7",
                        UNKNOWN,
                        network(toService("endpoint", serviceEndpoint("GatewayLoadBalancer", "available")))),
                argumentSet("an endpoint that was not read", "52.216.7.7", UNKNOWN, network(toService())),
                argumentSet(
                        "a prefix list that was not read",
                        "52.216.7.7",
                        UNKNOWN,
                        network(toService("endpoint", open, "list", unreadList()))),
                argumentSet(
                        "a prefix list that was not read, to an appliance",
                        "10.7.0.1",
                        UNKNOWN,
                        network(toService(
                                "endpoint",
                                serviceEndpoint("GatewayLoadBalancer", "available"),
                                "list",
                                unreadList()))),
                argumentSet(
                        "an endpoint where no group lets out",
                        "52.216.7.7",
                        NO,
                        network(toService("endpoint", open, "groupA", group("sg-a")))));
    }

    private static Object[] toService(Object... changes) {
        return with(
                new Object[] {
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("pl-1", "vpce-1")),
                    "list",
                    Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "52.216.0.0/15")
                },
                changes);
    }

    private static Estates.Made<?> unreadList() {
        return Made.unreadableList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS");
    }

    @ParameterizedTest
    @MethodSource
    void byEndpoint(String to, Reachable expected, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts))
                .ask(
                        host(A),
                        new Endpoint.Range(CidrSet.parse(to)),
                        ServiceRange.asked("tcp", 443).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<Arguments> byPeering() {
        Estates.Made<?> back =
                mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"));
        return Stream.of(
                argumentSet("a subnet of the peered VPC", "10.9.0.0/25", YES, network(peered("far", back))),
                argumentSet("no subnet of it that is known", "10.9.5.0/24", UNKNOWN, network(peered("far", back))),
                argumentSet("a subnet without a way back", "10.9.0.0/25", UNKNOWN, network(peered())));
    }

    private static Object[] peered(Object... changes) {
        return with(
                new Object[] {
                    "nine",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1"))
                },
                changes);
    }

    @ParameterizedTest
    @MethodSource
    void byPeering(String to, Reachable expected, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts))
                .ask(
                        host(A),
                        new Endpoint.Range(CidrSet.parse(to)),
                        ServiceRange.asked("tcp", 443).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @Test
    void anEndpointIsNoWayToTheInternet() {
        Outcome outcome = Questions.of(estate(network(toService("endpoint", serviceEndpoint("Gateway", "available")))))
                .ask(host(A), new Endpoint.Everyone(), ServiceRange.ALL);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(NO);
    }
}
