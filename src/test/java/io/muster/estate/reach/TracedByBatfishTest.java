package io.muster.estate.reach;

import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.TracedNetworks.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.traffic.ServiceRange;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flows of which the end-to-end tests of Batfish say where they end, in small networks of the same shape. What these stop at a default
 * security group alone is let through here, so that the way counts.
 *
 * @see <a href="https://github.com/batfish/batfish/tree/master/projects/batfish/src/test/java/org/batfish/representation/aws">The tests</a>
 */
class TracedByBatfishTest {

    private static final String NO_SUBNET = "no subnet";

    /** VPC A is peered with B and with C, which have the same range: AwsConfigurationVpcPeeringTest. */
    static Stream<Arguments> peering() {
        return Stream.of(
                argumentSet("a to b", host("a"), host("b"), YES, "pcx-b"),
                argumentSet("b to a", host("b"), host("a"), YES, "pcx-b"),
                argumentSet("a to c", host("a"), host("c"), YES, "pcx-c"),
                argumentSet("b to c", host("b"), host("c"), NO, "192.168.0.0/16 to local"),
                argumentSet("a to no route", host("a"), range("192.168.100.1"), NO, "no route"),
                argumentSet("b to an address of no subnet", host("b"), range("10.10.100.1"), NO, NO_SUBNET),
                argumentSet("b to an unused address of a subnet", host("b"), range("10.10.10.11"), YES, "pcx-b"),
                argumentSet("from an address of no subnet", range("10.10.100.1"), host("b"), NO, NO_SUBNET));
    }

    @ParameterizedTest
    @MethodSource("peering")
    void peeringEndsWhereBatfishSays(Object from, Object to, Reachable expected, String why) {
        check(TracedNetworks.peered(), from, to, "tcp", 22, expected, why);
    }

    /** VPC A has a second subnet in a zone without an attachment: AwsConfigurationTransitGatewayTest. */
    static Stream<Arguments> transitGateway() {
        String elsewhere = "no subnet in the Availability Zone of subnet-a2";
        return Stream.of(
                argumentSet("a to b", host("a"), host("b"), YES, "tgw-rtb-1"),
                argumentSet("b to a", host("b"), host("a"), YES, "tgw-rtb-1"),
                argumentSet("a2 to b", host("a2"), host("b"), NO, elsewhere),
                argumentSet("b to a2", host("b"), host("a2"), NO, elsewhere),
                argumentSet("to an unused address", host("a"), range("192.168.1.7"), YES, "tgw-rtb-1"),
                argumentSet("from an unused address", range("192.168.1.7"), host("a"), YES, "tgw-1"),
                argumentSet("to an address of no subnet", host("a"), range("192.168.7.1"), NO, NO_SUBNET),
                argumentSet("from an address of no subnet", range("192.168.7.1"), host("a"), NO, NO_SUBNET));
    }

    @ParameterizedTest
    @MethodSource
    void transitGateway(Object from, Object to, Reachable expected, String why) {
        check(TracedNetworks.attached(), from, to, "tcp", 22, expected, why);
    }

    /** A private subnet behind a NAT gateway: AwsConfigurationNatGatewayTest, and an address of no subnet of one's own VPC. */
    static Stream<Arguments> natGateway() {
        String nat = "a NAT gateway takes no connections";
        return Stream.of(
                argumentSet("to the internet", host("s"), range("8.8.8.8"), "tcp", YES, "nat-1"),
                argumentSet("of another protocol", host("s"), range("8.8.8.8"), "107", NO, "TCP, UDP and ICMP"),
                argumentSet("from the internet", new Endpoint.Everyone(), host("nat"), "tcp", NO, nat),
                argumentSet("from its subnet", host("p"), range("10.1.250.210"), "tcp", NO, nat),
                argumentSet("from another subnet", host("s"), range("10.1.250.210"), "tcp", NO, nat),
                argumentSet("by its public address", host("s"), range("3.135.127.225"), "tcp", NO, nat),
                argumentSet("from an unknown host", range("10.1.1.99"), host("nat"), "tcp", NO, nat),
                argumentSet("to no subnet", host("s"), range("10.1.77.1"), "tcp", NO, NO_SUBNET),
                argumentSet("from no subnet", range("10.1.77.1"), host("s"), "tcp", NO, NO_SUBNET));
    }

    @ParameterizedTest
    @MethodSource
    void natGateway(Object from, Object to, String protocol, Reachable expected, String why) {
        check(TracedNetworks.translated(), from, to, protocol, null, expected, why);
    }

    /**
     * To the public address of a host, its group decides, as the public address of the NAT gateway meets it:
     * AwsConfigurationPublicPrivateSubnetTest asks so, and AwsConfigurationPublicSubnetTest.
     */
    static Stream<Arguments> publicAddresses() {
        return Stream.of(
                argumentSet("of a port that the group admits", range("13.58.55.60"), 22, YES, "sg-p"),
                argumentSet("of another port", range("13.58.55.60"), 80, NO, "sg-p"),
                argumentSet("of others as well", range("13.58.55.60/31"), 80, YES, "igw-1"));
    }

    @ParameterizedTest
    @MethodSource
    void publicAddresses(Object to, int port, Reachable expected, String why) {
        check(TracedNetworks.translated(), host("s"), to, "tcp", port, expected, why);
    }

    /** Two servers in two zones behind an internal load balancer: AwsConfigurationLoadBalancerTest. */
    static Stream<Arguments> balancer() {
        return Stream.of(
                argumentSet("a server in the one zone", host("s1"), 22, YES, "tg"),
                argumentSet("a server in the other", host("s2"), 22, YES, "tg"),
                argumentSet("another port of a server", host("s2"), 23, NO, "sg-server"),
                argumentSet("the port of the listener", range("10.1.1.5"), 80, YES, "a listener takes"),
                argumentSet("another port of the node", range("10.1.1.5"), 81, NO, "no listener takes"));
    }

    @ParameterizedTest
    @MethodSource("balancer")
    void aBalancedFlowEndsWhereBatfishSays(Object to, int port, Reachable expected, String why) {
        check(TracedNetworks.balanced(), host("client"), to, "tcp", port, expected, why);
    }

    private static void check(
            Estate estate, Object from, Object to, String protocol, Integer port, Reachable expected, String why) {
        ServiceRange services = ServiceRange.asked(protocol, port).orElseThrow();

        Outcome outcome = Questions.of(estate).ask(endpoint(estate, from), endpoint(estate, to), services);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    private static Endpoint endpoint(Estate estate, Object side) {
        return side instanceof Endpoint endpoint ? endpoint : ReachCase.host(estate, (String) side);
    }
}
