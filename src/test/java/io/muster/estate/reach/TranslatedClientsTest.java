package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From host a over a private NAT gateway and a peering connection to a Network Load Balancer, whose target b sees its client's address: that of the NAT
 * gateway, 100.64.1.5, where it keeps it, and that of its node, 10.2.1.5, where it does not.
 */
class TranslatedClientsTest {

    private static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();

    static Stream<Arguments> clients() {
        return Stream.of(
                argumentSet("a target that admits the NAT gateway", true, "100.64.1.5/32", 1, YES),
                argumentSet("a target that admits the host", true, "10.1.0.10/32", 1, NO),
                argumentSet("a target that admits the node", true, "10.2.1.5/32", 1, NO),
                argumentSet("a target that admits one of two addresses", true, "100.64.1.5/32", 2, UNKNOWN),
                argumentSet("a target that admits both addresses", true, "100.64.1.4/30", 2, YES),
                argumentSet("a target that sees the node", false, "10.2.1.5/32", 1, YES),
                argumentSet("a target that sees the node, and admits the NAT gateway", false, "100.64.1.5/32", 1, NO),
                argumentSet("a target that may see either", null, "100.64.1.5/32", 1, UNKNOWN),
                argumentSet("a target that may see either, and admits the host", null, "10.1.0.10/32", 1, NO));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aTargetSeesTheNatGatewayWhereAddressesAreKept(
            Boolean preserves, String admitted, int addresses, Reachable expected) {
        Estate estate = network(preserves, admitted, addresses).estate();

        Outcome outcome =
                Questions.of(estate).ask(ReachCase.host(estate, "eni-a"), ReachCase.host(estate, "eni-b"), HTTPS);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static GuideNetwork network(Boolean preserves, String admitted, int addresses) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-1", "10.1.0.0/16", "100.64.1.0/24")
                .vpc("vpc-2", "10.2.0.0/16")
                .peering("pcx-1", "vpc-1", "vpc-2")
                .subnet("a", "vpc-1", "10.1.0.0/24", "10.2.0.0/16 nat-1")
                .subnet("n", "vpc-1", "100.64.1.0/25", "10.2.0.0/16 pcx-1")
                .subnet("b", "vpc-2", "10.2.0.0/24")
                .subnet("m", "vpc-2", "10.2.1.0/24", "100.64.1.0/24 pcx-1")
                .with(nat(addresses))
                .with(group("sg-b").of("vpc-2").in("tcp", 443, 443, admitted))
                .with(eni("eni-node")
                        .type("network_load_balancer")
                        .requesterManaged("ELB net/x/1")
                        .inVpc("vpc-2")
                        .in("subnet-m")
                        .privateIps("10.2.1.5"))
                .with(balancer(), targets(preserves));
        return network.with(network.made("b", "b", "10.2.0.10").groups("sg-b"));
    }

    private static Estates.Made<?> nat(int addresses) {
        return Made.of(
                "nat-1",
                Parts.of(
                        NatGateway.class,
                        "state",
                        "available",
                        "connectivityType",
                        "private",
                        "vpcId",
                        "vpc-1",
                        "subnetId",
                        "subnet-n",
                        "addresses",
                        Stream.of("100.64.1.5", "100.64.1.6")
                                .limit(addresses)
                                .map(ip -> Parts.of(NatGatewayAddress.class, "privateIp", ip))
                                .toList()));
    }

    private static Estates.Made<?> balancer() {
        return Made.of(
                "net/x/1",
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "network",
                        "scheme",
                        "internal",
                        "state",
                        "active",
                        "ipAddressType",
                        "ipv4",
                        "vpcId",
                        "vpc-2",
                        "subnetIds",
                        List.of("subnet-m"),
                        "securityGroupIds",
                        List.of(),
                        "listeners",
                        List.of(Network.listener(443, "TCP", "tg"))));
    }

    private static Estates.Made<?> targets(Boolean preserves) {
        return Made.of(
                "tg",
                new TargetGroup(
                        "instance",
                        "TCP",
                        443,
                        "vpc-2",
                        "ipv4",
                        List.of(),
                        preserves,
                        null,
                        null,
                        null,
                        List.of(new Target("i-b", null, null, "healthy", null)),
                        null));
    }
}
