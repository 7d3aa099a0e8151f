package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.GuideNetwork.ANY;

import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The examples of NAT gateways of the VPC guide.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html">VPC User Guide, NAT gateway use cases</a>
 */
class NatGuideTest extends GuideAnswers {

    private static final String OFFICE = "192.168.0.0/16";

    static Stream<Arguments> examples() {
        return Stream.of(
                        example(
                                "access the internet from a private subnet",
                                zones(),
                                "publicA internet YES",
                                "internet publicA YES",
                                "privateA internet NO",
                                "privateB internet YES",
                                "privateB 8.8.8.8 icmp 8 YES",
                                "privateB 8.8.8.8 47 NO",
                                "internet privateB NO",
                                "publicA privateB tcp 22 YES",
                                "privateA privateB YES"),
                        example(
                                "access your network, without translation",
                                allowed().table("a", OFFICE + " vgw-1"),
                                "a 192.168.1.9 YES",
                                "192.168.1.9 a YES"),
                        example(
                                "access your network using allow-listed addresses",
                                allowed(),
                                "a 192.168.1.9 YES",
                                "a 192.168.0.0/16 YES",
                                "192.168.1.9 a NO",
                                "a 8.8.8.8 NO",
                                "n 192.168.1.9 YES"),
                        example(
                                "the same without a route of the NAT gateway",
                                allowed().table("n"),
                                "a 192.168.1.9 NO"),
                        example(
                                "enable communication between overlapping networks",
                                overlapping(),
                                "a b YES",
                                "b a NO",
                                "a 100.64.2.10 YES",
                                "a 100.64.3.10 NO"),
                        example(
                                "the same where the load balancer does not admit the NAT gateway",
                                overlapping()
                                        .with(group("sg-lb")
                                                .of("vpc-b")
                                                .in("tcp", 443, 443, "10.0.0.0/16")
                                                .out("-1", null, null, ANY)),
                                "a b NO"))
                .flatMap(example -> example);
    }

    private static GuideNetwork zones() {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16")
                .with(Network.gateway("igw-1", "vpc-a"))
                .subnet("publicA", "vpc-a", "10.0.0.0/24", ANY + " igw-1")
                .subnet("privateA", "vpc-a", "10.0.1.0/24")
                .zone(SmallVpc.OTHER_ZONE)
                .subnet("publicB", "vpc-a", "10.0.2.0/24", ANY + " igw-1")
                .subnet("privateB", "vpc-a", "10.0.3.0/24", ANY + " nat-1")
                .natGateway("nat-1", "public", "publicB", "10.0.2.5", "52.0.0.5");
        return network.with(network.made("publicA", "publicA", "10.0.0.10")
                .publicIps("52.0.0.1")
                .groups("sg-open"));
    }

    private static GuideNetwork allowed() {
        return new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16", "100.64.1.0/24")
                .with(VpnParts.gateway("vpc-a"), VpnParts.routing(OFFICE))
                .subnet("a", "vpc-a", "10.0.0.0/24", OFFICE + " nat-1")
                .subnet("n", "vpc-a", "100.64.1.0/28", OFFICE + " vgw-1")
                .natGateway("nat-1", "private", "n", "100.64.1.5", null);
    }

    /** The load balancer in the routable subnet m of VPC B has the host b as its target. */
    private static GuideNetwork overlapping() {
        return new GuideNetwork()
                .vpc("vpc-a", "10.0.0.0/16", "100.64.1.0/24")
                .vpc("vpc-b", "10.0.0.0/16", "100.64.2.0/24")
                .subnet("a", "vpc-a", "10.0.0.0/24", "100.64.2.0/24 nat-1")
                .subnet("n", "vpc-a", "100.64.1.0/25", "100.64.2.0/24 tgw-1")
                .subnet("b", "vpc-b", "10.0.0.0/24")
                .subnet("m", "vpc-b", "100.64.2.0/25", "100.64.1.0/24 tgw-1")
                .natGateway("nat-1", "private", "n", "100.64.1.5", null)
                .attach("vpc-a", "tgw-rtb-1", "n")
                .attach("vpc-b", "tgw-rtb-1", "m")
                .routed("tgw-rtb-1", "100.64.1.0/24 vpc-a", "100.64.2.0/24 vpc-b")
                .host("b", "b", "10.0.0.66")
                .with(group("sg-lb")
                        .of("vpc-b")
                        .in("tcp", 443, 443, "100.64.1.0/24")
                        .out("-1", null, null, ANY))
                .with(eni("eni-node")
                        .requesterManaged("ELB app/x/1")
                        .inVpc("vpc-b")
                        .in("subnet-m")
                        .privateIps("100.64.2.10")
                        .groups("sg-lb"))
                .with(Made.of(
                        "app/x/1",
                        Parts.of(
                                LoadBalancer.class,
                                "type",
                                "application",
                                "scheme",
                                "internal",
                                "state",
                                "active",
                                "ipAddressType",
                                "ipv4",
                                "vpcId",
                                "vpc-b",
                                "subnetIds",
                                List.of("subnet-m"),
                                "securityGroupIds",
                                List.of("sg-lb"),
                                "listeners",
                                List.of(Network.listener(443, "HTTPS", "tg")))))
                .with(Made.of(
                        "tg",
                        new TargetGroup(
                                "instance",
                                "HTTPS",
                                443,
                                "vpc-b",
                                "ipv4",
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                List.of(new Target("i-b", null, null, "healthy", null)),
                                null)));
    }
}
