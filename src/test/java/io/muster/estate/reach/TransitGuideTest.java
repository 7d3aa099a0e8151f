package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.GuideNetwork.ANY;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The examples of the guide to transit gateways within a region; {@link FarGatewaysTest} has peered ones.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/TGW_Scenarios.html">Example transit gateway scenarios</a>
 */
class TransitGuideTest extends GuideAnswers {

    private static final String OFFICE = "10.99.99.9";

    static Stream<Arguments> examples() {
        return Stream.of(routers(), outbound(), appliance()).flatMap(examples -> examples);
    }

    private static Stream<Arguments> routers() {
        return Stream.of(
                        example(
                                "Centralized router",
                                three("tgw-rtb-1")
                                        .attachVpn("tgw-rtb-1")
                                        .routed(
                                                "tgw-rtb-1",
                                                "10.1.0.0/16 vpc-a",
                                                "10.2.0.0/16 vpc-b",
                                                "10.3.0.0/16 vpc-c",
                                                "10.99.99.0/24 tgw-attach-vpn"),
                                "a b YES",
                                "b a YES",
                                "c a YES",
                                "a " + OFFICE + " YES",
                                OFFICE + " c YES",
                                "a 10.99.98.9 NO",
                                "10.99.98.9 a NO",
                                "a 8.8.8.8 NO",
                                "a internet NO",
                                "internet a NO"),
                        example(
                                "Isolated VPCs",
                                three("tgw-rtb-1")
                                        .attachVpn("tgw-rtb-2")
                                        .routed("tgw-rtb-1", "10.99.99.0/24 tgw-attach-vpn")
                                        .routed(
                                                "tgw-rtb-2",
                                                "10.1.0.0/16 vpc-a",
                                                "10.2.0.0/16 vpc-b",
                                                "10.3.0.0/16 vpc-c"),
                                "a b NO",
                                "b a NO",
                                "c a NO",
                                "a 10.2.0.10 NO",
                                "10.2.0.10 a NO",
                                "a " + OFFICE + " YES",
                                OFFICE + " a YES",
                                OFFICE + " b YES"),
                        example(
                                "Isolated VPCs with shared services",
                                three("tgw-rtb-1")
                                        .vpc("vpc-d", "10.4.0.0/16")
                                        .subnet("d", "vpc-d", "10.4.0.0/24", ANY + " tgw-1")
                                        .attach("vpc-d", "tgw-rtb-2", "d")
                                        .attachVpn("tgw-rtb-2")
                                        .routed("tgw-rtb-1", "10.99.99.0/24 tgw-attach-vpn", "10.4.0.0/16 vpc-d")
                                        .routed(
                                                "tgw-rtb-2",
                                                "10.1.0.0/16 vpc-a",
                                                "10.2.0.0/16 vpc-b",
                                                "10.3.0.0/16 vpc-c"),
                                "a b NO",
                                "c b NO",
                                "a d YES",
                                "d a YES",
                                "d c YES",
                                "a " + OFFICE + " YES",
                                OFFICE + " b YES"))
                .flatMap(example -> example);
    }

    private static GuideNetwork three(String table) {
        return new GuideNetwork()
                .vpc("vpc-a", "10.1.0.0/16")
                .vpc("vpc-b", "10.2.0.0/16")
                .vpc("vpc-c", "10.3.0.0/16")
                .subnet("a", "vpc-a", "10.1.0.0/24", ANY + " tgw-1")
                .subnet("b", "vpc-b", "10.2.0.0/24", ANY + " tgw-1")
                .subnet("c", "vpc-c", "10.3.0.0/24", ANY + " tgw-1")
                .attach("vpc-a", table, "a")
                .attach("vpc-b", table, "b")
                .attach("vpc-c", table, "c");
    }

