package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.rule.network.ReachabilityRulesTest.admitting;
import static io.muster.rule.network.ReachabilityRulesTest.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInstance;
import io.muster.estate.reach.Network;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances of a private subnet behind load balancers. */
class ReachableViaLoadBalancerTest {

    @ParameterizedTest
    @MethodSource
    void throughALoadBalancer(int port, Estates made, String expected) {
        MadeInstance instance = instance("i-1");
        Estate estate = made.with(
                        instance,
                        eni("eni-1").of("i-1").in("subnet-2").groups("sg-1"),
                        group("sg-1").in("tcp", port, port, "0.0.0.0/0"),
                        Network.targets("app", "instance", port, true, "i-1"))
                .build();

        assertThat(Judging.judge(new ReachableViaLoadBalancer(), instance, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> throughALoadBalancer() {
        return Stream.of(
                argumentSet("an application", 8080, balanced("internet-facing"), "FAIL MEDIUM"),
                argumentSet("a port for administration", 22, balanced("internet-facing"), "FAIL CRITICAL"),
                argumentSet("internal", 22, balanced("internal"), "PASS"),
                argumentSet("of what is not known", 22, network().without(ResourceKind.LOAD_BALANCER), "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void throughListenersForDifferentClients(String platform, MadeGroup group, String expected) {
        MadeInstance instance = instance("i-1").platform(platform);
        Estate estate = network()
                .with(
                        Network.balancer(
                                "net/web/1",
                                "network",
                                "internet-facing",
                                List.of("subnet-1"),
                                List.of(),
                                Network.listener(22, "TCP", "ssh"),
                                Network.listener(443, "TCP", "app")),
                        instance,
                        eni("eni-1").of("i-1").in("subnet-2").groups("sg-1"),
                        group.in("tcp", 8443, 8443, "0.0.0.0/0"),
                        Network.targets("ssh", "instance", 22, true, "i-1"),
                        Network.targets("app", "instance", 8443, true, "i-1"))
                .build();

        assertThat(Judging.judge(new ReachableViaLoadBalancer(), instance, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> throughListenersForDifferentClients() {
        return Stream.of(
                argumentSet(
                        "SSH for the office", "Linux/UNIX", group("sg-1").in("tcp", 22, 22, "8.8.8.8/32"), "FAIL HIGH"),
                argumentSet("SSH for all", "Linux/UNIX", admitting(22), "FAIL CRITICAL"),
                argumentSet("SSH of Windows for all", "Windows", admitting(22), "FAIL HIGH"),
                argumentSet("no SSH", "Linux/UNIX", group("sg-1"), "FAIL MEDIUM"));
    }

    @Test
    void evidenceNamesTheFrontend() {
        // given
        MadeInstance instance = instance("i-1");
        Estate estate = balanced("internet-facing")
                .with(
                        instance,
                        eni("eni-1").of("i-1").in("subnet-2").groups("sg-1"),
                        admitting(8080),
                        Network.targets("app", "instance", 8080, true, "i-1"))
                .build();

        // when
        Verdict verdict = new ReachableViaLoadBalancer().judge(instance.resource(), estate);

        // then
        assertThat(verdict.toString()).contains("frontend=net/web/1");
    }

    /** A NAT gateway of the account has a public address, too. */
    @ParameterizedTest
    @MethodSource
    void fromTheAccountsOwnAddresses(MadeGroup group, String expected) {
        MadeInstance instance = instance("i-1");
        Estate estate = balanced("internet-facing")
                .with(
                        instance,
                        eni("eni-1").of("i-1").in("subnet-2").groups("sg-1"),
                        eni("eni-nat").type("nat_gateway").publicIps("52.1.1.1"),
                        group,
                        Network.targets("app", "instance", 22, true, "i-1"))
                .build();

        assertThat(Judging.judge(new ReachableViaLoadBalancer(), instance, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> fromTheAccountsOwnAddresses() {
        MadeGroup own = group("sg-1").in("tcp", 22, 22, "52.1.1.1/32");
        return Stream.of(
                argumentSet("alone", own, "PASS"),
                argumentSet(
                        "and from an office",
                        group("sg-1").in("tcp", 22, 22, "52.1.1.1/32").in("tcp", 22, 22, "8.8.8.8/32"),
                        "FAIL HIGH"),
                argumentSet("and from what is not known", group("sg-1").inFromList("tcp", 22, 22, "pl-1"), "UNKNOWN"));
    }

    private static Estates balanced(String scheme) {
        return network()
                .with(Network.balancer(
                        "net/web/1",
                        "network",
                        scheme,
                        List.of("subnet-1"),
                        List.of(),
                        Network.listener(443, "TCP", "app")));
    }
}
