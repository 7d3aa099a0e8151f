package io.muster.estate.reach;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The configurations of the guide to VPC peering with routes to parts of a VPC: what {@link OverlappingPeersTest} has of them is not repeated.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html">VPC peering configurations with
 *     specific routes</a>
 */
class PeeringPartsGuideTest extends GuideAnswers {

    private static final String B = "pcx-aaaabbbb";
    private static final String C = "pcx-aaaacccc";

    static Stream<Arguments> examples() {
        return Stream.of(
                        example(
                                "Two VPCs that access specific subnets in one VPC",
                                subnets(),
                                "x b YES",
                                "b x YES",
                                "y c YES",
                                "c y YES",
                                "x c NO",
                                "c x NO",
                                "y b NO",
                                "b y NO",
                                "b c NO",
                                "x y YES"),
                        example(
                                "Two VPCs that access specific CIDR blocks in one VPC",
                                blocks(),
                                "x b YES",
                                "b x YES",
                                "y c YES",
                                "c y YES",
                                "b y NO",
                                "c x NO"),
                        example(
                                "Instances in one VPC that access specific instances in two VPCs",
                                instances(),
                                "a b YES",
                                "b a YES",
                                "a44 c YES",
                                "c a44 YES",
                                "a44 b NO",
                                "a c NO",
                                "b a44 NO",
                                "a b66 NO",
                                "b66 a NO",
                                "a c66 NO"),
                        example(
                                "Routing for response traffic: by the other connection",
                                responses("10.0.0.0/16 " + C),
                                "b a NO",
                                "c a YES",
                                "a b NO",
                                "a c YES"),
                        example(
                                "Routing for response traffic: by a specific route",
                                responses("10.0.0.0/16 " + C, "10.0.1.0/24 " + B),
                                "b a YES",
                                "c a NO",
                                "a b YES",
                                "a 10.0.1.66 YES"),
                        example(
                                "Routing for response traffic: by a specific address",
                                responses("10.0.0.0/16 " + C, "10.0.1.66/32 " + B),
                                "b a YES",
                                "c a NO",
                                "c77 a YES",
                                "b77 a NO"),
                        example(
                                "Multiple VPC configurations",
                                multiple(),
                                "a c YES",
                                "c a YES",
                                "a c2 NO",
                                "m c2 YES",
                                "c2 m YES",
                                "m c NO",
                                "c m NO",
                                "m p YES",
                                "p m YES",
                                "m p2 NO",
                                "n m YES",
                                "n p2 YES",
                                "p2 n YES",
                                "a m NO",
                                "c2 p NO",
                                "a n NO"))
                .flatMap(example -> example);
    }

    private static GuideNetwork central(String... blocksOfA) {
        return new GuideNetwork()
                .vpc("vpc-a", blocksOfA)
                .vpc("vpc-b", "10.0.0.0/16")
                .vpc("vpc-c", "192.168.0.0/16")
                .peering(B, "vpc-a", "vpc-b")
                .peering(C, "vpc-a", "vpc-c");
    }

    private static GuideNetwork subnets() {
        return central("172.16.0.0/16")
                .subnet("x", "vpc-a", "172.16.0.0/24", "10.0.0.0/16 " + B)
                .subnet("y", "vpc-a", "172.16.1.0/24", "192.168.0.0/16 " + C)
                .subnet("b", "vpc-b", "10.0.0.0/24", "172.16.0.0/24 " + B)
                .subnet("c", "vpc-c", "192.168.0.0/24", "172.16.1.0/24 " + C);
    }

    private static GuideNetwork blocks() {
        String[] ofA = {"10.0.0.0/16 " + B, "192.168.0.0/16 " + C};
        return central("172.16.0.0/16", "172.17.0.0/16")
                .subnet("x", "vpc-a", "172.16.0.0/24", ofA)
                .subnet("y", "vpc-a", "172.17.0.0/24", ofA)
                .subnet("b", "vpc-b", "10.0.0.0/24", "172.16.0.0/16 " + B)
                .subnet("c", "vpc-c", "192.168.0.0/24", "172.17.0.0/16 " + C);
    }

    private static GuideNetwork instances() {
        return central("172.16.0.0/16")
                .subnet("a", "vpc-a", "172.16.0.0/24", "10.0.0.10/32 " + B, "192.168.0.10/32 " + C)
                .subnet("b", "vpc-b", "10.0.0.0/24", "172.16.0.10/32 " + B)
                .subnet("c", "vpc-c", "192.168.0.0/24", "172.16.0.44/32 " + C)
                .host("a44", "a", "172.16.0.44")
                .host("b66", "b", "10.0.0.66")
                .host("c66", "c", "192.168.0.66");
    }

    /** VPCs B and C have the same range, and hosts of the same address in a subnet of the same range. */
    private static GuideNetwork responses(String... routesOfA) {
        return new GuideNetwork()
                .vpc("vpc-a", "172.16.0.0/16")
                .vpc("vpc-b", "10.0.0.0/16")
                .vpc("vpc-c", "10.0.0.0/16")
                .peering(B, "vpc-a", "vpc-b")
                .peering(C, "vpc-a", "vpc-c")
                .subnet("a", "vpc-a", "172.16.0.0/24", routesOfA)
                .subnet("b", "vpc-b", "10.0.1.0/24", "172.16.0.0/24 " + B)
                .subnet("c", "vpc-c", "10.0.1.0/24", "172.16.0.0/24 " + C)
                .host("b", "b", "10.0.1.66")
                .host("c", "c", "10.0.1.66")
                .host("b77", "b", "10.0.1.77")
                .host("c77", "c", "10.0.1.77");
    }

    /** VPCs A and M overlap, and VPCs C and P: which of two subnets routes name keeps them apart. */
    private static GuideNetwork multiple() {
        return new GuideNetwork()
                .vpc("vpc-a", "172.16.0.0/16")
                .vpc("vpc-c", "192.168.0.0/16")
                .vpc("vpc-m", "172.16.0.0/16")
                .vpc("vpc-n", "10.0.0.0/16")
                .vpc("vpc-p", "192.168.0.0/16")
                .peering(C, "vpc-a", "vpc-c")
                .peering("pcx-ccccmmmm", "vpc-c", "vpc-m")
                .peering("pcx-mmmmnnnn", "vpc-m", "vpc-n")
                .peering("pcx-mmmmpppp", "vpc-m", "vpc-p")
                .peering("pcx-nnnnpppp", "vpc-n", "vpc-p")
                .subnet("a", "vpc-a", "172.16.0.0/24", "192.168.0.0/24 " + C)
                .subnet("c", "vpc-c", "192.168.0.0/24", "172.16.0.0/16 " + C)
                .subnet("c2", "vpc-c", "192.168.1.0/24", "172.16.0.0/16 pcx-ccccmmmm")
                .subnet(
                        "m",
                        "vpc-m",
                        "172.16.0.0/24",
                        "192.168.1.0/24 pcx-ccccmmmm",
                        "10.0.0.0/16 pcx-mmmmnnnn",
                        "192.168.0.0/24 pcx-mmmmpppp")
                .subnet("n", "vpc-n", "10.0.0.0/24", "172.16.0.0/16 pcx-mmmmnnnn", "192.168.0.0/16 pcx-nnnnpppp")
                .subnet("p", "vpc-p", "192.168.0.0/24", "10.0.0.0/16 pcx-nnnnpppp", "172.16.0.0/16 pcx-mmmmpppp")
                .subnet("p2", "vpc-p", "192.168.1.0/24", "10.0.0.0/16 pcx-nnnnpppp");
    }
}
