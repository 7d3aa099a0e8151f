package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interfaces of Lambda and of interface endpoints, whose groups let everything through: what they take and send is less. */
class ManagedInterfacesTest {

    private static final Endpoint CLIENT = range("8.8.8.8");
    private static final Endpoint CLIENT6 = range("2001:4860::8888");

    private static MadeInterface managed(String type) {
        return eni("eni-m")
                .type(type)
                .status("in-use")
                .in("subnet-1")
                .privateIps("10.0.1.30")
                .publicIps("52.0.0.30")
                .ipv6("2600:1f00:0:1::30")
                .groups("sg-m");
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                argumentSet("from a host", "eni-b", "eni-m", "tcp", NO),
                argumentSet("from its subnet", "eni-a", "eni-m", "tcp", NO),
                argumentSet("from a range", range("10.0.2.0/24"), "eni-m", "tcp", NO),
                argumentSet("from the internet", CLIENT, "eni-m", "tcp", NO),
                argumentSet("to a host", "eni-m", "eni-b", "tcp", YES),
                argumentSet("to a host, of UDP", "eni-m", "eni-b", "udp", YES),
                argumentSet("to a host, of ICMP", "eni-m", "eni-b", "icmp", NO),
                argumentSet("to its subnet, of ICMP", "eni-m", "eni-a", "icmp", NO),
                argumentSet("to the internet", "eni-m", CLIENT, "tcp", YES),
                argumentSet("to the internet, of ICMP", "eni-m", CLIENT, "icmp", NO));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionsSendAndTakeAsDocumented(Object from, Object to, String protocol, Reachable expected) {
        check("lambda", from, to, protocol, expected);
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                argumentSet("TCP", "eni-b", "eni-m", "tcp", YES),
                argumentSet("UDP", "eni-b", "eni-m", "udp", UNKNOWN),
                argumentSet("ICMP", "eni-b", "eni-m", "icmp", NO),
                argumentSet("GRE", "eni-a", "eni-m", "47", NO),
                argumentSet("TCP from a range", range("10.0.2.0/24"), "eni-m", "tcp", YES),
                argumentSet("ICMP from a range", range("10.0.2.0/24"), "eni-m", "icmp", NO),
                argumentSet("TCP from the internet by IPv6", CLIENT6, "eni-m", "tcp", YES),
                argumentSet("ICMP from the internet by IPv6", CLIENT6, "eni-m", "icmpv6", NO));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void endpointsSendAndTakeAsDocumented(Object from, Object to, String protocol, Reachable expected) {
        check("vpc_endpoint", from, to, protocol, expected);
    }

    private static void check(String type, Object from, Object to, String protocol, Reachable expected) {
        Estate estate =
                Hosts.estate(network("managed", managed(type), "managedGroup", open("sg-m"), "group", open("sg-1")));
        Integer port = protocol.equals("tcp") || protocol.equals("udp") ? 443 : null;

        Outcome outcome = Questions.of(estate)
                .ask(
                        end(estate, from),
                        end(estate, to),
                        ServiceRange.asked(protocol, port).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static MadeGroup open(String id) {
        return group(id)
                .in("-1", null, null, "0.0.0.0/0")
                .in("-1", null, null, "::/0")
                .out("-1", null, null, "0.0.0.0/0")
                .out("-1", null, null, "::/0");
    }

    private static Endpoint end(Estate estate, Object side) {
        return side instanceof Endpoint endpoint ? endpoint : ReachCase.host(estate, (String) side);
    }

    /** What is kept of the exposure says the same as the path. */
    @ParameterizedTest
    @MethodSource("types")
    void theExposureSaysTheSameAsThePath(String type, Reachable tcp, Reachable all) {
        Estate estate = Hosts.estate(network("managed", managed(type), "managedGroup", open("sg-m")));
        var eni = managed(type).resource();

        assertThat(Reach.of(estate).fromInternet(eni).reachable()).isEqualTo(tcp);
        assertThat(Reach.of(estate)
                        .askInternet(eni, Traffic.of(ServiceRange.protocol(1), Internet.PUBLIC))
                        .reachable())
                .isEqualTo(all);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("lambda", NO, NO),
                Arguments.of("vpc_endpoint", YES, NO),
                Arguments.of("interface", YES, YES));
    }
}
