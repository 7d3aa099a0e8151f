package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.GuideNetwork.ANY;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The examples of route tables of the VPC guide.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html">VPC User Guide, Example routing options</a>
 */
class RoutingGuideTest extends GuideAnswers {

    private static final String S3 = "3.5.136.1";

    static Stream<Arguments> examples() {
        return Stream.of(gateways(), networks(), middleboxes()).flatMap(examples -> examples);
    }

    /** A gateway endpoint vpce-1 of the VPC, and the list pl-1 of its service. */
    static Estates.Made<?>[] objectStore(String vpc) {
        return new Estates.Made<?>[] {
            Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "3.5.136.0/22"),
            Made.of(
                    "vpce-1",
                    Parts.of(
                            VpcEndpoint.class,
                            "vpcEndpointType",
                            "Gateway",
                            "state",
                            "available",
                            "serviceName",
                            "com.amazonaws.eu-central-1.s3",
                            "vpcId",
                            vpc))
        };
    }

    private static Stream<Arguments> gateways() {
        return Stream.of(
                        example(
                                "an internet gateway",
                                open("a", ANY + " igw-1", "::/0 igw-1"),
                                "internet a YES",
                                "a internet YES",
                                "2600:9000::1 a YES",
                                "a 2600:9000::1 YES"),
                        example("no route to it", open("a"), "internet a NO", "a internet NO", "2600:9000::1 a NO"),
                        example(
                                "an egress-only internet gateway",
                                open("a", "::/0 eigw-1"),
                                "a 2600:9000::1 YES",
                                "2600:9000::1 a NO",
                                "internet a NO",
                                "a 8.8.8.8 NO"),
                        example(
                                "a NAT gateway",
                                open("b", ANY + " nat-1"),
                                "b internet YES",
                                "internet b NO",
                                "8.8.8.8 b NO",
                                "b " + S3 + " YES"),
                        example(
                                "more specific routes than that of the NAT gateway",
                                translated("available"),
                                "b internet YES",
                                "b " + S3 + " YES",
                                "b 10.25.0.10 YES",
                                "b c YES",
                                "c b YES"),
                        example(
                                "the same without the NAT gateway, which they avoid",
                                translated("deleted"),
                                "b internet NO",
                                "b 8.8.8.8 NO",
                                "b " + S3 + " YES",
                                "b c YES"))
                .flatMap(example -> example);
    }

    /** VPC A with a public host a and a private one b; the subnet has the routes. */
    private static GuideNetwork open(String subnet, String... routes) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16", "2600:1f00::/56")
                .with(Network.gateway("igw-1", "vpc-a"))
                .with(Made.of("eigw-1", Parts.of(EgressOnlyInternetGateway.class, "vpcIds", List.of("vpc-a"))))
                .subnet("a", "vpc-a", "10.0.0.0/24 2600:1f00::/64", ANY + " igw-1")
                .subnet("b", "vpc-a", "10.0.1.0/24")
                .natGateway("nat-1", "public", "a", "10.0.0.5", "52.0.0.5")
                .table(subnet, routes);
        return network.with(network.made("a", "a", "10.0.0.10", "2600:1f00::10")
                .publicIps("52.0.0.1")
                .groups("sg-open"));
    }

    private static GuideNetwork translated(String stateOfNat) {
        return open("b", ANY + " nat-1", "pl-1 vpce-1", "10.25.0.0/16 pcx-1")
                .with(Network.natGateway("state", stateOfNat, "vpcId", "vpc-a", "subnetId", "subnet-a"))
                .with(objectStore("vpc-a"))
                .vpc("vpc-c", "10.25.0.0/16")
                .subnet("c", "vpc-c", "10.25.0.0/24", "10.0.0.0/16 pcx-1")
                .peering("pcx-1", "vpc-a", "vpc-c");
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                        example(
                                "a virtual private gateway",
                                open("a", "10.8.0.0/16 vgw-1")
                                        .with(VpnParts.gateway("vpc-a"), VpnParts.routing("10.8.0.0/16")),
                                "a 10.8.0.9 YES",
                                "10.8.0.9 a YES",
                                "a 10.9.0.9 NO"),
                        example(
                                "a local gateway of an Outpost",
                                open("a", "192.168.10.0/24 lgw-1"),
                                "a 192.168.10.9 UNKNOWN",
                                "192.168.10.9 a UNKNOWN",
                                "a 192.168.11.9 NO"),
                        example(
                                "the routes that EC2 adds for VPC Lattice",
                                open("b", "129.224.0.0/17 VpcLattice", "fd00:ec2:80::/64 VpcLattice"),
                                "b 129.224.0.9 UNKNOWN",
                                "b internet NO",
                                "b 8.8.8.8 NO"),
                        example(
                                "a transit gateway",
                                attached("10.0.0.0/8 tgw-1"),
                                "a b YES",
                                "b a YES",
                                "a 10.3.0.9 NO",
                                "a 172.16.0.9 NO"),
                        example(
                                "a prefix list",
                                attached("pl-2 tgw-1")
                                        .with(Made.prefixList(
                                                "pl-2", "two", Estates.ACCOUNT, "10.0.0.0/16", "10.2.0.0/16")),
                                "a b YES",
                                "b a YES",
                                "a 10.3.0.9 NO"),
                        example(
                                "a prefix list without the other VPC",
                                attached("pl-2 tgw-1")
                                        .with(Made.prefixList(
                                                "pl-2", "two", Estates.ACCOUNT, "10.0.0.0/16", "10.3.0.0/16")),
                                "a b NO",
                                "b a NO"))
                .flatMap(example -> example);
    }

    private static GuideNetwork attached(String routeOfA) {
        return new GuideNetwork()
                .vpc("vpc-a", "10.1.0.0/16")
                .vpc("vpc-b", "10.2.0.0/16")
                .subnet("a", "vpc-a", "10.1.0.0/24", routeOfA)
                .subnet("b", "vpc-b", "10.2.0.0/24", "10.0.0.0/8 tgw-1")
                .attach("vpc-a", "tgw-rtb-1", "a")
                .attach("vpc-b", "tgw-rtb-1", "b")
                .routed("tgw-rtb-1", "10.1.0.0/16 vpc-a", "10.2.0.0/16 vpc-b");
    }

    /** What an appliance lets through, where both directions lead to it, is not looked at; one direction alone it may drop. */
    private static Stream<Arguments> middleboxes() {
        return Stream.of(
                        example(
                                "between an internet gateway and an appliance",
                                inspected(false)
                                        .with(Network.edgeTable(
                                                "rtb-edge", "igw-1", Network.route("10.0.2.0/24", "eni-box")))
                                        .table("s", ANY + " eni-box"),
                                "internet s YES",
                                "s internet UNKNOWN"),
                        example(
                                "an appliance whose source/destination check is on",
                                inspected(true).table("s", ANY + " eni-box"),
                                "s internet NO",
                                "internet s NO"),
                        example(
                                "inter-subnet traffic to an appliance",
                                inspected(false)
                                        .table("s", "10.0.3.0/24 eni-box")
                                        .table("t", "10.0.2.0/24 eni-box"),
                                "s t UNKNOWN",
                                "t s UNKNOWN",
                                "s box YES"),
                        example(
                                "inter-subnet traffic to an appliance whose check is on",
                                inspected(true)
                                        .table("s", "10.0.3.0/24 eni-box")
                                        .table("t", "10.0.2.0/24 eni-box"),
                                "s t NO",
                                "t s NO"),
                        example(
                                "the local route replaced by an appliance",
                                inspected(false).table("s", "10.0.0.0/16 eni-box"),
                                "s t UNKNOWN",
                                "t s UNKNOWN",
                                "s s9 YES"),
                        example(
                                "a group of the other instance as the source, across an appliance",
                                referencing(),
                                "s t NO",
                                "t s NO"),
                        example(
                                "a Gateway Load Balancer endpoint",
                                inspected(false)
                                        .table("s", "10.0.3.0/24 vpce-9")
                                        .table("t", "10.0.2.0/24 vpce-9"),
                                "s t UNKNOWN",
                                "t s UNKNOWN"))
                .flatMap(example -> example);
    }

    /** VPC A with an appliance in a subnet of its own, and subnets S and T. */
    private static GuideNetwork inspected(boolean isChecked) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16")
                .with(Network.gateway("igw-1", "vpc-a"))
                .subnet("box", "vpc-a", "10.0.1.0/24", ANY + " igw-1")
                .subnet("s", "vpc-a", "10.0.2.0/24")
                .subnet("t", "vpc-a", "10.0.3.0/24")
                .host("s9", "s", "10.0.2.9");
        return network.with(network.made("s", "s", "10.0.2.10")
                        .publicIps("52.0.0.2")
                        .groups("sg-open"))
                .with(network.made("box", "box", "10.0.1.10")
                        .publicIps("52.0.0.1")
                        .sourceDestCheck(isChecked)
                        .groups("sg-open"));
    }

    private static GuideNetwork referencing() {
        GuideNetwork network = inspected(false)
                .table("s", "10.0.3.0/24 eni-box")
                .table("t", "10.0.2.0/24 eni-box")
                .with(group("sg-s").of("vpc-a").inFromGroup("sg-t").out("-1", null, null, ANY))
                .with(group("sg-t").of("vpc-a").inFromGroup("sg-s").out("-1", null, null, ANY));
        return network.with(network.made("s", "s", "10.0.2.10").groups("sg-s"))
                .with(network.made("t", "t", "10.0.3.10").groups("sg-t"));
    }
}
