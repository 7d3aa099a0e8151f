package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.EndpointServicesTest.SERVICE;
import static io.muster.estate.reach.EndpointServicesTest.endpoint;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From host A over an interface endpoint of an endpoint service to the host behind it, and to the interface of the endpoint, by TCP and UDP. */
class EndpointProtocolsTest {

    private static final MadeInterface ENDPOINT = eni("eni-v")
            .type("vpc_endpoint")
            .status("in-use")
            .in("subnet-2")
            .privateIps("10.0.2.30")
            .groups("sg-v");

    @ParameterizedTest(name = "a listener of {0}, asked by {1} at {2}")
    @CsvSource({
        "TCP, tcp, 53, YES, YES",
        "TCP, udp, 53, NO, NO",
        "UDP, udp, 53, YES, YES",
        "UDP, udp, 54, NO, NO",
        "TCP_UDP, udp, 53, YES, YES",
        "TCP_UDP, tcp, 53, YES, YES",
        "SCTP, udp, 53, UNKNOWN, UNKNOWN",
    })
    void ofOneBalancer(String listens, String asked, int port, Reachable toHost, Reachable toEndpoint) {
        Estate estate = estate(listener(53, listens, "dns"));
        ServiceRange services = ServiceRange.asked(asked, port).orElseThrow();

        Outcome host = Questions.of(estate).ask(Hosts.host(A), Hosts.host(FAR), services);
        Outcome interfaceOfEndpoint = Questions.of(estate).ask(Hosts.host(A), Hosts.host(ENDPOINT), services);

        assertThat(host.reachable()).as("%s", host).isEqualTo(toHost);
        assertThat(interfaceOfEndpoint.reachable())
                .as("%s", interfaceOfEndpoint)
                .isEqualTo(toEndpoint);
    }

    @ParameterizedTest
    @CsvSource({"udp, UNKNOWN", "tcp, YES"})
    void ofAServiceThatIsNotKnown(String asked, Reachable expected) {
        Estate estate = Network.estate(Stream.concat(
                        Hosts.network(
                                "groupV",
                                group("sg-v").in("-1", null, null, "10.0.0.0/16"),
                                "endpoint",
                                endpoint("available"))
                                .values()
                                .stream(),
                        Stream.of(A, ENDPOINT))
                .toArray(Estates.Made[]::new));

        Outcome outcome = Questions.of(estate)
                .ask(
                        Hosts.host(A),
                        Hosts.host(ENDPOINT),
                        ServiceRange.asked(asked, 53).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Estate estate(Listener listener) {
        return Network.estate(Stream.concat(
                        Hosts.network(
                                "subnet9",
                                subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                                "balancer",
                                Network.ofService("off", listener),
                                "targets",
                                Made.of(
                                        "dns",
                                        new TargetGroup(
                                                "instance",
                                                "TCP_UDP",
                                                53,
                                                "vpc-2",
                                                "ipv4",
                                                List.of(),
                                                true,
                                                null,
                                                null,
                                                null,
                                                List.of(new Target("i-d", null, null, "healthy", null)),
                                                null)),
                                "service",
                                Network.endpointService(SERVICE),
                                "endpoint",
                                endpoint("available"),
                                "acl",
                                openAcl("acl-1", "subnet-1", "subnet-2", "subnet-9"),
                                "groupV",
                                group("sg-v").in("-1", null, null, "10.0.0.0/16"),
                                "groupOfBalancer",
                                group("sg-lb").out("-1", null, null, "0.0.0.0/0"),
                                "groupB",
                                group("sg-b").in("-1", null, null, "10.9.0.0/24"))
                                .values()
                                .stream(),
                        Stream.of(A, FAR, ENDPOINT))
                .toArray(Estates.Made[]::new));
    }
}
