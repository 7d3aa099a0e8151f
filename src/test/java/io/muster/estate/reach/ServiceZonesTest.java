package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancerParts.crossing;
import static io.muster.estate.reach.EndpointServicesTest.SERVICE;
import static io.muster.estate.reach.EndpointServicesTest.endpoint;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.subnet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From host A over an interface endpoint, in a zone of its own, to a host behind the Network Load Balancers of the service: each has a node in
 * one zone, that of the host or another.
 */
class ServiceZonesTest {

    static Stream<Arguments> zones() {
        return Stream.of(
                argumentSet("all in one zone", ZONE, List.of("subnet-9"), YES, "vpce-1 is connected to it"),
                argumentSet(
                        "nodes in both zones, the endpoint not in that of the target",
                        OTHER_ZONE,
                        List.of("subnet-8,subnet-9"),
                        UNKNOWN,
                        "whether net/0/1 sends traffic across zones"),
                argumentSet(
                        "nodes in both zones, the endpoint in that of the target",
                        ZONE,
                        List.of("subnet-8,subnet-9"),
                        YES,
                        "vpce-1 is connected to it"),
                argumentSet(
                        "no node in the zone of the endpoint",
                        OTHER_ZONE,
                        List.of("subnet-9"),
                        UNKNOWN,
                        "by which load balancer of vpce-svc-1 traffic passes"),
                argumentSet(
                        "two load balancers in the zone",
                        ZONE,
                        List.of("subnet-9", "subnet-9"),
                        UNKNOWN,
                        "by which load balancer of vpce-svc-1 traffic passes"),
                argumentSet(
                        "two load balancers, one in the zone",
                        ZONE,
                        List.of("subnet-9", "subnet-8"),
                        YES,
                        "vpce-1 is connected to it"));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void anEndpointLeadsToTheZonesOfTheService(
            String zoneOfEndpoint, List<String> balancers, Reachable expected, String why) {
        // given
        Estates estates = estates(zoneOfEndpoint, balancers, null);

        // when
        Outcome outcome = Questions.of(estates.build()).ask(host(A), host(FAR), SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    /** The endpoint is not in the zone of the target; the load balancer has nodes in both. */
    @ParameterizedTest
    @CsvSource({"true, YES", "false, NO", "use_load_balancer_configuration, UNKNOWN"})
    void toAnotherZoneAsTheTargetGroupSays(String crossZone, Reachable expected) {
        // given
        Estates estates = estates(OTHER_ZONE, List.of("subnet-8,subnet-9"), crossZone);

        // when
        Outcome outcome = Questions.of(estates.build()).ask(host(A), host(FAR), SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Estates estates(String zoneOfEndpoint, List<String> balancers, String crossZone) {
        Estates estates = Estates.estate()
                .with(network(
                                "two",
                                subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, zoneOfEndpoint),
                                "subnet8",
                                subnet("subnet-8", "vpc-2", "10.9.8.0/24", null, OTHER_ZONE),
                                "subnet9",
                                subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, ZONE),
                                "acl",
                                Network.openAcl("acl-1", "subnet-1", "subnet-2", "subnet-8", "subnet-9"),
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "10.9.0.0/16"),
                                "groupV",
                                group("sg-v").in("tcp", 22, 22, "10.0.0.0/16"),
                                "targets",
                                crossing("ssh", "i-d", crossZone),
                                "endpoint",
                                endpoint("available"),
                                "own",
                                eni("eni-v")
                                        .status("in-use")
                                        .in("subnet-2")
                                        .privateIps("10.0.2.30")
                                        .groups("sg-v"),
                                "service",
                                service(balancers.size()))
                        .values()
                        .toArray(Estates.Made[]::new))
                .with(A, FAR);
        for (int i = 0; i < balancers.size(); i++) {
            estates.with(balancer(i, List.of(balancers.get(i).split(","))));
        }
        return estates;
    }

    private static Estates.Made<?> service(int balancers) {
        return Made.of(
                "vpce-svc-1",
                Parts.of(
                        VpcEndpointService.class,
                        "serviceName",
                        SERVICE,
                        "loadBalancerArns",
                        Stream.iterate(0, i -> i + 1)
                                .limit(balancers)
                                .map(i -> Estates.REGION.arn(ResourceKind.LOAD_BALANCER, name(i)))
                                .toList()));
    }

    private static Estates.Made<?> balancer(int number, List<String> subnets) {
        return Made.of(
                name(number),
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "network",
                        "scheme",
                        "internal",
                        "ipAddressType",
                        "ipv4",
                        "vpcId",
                        "vpc-2",
                        "subnetIds",
                        subnets,
                        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
                        "off",
                        "listeners",
                        List.of(listener(22, "TCP", "ssh"))));
    }

    private static String name(int number) {
        return "net/" + number + "/1";
    }
}
