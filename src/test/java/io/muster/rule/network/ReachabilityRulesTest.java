package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeInterface;
import io.muster.estate.reach.Network;
import io.muster.inventory.kind.InstanceState;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReachabilityRulesTest {

    static Estates network() {
        return Estates.estate()
                .with(
                        Network.gateway("igw-1", "vpc-1"),
                        Network.subnet("subnet-1"),
                        Network.subnet("subnet-2"),
                        Network.subnet("subnet-3"),
                        Network.table(
                                "rtb-1",
                                "vpc-1",
                                false,
                                List.of("subnet-1", "subnet-3"),
                                Network.route("0.0.0.0/0", "igw-1")),
                        Network.mainTable("rtb-2", "vpc-1", Network.route("0.0.0.0/0", "nat-1")),
                        Network.openAcl("acl-1", "subnet-1", "subnet-2", "subnet-3"));
    }

    static MadeGroup admitting(int port) {
        return group("sg-1").in("tcp", port, port, "0.0.0.0/0");
    }

    private static MadeInterface reached() {
        return eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1");
    }

    @ParameterizedTest
    @MethodSource("directly")
    void judgesDirectWays(MadeInstance instance, MadeInterface eni, MadeGroup group, String reachable, String admin) {
        Estate estate = network().with(instance, eni, group).build();

        assertThat(Judging.judge(new InternetReachable(), instance, estate)).isEqualTo(reachable);
        assertThat(Judging.judge(new AdminPortReachable(), instance, estate)).isEqualTo(admin);
    }

    static Stream<Arguments> directly() {
        MadeInstance tagged = instance("i-1").tag("muster:public-web", "true");
        return Stream.of(
                argumentSet("SSH", instance("i-1"), reached(), admitting(22), "FAIL HIGH", "FAIL CRITICAL"),
                argumentSet("RDP on Linux", instance("i-1"), reached(), admitting(3389), "FAIL HIGH", "FAIL HIGH"),
                argumentSet("HTTPS", instance("i-1"), reached(), admitting(443), "FAIL HIGH", "PASS"),
                argumentSet("HTTPS on purpose", tagged, reached(), admitting(443), "FAIL INFO", "PASS"),
                argumentSet("SSH though tagged", tagged, reached(), admitting(22), "FAIL HIGH", "FAIL CRITICAL"),
                argumentSet(
                        "chosen addresses",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("tcp", 22, 22, "8.8.8.8/32"),
                        "FAIL MEDIUM",
                        "FAIL HIGH"),
                argumentSet(
                        "Path MTU Discovery alone",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("icmp", 3, 4, "0.0.0.0/0"),
                        "PASS",
                        "PASS"),
                argumentSet(
                        "ping alone",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("icmp", 8, -1, "0.0.0.0/0"),
                        "PASS",
                        "PASS"),
                argumentSet(
                        "HTTPS on purpose, and ICMP",
                        tagged,
                        reached(),
                        admitting(443).in("icmp", 3, 4, "0.0.0.0/0"),
                        "FAIL INFO",
                        "PASS"),
                argumentSet(
                        "chosen addresses, and ICMP for all",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("tcp", 22, 22, "8.8.8.8/32").in("icmp", 3, 4, "0.0.0.0/0"),
                        "FAIL MEDIUM",
                        "FAIL HIGH"),
                argumentSet(
                        "ICMP, and a list that is not there",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("icmp", 3, 4, "0.0.0.0/0").inFromList("tcp", 443, 443, "pl-1"),
                        "UNKNOWN",
                        "PASS"),
                argumentSet(
                        "its own address",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("tcp", 22, 22, "52.0.0.1/32"),
                        "PASS",
                        "PASS"),
                argumentSet(
                        "everything",
                        instance("i-1"),
                        reached(),
                        group("sg-1").in("-1", null, null, "0.0.0.0/0"),
                        "FAIL HIGH",
                        "FAIL CRITICAL"),
                argumentSet(
                        "stopped",
                        instance("i-1").state(InstanceState.STOPPED),
                        reached(),
                        admitting(22),
                        "FAIL MEDIUM",
                        "FAIL HIGH"),
                argumentSet(
                        "ended",
                        instance("i-1").state(InstanceState.TERMINATED),
                        reached(),
                        admitting(22),
                        "NOT_APPLICABLE",
                        "NOT_APPLICABLE"),
                argumentSet("private subnet", instance("i-1"), reached().in("subnet-2"), admitting(22), "PASS", "PASS"),
                argumentSet("private", instance("i-1"), eni("eni-1").of("i-1"), admitting(22), "PASS", "PASS"),
                argumentSet(
                        "a list that is not there",
                        instance("i-1"),
                        reached(),
                        group("sg-1").inFromList("tcp", 20, 25, "pl-1"),
                        "UNKNOWN",
                        "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource("bridges")
    void judgesBridges(List<MadeInterface> interfaces, String expected) {
        MadeInstance instance = instance("i-1");
        Estates made = network().with(instance);
        interfaces.forEach(made::with);

        assertThat(Judging.judge(new DualHomed(), instance, made.build())).isEqualTo(expected);
    }

    static Stream<Arguments> bridges() {
        MadeInterface open = eni("eni-1").of("i-1");
        return Stream.of(
                argumentSet("one", List.of(open), "PASS"),
                argumentSet("same subnet", List.of(open, eni("eni-2").of("i-1")), "PASS"),
                argumentSet(
                        "two that are alike",
                        List.of(open, eni("eni-2").of("i-1").in("subnet-3")),
                        "PASS"),
                argumentSet(
                        "public and private",
                        List.of(open, eni("eni-2").of("i-1").in("subnet-2")),
                        "FAIL MEDIUM"),
                argumentSet(
                        "of pods",
                        List.of(open, eni("eni-2").of("i-1").in("subnet-2").type("branch")),
                        "PASS"),
                argumentSet(
                        "of pods of the VPC CNI",
                        List.of(
                                open,
                                eni("eni-2").of("i-1").in("subnet-2").tag("node.k8s.amazonaws.com/instance_id", "i-1")),
                        "PASS"),
                argumentSet(
                        "a subnet that is not told",
                        List.of(open, eni("eni-2").of("i-1").in(null)),
                        "UNKNOWN"),
                argumentSet(
                        "a VPC that is not told, of a subnet that is",
                        List.of(open, eni("eni-2").of("i-1").inVpc(null)),
                        "PASS"),
                argumentSet(
                        "a subnet that is not told beside a bridge",
                        List.of(
                                open,
                                eni("eni-2").of("i-1").in("subnet-2"),
                                eni("eni-3").of("i-1").in(null)),
                        "FAIL MEDIUM"),
                argumentSet(
                        "several VPCs",
                        List.of(open, eni("eni-2").of("i-1").in("subnet-9").inVpc("vpc-2")),
                        "FAIL MEDIUM"));
    }

    /** EC2 adds the routes to the tables of public and of private subnets alike. */
    @Test
    void theRoutesOfVpcLatticeMakeNoSubnetPublic() {
        // given
        MadeInstance instance = instance("i-1");
        Estate estate = network()
                .with(
                        instance,
                        eni("eni-1").of("i-1"),
                        eni("eni-2").of("i-1").in("subnet-4"),
                        Network.subnet("subnet-4"),
                        Network.table(
                                "rtb-4",
                                "vpc-1",
                                false,
                                List.of("subnet-4"),
                                Network.route("169.254.171.0/24", "VpcLattice"),
                                Network.route("129.224.0.0/17", "VpcLattice"),
                                Network.route("fd00:ec2:80::/64", "VpcLattice")))
                .build();

        // then
        assertThat(Judging.judge(new DualHomed(), instance, estate)).isEqualTo("FAIL MEDIUM");
    }

    @ParameterizedTest
    @MethodSource
    void evidenceNamesTheHops(String part) {
        MadeInstance instance = instance("i-1");
        Estate estate = network().with(instance, reached(), admitting(22)).build();

        Verdict verdict = new InternetReachable().judge(instance.resource(), estate);

        assertThat(verdict.toString()).contains(part);
    }

    static Stream<String> evidenceNamesTheHops() {
        return Stream.of(
                "The internet can reach tcp 22",
                "igw-1: attached to vpc-1",
                "rtb-1: answers: route 0.0.0.0/0 to igw-1",
                "acl-1: entry 100 allows every protocol from 0.0.0.0/0",
                "sg-1: rule sgr-1 of sg-1 admits tcp 22 for 0.0.0.0/0",
                "52.0.0.1");
    }
}
