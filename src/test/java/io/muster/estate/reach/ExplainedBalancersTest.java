package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Explained.host;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.subnet;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways in which a path is blocked at load balancers, by the codes with which AWS's analyzer explains them.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation codes</a>
 */
class ExplainedBalancersTest {

    /** The host a is a client that gets out to ports 80 and 81 alone, the host t a target in the subnet of the node n. */
    static Stream<Arguments> classicBalancers() {
        return Stream.of(
                argumentSet("none", classic(), "eni-t", 8080, YES, "listener HTTP 80"),
                argumentSet(
                        "ELB_ACL_RESTRICTION",
                        classic("privateAcl", refusing("10.0.2.0/24")),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"),
                argumentSet(
                        "ELB_INSTALLED_AZ_RESTRICTION",
                        classic("t", target("subnet-3", "10.0.3.10"), "three", third()),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"),
                argumentSet(
                        "ELB_LISTENER_PORT_RESTRICTION, ELB_LISTENERS_MISMATCH",
                        classic(),
                        "eni-n",
                        81,
                        NO,
                        "no listener takes tcp 81"),
                argumentSet("TARGET_PORT_RESTRICTION", classic(), "eni-t", 8081, NO, "sg-c"));
    }

    static Stream<Arguments> networkBalancers() {
        return Stream.of(
                argumentSet("none", shown(), "eni-t", 8080, YES, "listener TCP 80"),
                argumentSet(
                        "ELBV2_LISTENER_HAS_NO_TG",
                        shown("targets", targets("tg", "instance", 8080, true)),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"),
                argumentSet("ELBV2_LISTENERS_MISMATCH", shown(), "eni-n", 81, NO, "no listener takes"),
                argumentSet(
                        "ELBV2_NO_TARGETS_IN_AZ",
                        shown("t", target("subnet-3", "10.0.3.10"), "three", third()),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"),
                argumentSet(
                        "ELBV2_SOURCE_ADDRESS_PRESERVATION",
                        shown("groupT", group("sg-t").in("tcp", 8080, 8080, "10.0.2.5/32")),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"),
                argumentSet(
                        "ENI_SG_RULES_MISMATCH, out of the load balancer",
                        shown(
                                "groupN",
                                group("sg-n").in("tcp", 80, 80, "0.0.0.0/0").out("tcp", 9, 9, "0.0.0.0/0")),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"),
                argumentSet(
                        "SUBNET_ACL_RESTRICTION, out of the load balancer's subnet",
                        shown(
                                "t",
                                target("subnet-3", "10.0.3.10"),
                                "three",
                                subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, ZONE),
                                "privateAcl",
                                refusing("10.0.3.0/24")),
                        "eni-t",
                        8080,
                        NO,
                        "sg-c"));
    }

    @ParameterizedTest
    @MethodSource({"classicBalancers", "networkBalancers"})
    void theHopOfTheCodeIsNamed(
            Map<String, Estates.Made<?>> parts, String to, int port, Reachable expected, String why) {
        Explained.check(parts, "eni-a", to, "tcp " + port, expected, why);
    }

    private static MadeInterface target(String subnet, String address) {
        return eni("eni-t").of("i-1").in(subnet).privateIps(address).groups("sg-t");
    }

    private static Estates.Made<?> third() {
        return subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, OTHER_ZONE);
    }

    /** Of subnet-2, which lets nothing out to port 8080 of the range. */
    private static Estates.Made<?> refusing(String range) {
        return acl(
                "acl-2",
                List.of("subnet-2"),
                in(100, true, "-1", null, null, "0.0.0.0/0"),
                out(90, false, "6", 8080, 8080, range),
                out(100, true, "-1", null, null, "0.0.0.0/0"));
    }

    private static Map<String, Estates.Made<?>> balanced(Object[] parts, Object... changes) {
        Object[] common = {
            "t", target("subnet-2", "10.0.2.20"),
            "groupN", group("sg-n").in("tcp", 80, 81, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
            "groupC", group("sg-c").out("tcp", 80, 81, "0.0.0.0/0"),
            "a", host("a", "subnet-1", "10.0.1.10").groups("sg-c"),
            "thirdAcl", openAcl("acl-3", "subnet-3")
        };
        return network(Network.with(common, Network.with(parts, changes)));
    }

    private static Map<String, Estates.Made<?>> classic(Object... changes) {
        return balanced(
                new Object[] {
                    "balancer",
                    classicBalancer(
                            "web", "internal", List.of("subnet-2"), List.of("sg-n"), classicListener(80, "HTTP", 8080)),
                    "n",
                    node("web"),
                    "groupT",
                    group("sg-t").inFromGroup("sg-n")
                },
                changes);
    }

    private static Map<String, Estates.Made<?>> shown(Object... changes) {
        return balanced(
                new Object[] {
                    "balancer",
                    balancer(
                            "net/web/1",
                            "network",
                            "internal",
                            List.of("subnet-2"),
                            List.of("sg-n"),
                            listener(80, "TCP", "tg")),
                    "targets",
                    targets("tg", "instance", 8080, true, "i-1"),
                    "n",
                    node("net/web/1").type("network_load_balancer"),
                    "groupT",
                    group("sg-t").in("tcp", 8080, 8080, "10.0.1.10/32")
                },
                changes);
    }

    private static MadeInterface node(String balancer) {
        return eni("eni-n").in("subnet-2").privateIps("10.0.2.5").groups("sg-n").requesterManaged("ELB " + balancer);
    }
}
