package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.GuideNetwork.ANY;

import io.muster.estate.MadeGroup;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * From host a to host b over something that may send packets on from an address of its own: an instance that translates, or the NAT gateway of a third VPC
 * at a transit gateway.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html">NAT instances</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html">Example: Centralized outbound routing to the internet</a>:
 *     communication between VPCs through the NAT gateway
 */
class MiddleboxTest extends GuideAnswers {

    static Stream<Arguments> examples() {
        return Stream.of(
                        example("b admits the instance", byInstance(admitting("10.1.1.10/32")), "a b UNKNOWN"),
                        example("b admits the host", byInstance(admitting("10.1.0.10/32")), "a b UNKNOWN"),
                        example("b admits nobody", byInstance(group("sg-b").of("vpc-1")), "a b NO"),
                        example("b admits other ports", byInstance(admitting("10.1.1.10/32")), "a b tcp 22 NO"),
                        example(
                                "b admits the group of the instance",
                                byInstance(group("sg-b").of("vpc-1").inFromGroup("sg-box")),
                                "a b UNKNOWN"),
                        example(
                                "b admits the group of the host",
                                byInstance(group("sg-b").of("vpc-1").inFromGroup("sg-a")),
                                "a b NO"),
                        example(
                                "b has no route to the host",
                                byInstance(admitting(ANY)).table("b", "10.1.0.0/24 tgw-9"),
                                "a b UNKNOWN"),
                        example("b admits the NAT gateway", byHub(admitting("10.3.0.5/32")), "a b UNKNOWN"),
                        example("b admits the host behind a hub", byHub(admitting("10.1.0.10/32")), "a b UNKNOWN"),
                        example(
                                "b admits nobody behind a hub",
                                byHub(group("sg-b").of("vpc-2")),
                                "a b NO"),
                        example(
                                "b has a route to the hub alone",
                                byHub(admitting("10.3.0.0/16")).table("b", "10.3.0.0/16 tgw-1"),
                                "a b UNKNOWN"),
                        example(
                                "the gateway drops it",
                                byHub(admitting(ANY)).routed("tgw-rtb-1", ANY + " vpc-3", "10.2.0.0/16 "),
                                "a b NO"))
                .flatMap(example -> example);
    }

    private static MadeGroup admitting(String range) {
        return group("sg-b").of("vpc-1").in("tcp", 443, 443, range);
    }

    private static GuideNetwork byInstance(MadeGroup group) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-1", "10.1.0.0/16")
                .subnet("a", "vpc-1", "10.1.0.0/24", "10.1.2.0/24 eni-box")
                .subnet("box", "vpc-1", "10.1.1.0/24")
                .subnet("b", "vpc-1", "10.1.2.0/24")
                .with(group("sg-a").out("-1", null, null, ANY), group("sg-box"), group);
        return network.with(network.made("a", "a", "10.1.0.10").groups("sg-a"))
                .with(network.made("b", "b", "10.1.2.10").groups("sg-b"))
                .with(network.made("box", "box", "10.1.1.10")
                        .sourceDestCheck(false)
                        .groups("sg-box"));
    }

    private static GuideNetwork byHub(MadeGroup group) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-1", "10.1.0.0/16")
                .vpc("vpc-2", "10.2.0.0/16")
                .vpc("vpc-3", "10.3.0.0/16")
                .with(Network.gateway("igw-1", "vpc-3"))
                .subnet("a", "vpc-1", "10.1.0.0/24", ANY + " tgw-1")
                .subnet("b", "vpc-2", "10.2.0.0/24", ANY + " tgw-1")
                .subnet("public", "vpc-3", "10.3.0.0/24", ANY + " igw-1", "10.0.0.0/8 tgw-1")
                .subnet("private", "vpc-3", "10.3.1.0/24", ANY + " nat-1")
                .natGateway("nat-1", "public", "public", "10.3.0.5", "52.0.0.5")
                .attach("vpc-1", "tgw-rtb-1", "a")
                .attach("vpc-2", "tgw-rtb-1", "b")
                .attach("vpc-3", "tgw-rtb-2", "private")
                .routed("tgw-rtb-1", ANY + " vpc-3")
                .routed("tgw-rtb-2", "10.1.0.0/16 vpc-1", "10.2.0.0/16 vpc-2")
                .with(group.of("vpc-2"));
        return network.with(network.made("b", "b", "10.2.0.10").groups("sg-b"));
    }
}
