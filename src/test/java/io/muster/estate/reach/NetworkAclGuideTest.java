package io.muster.estate.reach;

import static io.muster.estate.reach.GuideNetwork.ANY;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;

import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The examples of the chapter on network ACLs; the home network has a range of its own in place of AWS's one for documentation.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html">VPC User Guide, Custom network ACLs</a>
 */
class NetworkAclGuideTest extends GuideAnswers {

    private static final String HOME = "62.0.2.0/24";
    private static final String REMOTE = "172.31.1.2/32";

    static Stream<Arguments> examples() {
        return Stream.of(
                        example(
                                "Custom network ACL",
                                web(custom()),
                                "8.8.8.8 web tcp 80 YES",
                                "8.8.8.8 web YES",
                                "8.8.8.8 web tcp 139 NO",
                                "8.8.8.8 web tcp 22 NO",
                                "62.0.2.9 web tcp 22 YES",
                                "62.0.2.9 web tcp 3389 YES",
                                "62.0.3.9 web tcp 3389 NO",
                                "62.0.2.9 web tcp 23 NO",
                                "8.8.8.8 web udp 80 NO",
                                "8.8.8.8 web icmp 8 NO",
                                "2600:9000::1 web NO",
                                "web 8.8.8.8 YES",
                                "web 8.8.8.8 tcp 80 YES",
                                "web 8.8.8.8 tcp 22 NO",
                                "web 62.0.2.9 tcp 8080 YES",
                                "web 8.8.8.8 udp 53 NO",
                                "web 2600:9000::1 NO",
                                "web near tcp 22 YES"),
                        example(
                                "The same for IPv6",
                                web(dual()),
                                "8.8.8.8 web YES",
                                "8.8.8.8 web tcp 139 NO",
                                "2600:9000::1 web YES",
                                "2600:9000::1 web tcp 80 YES",
                                "2600:9000::1 web tcp 22 NO",
                                "web 2600:9000::1 YES",
                                "web 2600:9000::1 tcp 22 NO"),
                        example(
                                "a deny rule before the wide range",
                                web(wide(90)),
                                "8.8.8.8 web tcp 3306 NO",
                                "8.8.8.8 web tcp 3307 YES"),
                        example("a deny rule behind the wide range", web(wide(110)), "8.8.8.8 web tcp 3306 YES"),
                        example(
                                "Ephemeral ports: answers to Windows alone",
                                web(answering(49152, 65535)),
                                "8.8.8.8 web YES",
                                "far web YES"),
                        example(
                                "Ephemeral ports: answers to no client",
                                web(answering(0, 1023)),
                                "8.8.8.8 web NO",
                                "far web NO",
                                "near web YES"),
                        example(
                                "Control access to instances in a subnet",
                                web(in(100, true, "-1", null, null, REMOTE), out(100, true, "-1", null, null, REMOTE)),
                                "remote web tcp 22 YES",
                                "near web YES",
                                "far web NO",
                                "web far NO",
                                "web remote YES",
                                "8.8.8.8 web NO",
                                "web 8.8.8.8 NO"),
                        example(
                                "network ACLs can't block requests to the Route 53 Resolver",
                                web(),
                                "web 172.31.0.2 udp 53 UNKNOWN",
                                "web 169.254.169.253 udp 53 UNKNOWN",
                                "web 169.254.169.254 tcp 80 UNKNOWN",
                                "web far NO"))
                .flatMap(example -> example);
    }

    /** The hosts web and near in the subnet of the ACL; far and remote in another one. */
    private static GuideNetwork web(NetworkAclEntry... entries) {
        GuideNetwork network = new GuideNetwork()
                .vpc("vpc-a", "172.31.0.0/16", "2600:1f00::/56")
                .with(Network.gateway("igw-1", "vpc-a"))
                .subnet("web", "vpc-a", "172.31.0.0/24 2600:1f00::/64", ANY + " igw-1", "::/0 igw-1")
                .subnet("far", "vpc-a", "172.31.1.0/24", ANY + " igw-1")
                .host("near", "web", "172.31.0.77")
                .host("remote", "far", "172.31.1.2")
                .with(acl("acl-web", List.of("subnet-web"), entries));
        return network.with(network.made("web", "web", "172.31.0.10", "2600:1f00::10")
                .publicIps("52.0.0.1")
                .groups("sg-open"));
    }

    private static NetworkAclEntry[] custom() {
        return new NetworkAclEntry[] {
            in(100, true, "6", 80, 80, ANY),
            in(110, true, "6", 443, 443, ANY),
            in(120, true, "6", 22, 22, HOME),
            in(130, true, "6", 3389, 3389, HOME),
            in(140, true, "6", 32768, 65535, ANY),
            out(100, true, "6", 80, 80, ANY),
            out(110, true, "6", 443, 443, ANY),
            out(120, true, "6", 1024, 65535, HOME),
            out(140, true, "6", 32768, 65535, ANY)
        };
    }

    private static NetworkAclEntry[] dual() {
        return Stream.concat(
                        Stream.of(custom()),
                        Stream.of(
                                in(105, true, "6", 80, 80, "::/0"),
                                in(115, true, "6", 443, 443, "::/0"),
                                in(145, true, "6", 32768, 65535, "::/0"),
                                out(105, true, "6", 80, 80, "::/0"),
                                out(115, true, "6", 443, 443, "::/0"),
                                out(145, true, "6", 32768, 65535, "::/0")))
                .toArray(NetworkAclEntry[]::new);
    }

    private static NetworkAclEntry[] wide(int deny) {
        return new NetworkAclEntry[] {
            in(deny, false, "6", 3306, 3306, ANY),
            in(100, true, "6", 1024, 65535, ANY),
            out(100, true, "6", 1024, 65535, ANY)
        };
    }

    private static NetworkAclEntry[] answering(int from, int to) {
        return new NetworkAclEntry[] {in(100, true, "6", 443, 443, ANY), out(100, true, "6", from, to, ANY)};
    }
}
