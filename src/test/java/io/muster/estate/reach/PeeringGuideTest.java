package io.muster.estate.reach;

import static io.muster.estate.reach.GuideNetwork.ANY;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The configurations of the guide to VPC peering with routes to a whole CIDR block, and those that do not work.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-full-access.html">Routes to an entire CIDR block</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering limitations</a>
 */
class PeeringGuideTest extends GuideAnswers {

    private static final String OFFICE = "192.168.1.0/24";

    static Stream<Arguments> examples() {
        return Stream.of(whole(), invalid()).flatMap(examples -> examples);
    }

    private static Stream<Arguments> whole() {
        return Stream.of(
                        example("Two VPCs peered together", two(), "a b YES", "b a YES", "a 10.0.7.7 NO"),
                        example("Two VPCs without a route back", two().table("b"), "a b NO", "b a NO"),
                        example(
                                "Two VPCs peered together for IPv6",
                                ofIpv6(true),
                                "a b YES",
                                "b a YES",
                                "a 2001:db8:5678:bb00::10 YES"),
                        example("Two VPCs with IPv6 whose routes are of IPv4 alone", ofIpv6(false), "a6 b6 NO"),
                        example(
                                "Two VPCs with multiple CIDRs",
                                ofTwoBlocks(),
                                "a b YES",
                                "a d YES",
                                "c b YES",
                                "c d YES",
                                "d c YES",
                                "a c YES"),
                        example(
                                "One VPC peered with two VPCs",
                                three(),
                                "a b YES",
                                "b a YES",
                                "a c YES",
                                "c a YES",
                                "b c NO",
                                "c b NO"),
                        example(
                                "Transitive peering",
                                three().table("b", "172.16.0.0/16 pcx-12121212", "192.168.0.0/16 pcx-12121212")
                                        .table("c", "172.16.0.0/16 pcx-23232323", "10.0.0.0/16 pcx-23232323"),
                                "b c NO",
                                "c b NO",
                                "a b YES",
                                "b 192.168.0.10 NO",
                                "10.0.0.10 c NO"),
                        example(
                                "Three VPCs peered together",
                                three().peering("pcx-bbbbcccc", "vpc-b", "vpc-c")
                                        .table("b", "172.16.0.0/16 pcx-12121212", "192.168.0.0/16 pcx-bbbbcccc")
                                        .table("c", "172.16.0.0/16 pcx-23232323", "10.0.0.0/16 pcx-bbbbcccc"),
                                "b c YES",
                                "c b YES",
                                "a c YES"))
                .flatMap(example -> example);
    }

    private static GuideNetwork two() {
        return new GuideNetwork()
                .vpc("vpc-a", "172.16.0.0/16")
                .vpc("vpc-b", "10.0.0.0/16")
                .subnet("a", "vpc-a", "172.16.0.0/24", "10.0.0.0/16 pcx-11112222")
                .subnet("b", "vpc-b", "10.0.0.0/24", "172.16.0.0/16 pcx-11112222")
                .peering("pcx-11112222", "vpc-a", "vpc-b");
    }

    private static GuideNetwork ofIpv6(boolean isRouted) {
        String[] toB = {
            "10.0.0.0/16 pcx-11112222", isRouted ? "2001:db8:5678:bb00::/56 pcx-11112222" : "10.1.0.0/16 tgw-1"
        };
        String[] toA = {
            "172.16.0.0/16 pcx-11112222", isRouted ? "2001:db8:1234:aa00::/56 pcx-11112222" : "10.1.0.0/16 tgw-1"
        };
        return new GuideNetwork()
                .vpc("vpc-a", "172.16.0.0/16", "2001:db8:1234:aa00::/56")
                .vpc("vpc-b", "10.0.0.0/16", "2001:db8:5678:bb00::/56")
                .subnet("a", "vpc-a", "172.16.0.0/24 2001:db8:1234:aa00::/64", toB)
                .subnet("b", "vpc-b", "10.0.0.0/24 2001:db8:5678:bb00::/64", toA)
                .host("a6", "a", "2001:db8:1234:aa00::66")
                .host("b6", "b", "2001:db8:5678:bb00::66")
                .peering("pcx-11112222", "vpc-a", "vpc-b");
    }

