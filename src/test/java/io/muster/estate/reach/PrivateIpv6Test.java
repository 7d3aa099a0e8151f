package io.muster.estate.reach;

import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.Subnet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A public subnet with two blocks of IPv6 addresses, the second of which is of a private scope of IPAM: it is of the customer's own public addresses,
 * and AWS does not advertise it.
 */
class PrivateIpv6Test {

    private static final String ADVERTISED = "2600:1f00:0:1::/64";
    private static final String HIDDEN = "2600:1f00:0:7::/64";

    private static Estate estate(MadeInterface host, String gateway, Object... more) {
        return Hosts.estate(SmallVpc.network(Network.with(
                new Object[] {
                    "public",
                    Made.of(
                            "subnet-1",
                            Parts.of(
                                    Subnet.class,
                                    "vpcId",
                                    "vpc-1",
                                    "cidrBlock",
                                    "10.0.1.0/24",
                                    "ipv6CidrBlocks",
                                    List.of(ADVERTISED, HIDDEN),
                                    "availabilityZone",
                                    SmallVpc.ZONE,
                                    "internetGatewayBlockMode",
                                    "off",
                                    "ownerId",
                                    Estates.ACCOUNT,
                                    "privateIpv6CidrBlocks",
                                    List.of(HIDDEN))),
                    "publicTable",
                    SmallVpc.publicTable(route("0.0.0.0/0", "igw-1"), route("::/0", gateway)),
                    "egressOnly",
                    Made.of("eigw-1", new EgressOnlyInternetGateway(List.of("vpc-1"))),
                    "a",
                    host
                },
                more)));
    }

    private static MadeInterface host(String... ipv6) {
        return eni("eni-a")
                .of("i-a")
                .in("subnet-1")
                .privateIps("10.0.1.10")
                .ipv6(ipv6)
                .groups("sg-1");
    }

    @ParameterizedTest
    @CsvSource({
        "2600:1f00:0:1::10, YES, '2600:1f00:0:1::10'",
        "2600:1f00:0:7::10, NO, private to AWS",
        "2600:1f00:0:1::10 2600:1f00:0:7::10, YES, '2600:1f00:0:1::10'"
    })
    void fromTheInternet(String ipv6, Reachable expected, String why) {
        MadeInterface host = host(ipv6.split(" ", -1));
        Estate estate = estate(host, "igw-1");

        Outcome outcome = Questions.of(estate).ask(SmallVpc.range("2001:4860::8"), Hosts.host(host), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
        assertThat(Reach.of(estate).fromInternet(host.resource()).reachable()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2600:1f00:0:1::10, igw-1, YES",
        "2600:1f00:0:1::10, eigw-1, YES",
        "2600:1f00:0:7::10, igw-1, NO",
        "2600:1f00:0:7::10, eigw-1, NO"
    })
    void toTheInternet(String ipv6, String gateway, Reachable expected) {
        MadeInterface host = host(ipv6);

        Outcome outcome =
                Questions.of(estate(host, gateway)).ask(Hosts.host(host), SmallVpc.range("2001:4860::8"), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** From a host of another VPC, to which nothing but the internet leads. */
    @ParameterizedTest
    @CsvSource({"2600:1f00:0:1::10, YES", "2600:1f00:0:7::10, NO"})
    void toItsAddressOverTheInternet(String ipv6, Reachable expected) {
        // given
        MadeInterface other = eni("eni-o")
                .of("i-o")
                .inVpc("vpc-9")
                .in("subnet-9")
                .privateIps("10.9.0.10")
                .ipv6("2600:1f99:0:1::10")
                .groups("sg-1");
        Estate estate = estate(
                host("2600:1f00:0:1::10", "2600:1f00:0:7::10"),
                "igw-1",
                "otherGateway",
                Network.gateway("igw-9", "vpc-9"),
                "otherSubnet",
                SmallVpc.subnet("subnet-9", "vpc-9", "10.9.0.0/24", "2600:1f99:0:1::/64", SmallVpc.ZONE),
                "otherTable",
                Network.mainTable("rtb-9", "vpc-9", route("2600:1f99::/56", "local"), route("::/0", "igw-9")),
                "otherAcl",
                Network.openAcl("acl-9", "subnet-9"),
                "other",
                other);

        // when
        Outcome outcome = Questions.of(estate).ask(Hosts.host(other), SmallVpc.range(ipv6), Hosts.SSH);

        // then
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** A load balancer that admits SSH by IPv6, whose only node has the address. */
    @ParameterizedTest
    @CsvSource({"2600:1f00:0:1::20, YES", "2600:1f00:0:7::20, NO"})
    void throughALoadBalancer(String ipv6, Reachable expected) {
        MadeInterface target =
                eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");
        Estate estate = estate(
                host("2600:1f00:0:7::10"),
                "igw-1",
                "balancer",
                Made.of(
                        "net/x/1",
                        Parts.of(
                                LoadBalancer.class,
                                "type",
                                "network",
                                "scheme",
                                "internet-facing",
                                "ipAddressType",
                                "dualstack",
                                "vpcId",
                                "vpc-1",
                                "subnetIds",
                                List.of("subnet-1"),
                                "listeners",
                                List.of(listener(22, "TCP", "app")))),
                "targets",
                targets("app", "instance", 22, false, "i-b"),
                "node",
                eni("eni-n")
                        .in("subnet-1")
                        .privateIps("10.0.1.20")
                        .ipv6(ipv6)
                        .type("network_load_balancer")
                        .requesterManaged("ELB net/x/1"));

        Outcome outcome = Questions.of(estate).ask(SmallVpc.range("2001:4860::8"), Hosts.host(target), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }
}