    /** VPC C has a NAT gateway in its public subnet; the attachment is in the private one. */
    private static Stream<Arguments> outbound() {
        return Stream.of(
                        example(
                                "Centralized outbound routing to the internet",
                                central(),
                                "a internet YES",
                                "b internet YES",
                                "a 8.8.8.8 YES",
                                "internet a NO",
                                "8.8.8.8 a NO",
                                "a b YES",
                                "private internet YES",
                                "a shop YES",
                                "shop a NO"),
                        example(
                                "the same with a host that admits the NAT gateway alone",
                                admitting("52.0.0.5/32"),
                                "a shop YES",
                                "b shop YES",
                                "a 52.0.0.77 YES"),
                        example(
                                "the same with a host that admits others alone",
                                admitting("52.0.0.6/32"),
                                "a shop NO",
                                "a 52.0.0.77 NO"),
                        example(
                                "without blackholes, VPCs whose gateway's table has no routes to each other",
                                central().routed("tgw-rtb-1", ANY + " vpc-c"),
                                "b 8.8.8.8 YES",
                                "a b UNKNOWN",
                                "a 10.2.0.10 UNKNOWN"),
                        example(
                                "with blackholes for each VPC",
                                central().routed("tgw-rtb-1", ANY + " vpc-c", "10.1.0.0/16 ", "10.2.0.0/16 "),
                                "b 8.8.8.8 YES",
                                "a b NO",
                                "a 10.2.0.10 NO"))
                .flatMap(example -> example);
    }

    /** The host shop has a public address in a VPC of its own, which is not attached. */
    private static GuideNetwork central() {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-a", "10.1.0.0/16")
                .vpc("vpc-b", "10.2.0.0/16")
                .vpc("vpc-c", "10.3.0.0/16")
                .vpc("vpc-s", "10.7.0.0/16")
                .with(Network.gateway("igw-1", "vpc-c"), Network.gateway("igw-2", "vpc-s"))
                .subnet("a", "vpc-a", "10.1.0.0/24", ANY + " tgw-1")
                .subnet("b", "vpc-b", "10.2.0.0/24", ANY + " tgw-1")
                .subnet("public", "vpc-c", "10.3.0.0/24", ANY + " igw-1", "10.1.0.0/16 tgw-1", "10.2.0.0/16 tgw-1")
                .subnet("private", "vpc-c", "10.3.1.0/24", ANY + " nat-1")
                .subnet("shop", "vpc-s", "10.7.0.0/24", ANY + " igw-2")
                .natGateway("nat-1", "public", "public", "10.3.0.5", "52.0.0.5")
                .attach("vpc-a", "tgw-rtb-1", "a")
                .attach("vpc-b", "tgw-rtb-1", "b")
                .attach("vpc-c", "tgw-rtb-2", "private")
                .routed("tgw-rtb-1", ANY + " vpc-c", "10.1.0.0/16 vpc-a", "10.2.0.0/16 vpc-b", "10.3.0.0/16 vpc-c")
                .routed("tgw-rtb-2", "10.1.0.0/16 vpc-a", "10.2.0.0/16 vpc-b");
        return network.with(
                network.made("shop", "shop", "10.7.0.10").publicIps("52.0.0.77").groups("sg-open"));
    }

    private static GuideNetwork admitting(String range) {
        GuideNetwork network = central().with(group("sg-shop").of("vpc-s").in("tcp", 443, 443, range));
        return network.with(
                network.made("shop", "shop", "10.7.0.10").publicIps("52.0.0.77").groups("sg-shop"));
    }

    private static Stream<Arguments> appliance() {
        return Stream.of(
                        example(
                                "Appliance in a shared services VPC",
                                shared(false),
                                "a b UNKNOWN",
                                "b a UNKNOWN",
                                "a 8.8.8.8 UNKNOWN",
                                "a box YES"),
                        example(
                                "an appliance whose source/destination check is on",
                                shared(true),
                                "a b NO",
                                "a box YES",
                                "a 8.8.8.8 NO"))
                .flatMap(example -> example);
    }

    private static GuideNetwork shared(boolean isChecked) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16")
                .vpc("vpc-b", "10.1.0.0/16")
                .vpc("vpc-c", "192.168.0.0/16")
                .subnet("a", "vpc-a", "10.0.0.0/24", ANY + " tgw-1")
                .subnet("b", "vpc-b", "10.1.0.0/24", ANY + " tgw-1")
                .subnet("c", "vpc-c", "192.168.0.0/24", ANY + " eni-box")
                .subnet("box", "vpc-c", "192.168.1.0/24", ANY + " tgw-1")
                .attach("vpc-a", "tgw-rtb-1", "a")
                .attach("vpc-b", "tgw-rtb-1", "b")
                .attach("vpc-c", "tgw-rtb-2", "c")
                .routed("tgw-rtb-1", ANY + " vpc-c")
                .routed("tgw-rtb-2", "10.0.0.0/16 vpc-a", "10.1.0.0/16 vpc-b");
        return network.with(network.made("box", "box", "192.168.1.10")
                .sourceDestCheck(isChecked)
                .groups("sg-open"));
    }
}