    private static GuideNetwork ofTwoBlocks() {
        String[] toB = {"10.2.0.0/16 pcx-aaaabbbb", "10.3.0.0/16 pcx-aaaabbbb"};
        String[] toA = {"10.0.0.0/16 pcx-aaaabbbb", "10.1.0.0/16 pcx-aaaabbbb"};
        return new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16", "10.1.0.0/16")
                .vpc("vpc-b", "10.2.0.0/16", "10.3.0.0/16")
                .subnet("a", "vpc-a", "10.0.0.0/24", toB)
                .subnet("c", "vpc-a", "10.1.0.0/24", toB)
                .subnet("b", "vpc-b", "10.2.0.0/24", toA)
                .subnet("d", "vpc-b", "10.3.0.0/24", toA)
                .peering("pcx-aaaabbbb", "vpc-a", "vpc-b");
    }

    private static GuideNetwork three() {
        return new GuideNetwork()
                .vpc("vpc-a", "172.16.0.0/16")
                .vpc("vpc-b", "10.0.0.0/16")
                .vpc("vpc-c", "192.168.0.0/16")
                .subnet("a", "vpc-a", "172.16.0.0/24", "10.0.0.0/16 pcx-12121212", "192.168.0.0/16 pcx-23232323")
                .subnet("b", "vpc-b", "10.0.0.0/24", "172.16.0.0/16 pcx-12121212")
                .subnet("c", "vpc-c", "192.168.0.0/24", "172.16.0.0/16 pcx-23232323")
                .peering("pcx-12121212", "vpc-a", "vpc-b")
                .peering("pcx-23232323", "vpc-a", "vpc-c");
    }

    /** VPC B may route what it likes to the connection: VPC A's gateways take nothing from there. */
    private static Stream<Arguments> invalid() {
        return Stream.of(
                        example(
                                "Edge to edge routing through a VPN connection",
                                edge(OFFICE + " pcx-11112222")
                                        .table("a", "10.0.0.0/16 pcx-11112222", OFFICE + " vgw-1")
                                        .with(VpnParts.gateway("vpc-a"), VpnParts.routing(OFFICE)),
                                "a 192.168.1.9 YES",
                                "192.168.1.9 a YES",
                                "b 192.168.1.9 NO",
                                "192.168.1.9 b NO"),
                        example(
                                "Edge to edge routing through an internet gateway",
                                edge(ANY + " pcx-11112222").table("a", "10.0.0.0/16 pcx-11112222", ANY + " igw-1"),
                                "a internet YES",
                                "internet a YES",
                                "b internet NO",
                                "b 8.8.8.8 NO",
                                "internet b NO",
                                "8.8.8.8 b NO"),
                        example(
                                "Edge to edge routing through a NAT device",
                                edge(ANY + " pcx-11112222")
                                        .table("a", "10.0.0.0/16 pcx-11112222", ANY + " nat-1")
                                        .subnet(
                                                "public",
                                                "vpc-a",
                                                "172.16.1.0/24",
                                                "10.0.0.0/16 pcx-11112222",
                                                ANY + " igw-1")
                                        .natGateway("nat-1", "public", "public", "172.16.1.5", "52.0.0.5"),
                                "a internet YES",
                                "b internet NO",
                                "b 8.8.8.8 NO"),
                        example(
                                "Edge to edge routing through a gateway endpoint",
                                edge("3.5.136.0/22 pcx-11112222")
                                        .table("a", "10.0.0.0/16 pcx-11112222", "pl-1 vpce-1")
                                        .with(RoutingGuideTest.objectStore("vpc-a")),
                                "a 3.5.136.1 YES",
                                "b 3.5.136.1 NO"))
                .flatMap(example -> example);
    }

    /** Two peered VPCs, of which A has an internet gateway and B hands the connection what it says. */
    private static GuideNetwork edge(String routeOfB) {
        GuideNetwork network =
                two().table("b", "172.16.0.0/16 pcx-11112222", routeOfB).with(Network.gateway("igw-1", "vpc-a"));
        return network.with(network.made("a", "a", "172.16.0.10")
                        .publicIps("52.0.0.1")
                        .groups("sg-open"))
                .with(network.made("b", "b", "10.0.0.10").publicIps("52.0.0.2").groups("sg-open"));
    }
}
