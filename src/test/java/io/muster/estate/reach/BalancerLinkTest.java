package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.privateIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Network Load Balancer in the public subnet, an Application Load Balancer in the private one as its target, and an instance there. */
class BalancerLinkTest {

    private static final NetworkAclEntry ALL_IN = in(200, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ALL_OUT = out(200, true, "-1", null, null, "0.0.0.0/0");

    static Stream<Arguments> links() {
        return Stream.of(
                argumentSet("nothing in the way", YES, new Object[0]),
                argumentSet("an ACL that lets nothing out to the inner one", NO, new Object[] {
                    "publicAcl", publicAcl(ALL_IN, out(100, false, "6", 80, 80, "10.0.2.0/24"), ALL_OUT)
                }),
                argumentSet("an ACL that lets nothing out to another subnet", YES, new Object[] {
                    "publicAcl", publicAcl(ALL_IN, out(100, false, "6", 80, 80, "10.0.3.0/24"), ALL_OUT)
                }),
                argumentSet("an ACL that lets no answers in from the inner one", UNKNOWN, new Object[] {
                    "publicAcl", publicAcl(in(100, false, "-1", null, null, "10.0.2.0/24"), ALL_IN, ALL_OUT)
                }),
                argumentSet("an ACL that lets no clients in to the inner one", NO, new Object[] {
                    "privateAcl",
                    acl("acl-2", List.of("subnet-2"), in(100, true, "-1", null, null, "10.0.0.0/16"), ALL_OUT)
                }),
                argumentSet("a group of the inner one that admits other clients", NO, new Object[] {
                    "groupOfInner",
                    group("sg-in").in("tcp", 80, 80, "10.0.0.0/16").out("-1", null, null, "0.0.0.0/0")
                }),
                argumentSet("an inner one in a zone in which the outer one has no node", NO, new Object[] {
                    "private", privateIn(OTHER_ZONE)
                }),
                argumentSet("a group of the instance that admits clients alone", NO, new Object[] {
                    "groupB", group("sg-b").in("tcp", 22, 22, "52.0.0.0/8")
                }));
    }

    private static Estates.Made<?> publicAcl(NetworkAclEntry... entries) {
        return acl("acl-1", List.of("subnet-1"), entries);
    }

    @ParameterizedTest
    @MethodSource("links")
    void aLoadBalancerLeadsToAnotherAsDocumented(Reachable expected, Object[] changes) {
        Object[] usual = {
            "outer",
                    balancer(
                            "net/o/1",
                            "network",
                            "internet-facing",
                            List.of("subnet-1"),
                            List.of(),
                            listener(443, "TCP", "to-inner")),
            "outerNode",
                    eni("eni-o")
                            .in("subnet-1")
                            .privateIps("10.0.1.60")
                            .publicIps("52.0.0.60")
                            .type("network_load_balancer")
                            .requesterManaged("ELB net/o/1"),
            "toInner", targets("to-inner", "alb", 80, null, Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "app/i/1")),
            "inner",
                    balancer(
                            "app/i/1",
                            "application",
                            "internal",
                            List.of("subnet-2"),
                            List.of("sg-in"),
                            listener(80, "HTTP", "tg")),
            "innerNode",
                    eni("eni-i")
                            .in("subnet-2")
                            .privateIps("10.0.2.60")
                            .groups("sg-in")
                            .requesterManaged("ELB app/i/1"),
            "groupOfInner", group("sg-in").in("tcp", 80, 80, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
            "targets", targets("tg", "instance", 22, null, "i-b"),
            "b", eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b"),
            "groupB", group("sg-b").in("tcp", 22, 22, "10.0.2.60/32")
        };

        Outcome outcome =
                SmallVpc.into(network(Network.with(usual, changes)), new Endpoint.Everyone(), "eni-b", Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }
}
