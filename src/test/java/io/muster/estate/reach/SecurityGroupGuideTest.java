package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.GuideNetwork.ANY;

import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The examples of security groups of the EC2 guide.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html">Security group rules for different use cases</a>
 */
class SecurityGroupGuideTest extends GuideAnswers {

    private static final String ANY6 = "::/0";

    static Stream<Arguments> examples() {
        return Stream.of(
                        example(
                                "Web server rules",
                                web(group("sg-web")
                                        .in("tcp", 80, 80, ANY)
                                        .in("tcp", 443, 443, ANY)
                                        .in("tcp", 80, 80, ANY6)
                                        .in("tcp", 443, 443, ANY6)),
                                "8.8.8.8 web YES",
                                "2600:9000::1 web tcp 80 YES",
                                "8.8.8.8 web tcp 22 NO",
                                "db web YES",
                                "web 8.8.8.8 NO"),
                        example(
                                "Database server rules",
                                web(group("sg-db")
                                        .inFromGroup("sg-web")
                                        .out("tcp", 80, 80, ANY)
                                        .out("tcp", 443, 443, ANY)),
                                "web db tcp 3306 YES",
                                "other db tcp 3306 NO",
                                "db 8.8.8.8 YES",
                                "db 8.8.8.8 tcp 3306 NO",
                                "8.8.8.8 db tcp 3306 NO"),
                        example(
                                "Rules to connect to instances from your computer",
                                web(group("sg-web")
                                        .in("tcp", 22, 22, "62.0.2.9/32")
                                        .in("tcp", 22, 22, "2600:9000::1/128")),
                                "62.0.2.9 web tcp 22 YES",
                                "2600:9000::1 web tcp 22 YES",
                                "62.0.2.8 web tcp 22 NO",
                                "62.0.2.9 web tcp 3389 NO"),
                        example(
                                "Instances with the same security group",
                                web(group("sg-db").inFromGroup("sg-db").out("-1", null, null, ANY)),
                                "db db2 udp 53 YES",
                                "db2 db icmp 8 YES",
                                "web db NO"),
                        example(
                                "The same security group without a rule for it",
                                web(group("sg-db").out("-1", null, null, ANY)),
                                "db db2 NO"),
                        example(
                                "Rules for ping",
                                web(group("sg-web").in("icmp", 8, -1, ANY).in("icmpv6", 128, 0, ANY6)),
                                "8.8.8.8 web icmp 8 YES",
                                "8.8.8.8 web tcp 80 NO",
                                "2600:9000::1 web tcp 80 NO"),
                        example(
                                "DNS server rules",
                                web(group("sg-web").in("tcp", 53, 53, ANY).in("udp", 53, 53, ANY)),
                                "8.8.8.8 web udp 53 YES",
                                "8.8.8.8 web tcp 53 YES",
                                "8.8.8.8 web udp 54 NO"),
                        example(
                                "Groups are stateful: answers need no rule for what goes out",
                                web(group("sg-db").in("tcp", 5432, 5432, "10.0.0.0/16")),
                                "web db tcp 5432 YES",
                                "db web NO"),
                        example("A group of a peer VPC", peered(), "peer db tcp 5432 YES", "web db tcp 5432 NO"))
                .flatMap(example -> example);
    }

    /** The hosts web and other in a public subnet, db and db2 in a private one; groups without rules but for the one. */
    private static GuideNetwork web(MadeGroup group) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-1", "10.0.0.0/16", "2600:1f00::/56")
                .with(Network.gateway("igw-1", "vpc-1"))
                .subnet("web", "vpc-1", "10.0.0.0/24 2600:1f00::/64", ANY + " igw-1", ANY6 + " igw-1")
                .subnet("db", "vpc-1", "10.0.1.0/24", ANY + " nat-1")
                .natGateway("nat-1", "public", "web", "10.0.0.5", "52.0.0.5")
                .host("other", "web", "10.0.0.77")
                .with(group("sg-web").in("tcp", 443, 443, ANY).out("-1", null, null, "10.0.0.0/8"))
                .with(group("sg-db").out("-1", null, null, ANY))
                .with(group);
        return network.with(network.made("web", "web", "10.0.0.10", "2600:1f00::10")
                        .publicIps("52.0.0.1")
                        .groups("sg-web"))
                .with(network.made("db", "db", "10.0.1.10").groups("sg-db"))
                .with(network.made("db2", "db", "10.0.1.77").groups("sg-db"));
    }

    private static GuideNetwork peered() {
        GuideNetwork network = web(group("sg-db").inFromForeign("sg-peer", Estates.ACCOUNT, "active"))
                .vpc("vpc-2", "10.9.0.0/16")
                .subnet("peer", "vpc-2", "10.9.0.0/24", "10.0.0.0/16 pcx-1")
                .with(group("sg-peer").of("vpc-2").out("-1", null, null, ANY))
                .table("db", "10.9.0.0/16 pcx-1")
                .peering("pcx-1", "vpc-1", "vpc-2");
        return network.with(network.made("peer", "peer", "10.9.0.10").groups("sg-peer"));
    }
}
