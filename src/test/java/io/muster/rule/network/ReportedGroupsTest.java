package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Security groups of bug reports of other scanners, and groups with odd values that AWS accepts. */
class ReportedGroupsTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String HIGH = "FAIL HIGH";
    private static final String CRITICAL = "FAIL CRITICAL";
    private static final Baseline USUAL = Baselines.usual();

    @ParameterizedTest
    @MethodSource
    void judgesReportedGroups(Rule<SecurityGroup> rule, MadeGroup group, String expected) {
        assertThat(Judging.judge(rule, group)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesReportedGroups() {
        MadeGroup web = sg().in("tcp", 80, 80, ANY).in("tcp", 443, 443, ANY).out("-1", null, null, ANY);
        MadeGroup udp = sg().in("udp", 0, 65535, ANY);
        MadeGroup strange = sg().out("252", 86, 86, "255.255.255.255/32");
        return Stream.of(
                argumentSet("web ports, all out (prowler 5172, 2442, 2107, 210)", new IngressAnyPort(USUAL), web, PASS),
                argumentSet("the same for every port", new IngressAllPorts(), web, PASS),
                argumentSet(
                        "wide ranges outbound alone (prowler 4936)",
                        new IngressWideCidr(USUAL),
                        sg().out("tcp", 22, 22, "140.82.112.0/20"),
                        PASS),
                argumentSet("every port of UDP is not SSH (prowler 8373)", new IngressAdminPort(), udp, NA),
                argumentSet("every port of UDP", new IngressAllPorts(), udp, CRITICAL),
                argumentSet(
                        "a /23 is not the internet (trivy 7267)",
                        new IngressAdminPort(),
                        sg().in("tcp", 22, 22, "5.6.6.0/23"),
                        PASS),
                argumentSet(
                        "a vendor's /29 (trivy 7455)",
                        new IngressAnyPort(USUAL),
                        sg().in("tcp", 5439, 5439, "3.251.148.96/29"),
                        PASS),
                argumentSet(
                        "a /24 is chosen (trivy-checks 100)",
                        new IngressWideCidr(USUAL),
                        sg().in("tcp", 443, 443, "1.2.3.0/24"),
                        PASS),
                argumentSet("protocol 252 (ScoutSuite 593)", new EgressUnrestricted(), strange, PASS),
                argumentSet("protocol 252, inbound rules", new IngressAllPorts(), strange, PASS),
                argumentSet(
                        "a default group with outbound rules alone (prowler 2761)",
                        new DefaultGroupHasRules(),
                        sg().isDefault().out("-1", null, null, ANY),
                        "FAIL MEDIUM"),
                argumentSet(
                        "a default group without rules (prowler 2761)",
                        new DefaultGroupHasRules(),
                        sg().isDefault(),
                        PASS));
    }

    @ParameterizedTest
    @MethodSource
    void judgesOddValues(Rule<SecurityGroup> rule, MadeGroup group, String expected) {
        assertThat(Judging.judge(rule, group, Made.prefixList("pl-1", "empty", Estates.ACCOUNT)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesOddValues() {
        return Stream.of(
                argumentSet("TCP by number", new IngressAdminPort(), sg().in("6", 22, 22, ANY), HIGH),
                argumentSet("UDP by number", new IngressDatabasePort(), sg().in("17", 11211, 11211, ANY), HIGH),
                argumentSet("every protocol, with ports", new IngressAllPorts(), sg().in("-1", 22, 22, ANY), CRITICAL),
                argumentSet("every port by -1", new IngressAllPorts(), sg().in("tcp", -1, -1, ANY), CRITICAL),
                argumentSet("from port 1 on", new IngressAllPorts(), sg().in("tcp", 1, 65535, ANY), CRITICAL),
                argumentSet("every port over IPv6", new IngressAllPorts(), sg().in("tcp", 0, 65535, "::/0"), CRITICAL),
                argumentSet("all of ICMP is no port", new IngressAdminPort(), sg().in("icmp", -1, -1, ANY), PASS),
                argumentSet("an ICMP type that is a port", new IngressAnyPort(USUAL), sg().in("1", 8, -1, ANY), PASS),
                argumentSet("ICMPv6 by number", new IngressAllPorts(), sg().in("58", null, null, "::/0"), PASS),
                argumentSet("GRE has no ports", new IngressAdminPort(), sg().in("47", null, null, ANY), PASS),
                argumentSet(
                        "an empty prefix list", new IngressAdminPort(), sg().inFromList("tcp", 22, 22, "pl-1"), PASS),
                argumentSet("unique local IPv6", new IngressAdminPort(), sg().in("tcp", 22, 22, "fc00::/7"), PASS),
                argumentSet("link-local IPv6", new IngressWideCidr(USUAL), sg().in("tcp", 22, 22, "fe80::/10"), PASS),
                argumentSet(
                        "IPv6 of documents", new IngressWideCidr(USUAL), sg().in("tcp", 22, 22, "2001:db8::/32"), PASS),
                argumentSet(
                        "all of IPv4 as IPv6", new IngressAdminPort(), sg().in("tcp", 22, 22, "::ffff:0:0/96"), PASS));
    }

    @ParameterizedTest
    @MethodSource
    void aGroupOfAnInterfaceIsUsedWithoutAnInstance(boolean used, String expected) {
        assertThat(Judging.judge(new UnusedGroup(), sg(), eni("eni-1").groups(used ? "sg-1" : "sg-2")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> aGroupOfAnInterfaceIsUsedWithoutAnInstance() {
        return Stream.of(
                argumentSet("attached to nothing (cloud-custodian 8099)", true, PASS),
                argumentSet("the interface carries another group", false, "FAIL LOW"));
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
