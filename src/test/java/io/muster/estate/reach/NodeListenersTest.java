package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The interface of a load balancer, whose security group admits everything, answers where a listener takes the port. */
class NodeListenersTest {

    private static final Listener REDIRECT =
            new Listener("listener-80", 80, "HTTP", null, List.of(), List.of("redirect"), List.of(), null, List.of());
    private static final Listener UNREAD =
            new Listener("listener-?", null, null, null, List.of(), List.of(), List.of(), null, null);

    private static MadeInterface node(String description) {
        return eni("eni-n")
                .in("subnet-2")
                .privateIps("10.0.2.20")
                .publicIps("52.0.0.1")
                .groups("sg-lb")
                .requesterManaged(description);
    }

    private static Estates.Made<?> application(Listener... listeners) {
        return balancer("app/in/1", "application", "internet-facing", List.of("subnet-2"), List.of("sg-lb"), listeners);
    }

    private static Estates.Made<?> unread(String name) {
        return Made.of(name, Parts.of(LoadBalancer.class, "type", "application", "listeners", null));
    }

    private static Estates.Made<?> classic() {
        return classicBalancer(
                "old", "internet-facing", List.of("subnet-2"), List.of("sg-lb"), classicListener(443, "SSL", 80));
    }

    private static Estates world(MadeInterface node, Estates.Made<?> balancer) {
        Estates estate = Estates.estate();
        network(
                        "a",
                        Hosts.A,
                        "table",
                        mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "igw-1")),
                        "node",
                        node,
                        "balancer",
                        balancer,
                        "groupOfBalancer",
                        group("sg-lb").in("-1", null, null, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"))
                .values()
                .forEach(estate::with);
        return estate;
    }

    static Stream<Arguments> ports() {
        String app = "ELB app/in/1";
        return Stream.of(
                argumentSet("a listener that forwards", app, application(listener(443, "HTTPS")), 443, YES),
                argumentSet("a port without a listener", app, application(listener(443, "HTTPS")), 22, NO),
                argumentSet("a listener of UDP", app, application(listener(53, "UDP")), 53, NO),
                argumentSet("a listener of both", app, application(listener(53, "TCP_UDP")), 53, YES),
                argumentSet("a listener that redirects", app, application(REDIRECT), 80, YES),
                argumentSet("no listeners", app, application(), 443, NO),
                argumentSet("listeners that were not read", app, unread("app/in/1"), 443, UNKNOWN),
                argumentSet("a listener that was not read", app, application(REDIRECT, UNREAD), 443, UNKNOWN),
                argumentSet("beside one that was", app, application(REDIRECT, UNREAD), 80, YES),
                argumentSet("another load balancer", "ELB app/out/2", application(REDIRECT), 80, UNKNOWN),
                argumentSet("a Gateway Load Balancer", "ELB gwy/in/1", application(REDIRECT), 22, YES),
                argumentSet("a Classic Load Balancer", "ELB old", classic(), 443, YES),
                argumentSet("a port that one has no listener for", "ELB old", classic(), 80, NO),
                argumentSet("an interface of another service", "VPC Endpoint", application(REDIRECT), 22, YES));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aPortIsAnsweredWhereAListenerTakesIt(
            String description, Estates.Made<?> balancer, int port, Reachable expected) {
        // given
        Estate estate = world(node(description), balancer).build();
        Resource<NetworkInterface> node = node(description).resource();
        ServiceRange asked = ServiceRange.asked("tcp", port).orElseThrow();
        Endpoint host = new Endpoint.Host(List.of(Hosts.A.resource()));
        Endpoint target = new Endpoint.Host(List.of(node));

        // when
        Exposed exposed = Reach.of(estate).fromInternet(node);

        // then
        Traffic wanted = Traffic.of(asked, Internet.PUBLIC);
        assertThat(Reach.of(estate).askInternet(node, wanted).reachable()).isEqualTo(expected);
        assertThat(exposed.certain().intersect(wanted).isEmpty()).isEqualTo(expected != YES);
        assertThat(exposed.possible().intersect(wanted).isEmpty()).isEqualTo(expected == NO);
        for (Endpoint from : List.of(host, new Endpoint.Range(CidrSet.parse("10.0.1.0/24")))) {
            assertThat(Questions.of(estate).ask(from, target, asked).reachable())
                    .as("from %s", from)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"ELB app/in/1, YES", "ELB old, YES", "ELB net/in/1, UNKNOWN"})
    void answersEchoRequestsAsItsGroupsAdmitThem(String description, Reachable expected) {
        // given
        Estates.Made<?> balancer = description.endsWith("old")
                ? classic()
                : balancer(
                        description.substring("ELB ".length()),
                        "application",
                        "internet-facing",
                        List.of("subnet-2"),
                        List.of("sg-lb"));
        Resource<NetworkInterface> node = node(description).resource();
        Traffic ping = Traffic.of(Answers.request(ServiceRange.ICMP), Internet.PUBLIC);

        // when
        Outcome outcome = Reach.of(world(node(description), balancer).build()).askInternet(node, ping);

        // then
        assertThat(outcome.reachable()).isEqualTo(expected);
        assertThat(outcome.missing()).hasSize(expected == UNKNOWN ? 1 : 0);
    }

    @Test
    void anInstanceThatCallsItselfALoadBalancerIsNone() {
        MadeInterface own = eni("eni-n")
                .of("i-n")
                .in("subnet-2")
                .publicIps("52.0.0.1")
                .groups("sg-lb")
                .described("ELB app/in/1");
        Estate estate = world(own, application(REDIRECT)).build();

        assertThat(Reach.of(estate).fromInternet(own.resource()).certain().serves(6 * 65_536 + 22))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ELB app/in/1, LOAD_BALANCER", "ELB old, CLASSIC_LOAD_BALANCER"})
    void theCellOfLoadBalancersThatWereNotReadIsNamed(String description, ResourceKind kind) {
        // given
        Estate estate = world(node(description), group("sg-9")).without(kind).build();

        // when
        Outcome outcome = Reach.of(estate).askInternet(node(description).resource());

        // then
        assertThat(outcome.reachable()).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).containsExactly(kind + " in eu-central-1");
    }

    /** A Network Load Balancer that was made without a security group admits all addresses, those of the VPC as well. */
    @Test
    void anOpenNetworkLoadBalancerAdmitsItsVpc() {
        // given
        MadeInterface open = eni("eni-n")
                .type("network_load_balancer")
                .in("subnet-2")
                .privateIps("10.0.2.20")
                .groups()
                .requesterManaged("ELB net/in/1");
        Estate estate = world(
                        open,
                        balancer(
                                "net/in/1",
                                "network",
                                "internal",
                                List.of("subnet-2"),
                                List.of(),
                                listener(443, "TCP")))
                .build();

        // when
        Outcome outcome = Questions.of(estate)
                .ask(
                        new Endpoint.Range(CidrSet.parse("10.0.1.0/24")),
                        new Endpoint.Host(List.of(open.resource())),
                        ServiceRange.asked("tcp", 443).orElseThrow());

        // then
        assertThat(outcome.reachable()).isEqualTo(YES);
    }
}
