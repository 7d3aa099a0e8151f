package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IngressRulesTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String HIGH = "FAIL HIGH";
    private static final String CRITICAL = "FAIL CRITICAL";

    @ParameterizedTest
    @MethodSource
    void judgesGroups(MadeGroup group, String adminPorts, String allPorts) {
        // given
        var estate = estate().with(group).build();

        // then
        assertThat(Judging.judge(new IngressAdminPort(), group, estate)).isEqualTo(adminPorts);
        assertThat(Judging.judge(new IngressAllPorts(), group, estate)).isEqualTo(allPorts);
    }

    static Stream<Arguments> judgesGroups() {
        return Stream.of(
                argumentSet("no rules", sg(), "PASS", "PASS"),
                argumentSet("SSH", sg().in("tcp", 22, 22, ANY), HIGH, "PASS"),
                argumentSet("SSH by number of protocol", sg().in("6", 22, 22, ANY), HIGH, "PASS"),
                argumentSet("SSH in a range", sg().in("tcp", 20, 25, ANY), HIGH, "PASS"),
                argumentSet("beside SSH", sg().in("tcp", 23_000, 23_000, ANY), "PASS", "PASS"),
                argumentSet("RDP over UDP", sg().in("udp", 3389, 3389, ANY), HIGH, "PASS"),
                argumentSet("WinRM", sg().in("tcp", 5985, 5986, ANY), HIGH, "PASS"),
                argumentSet("Telnet", sg().in("tcp", 23, 23, ANY), HIGH, "PASS"),
                argumentSet("VNC", sg().in("tcp", 5900, 5900, ANY), HIGH, "PASS"),
                argumentSet("HTTPS", sg().in("tcp", 443, 443, ANY), "PASS", "PASS"),
                argumentSet("SSH over IPv6", sg().in("tcp", 22, 22, "::/0"), HIGH, "PASS"),
                argumentSet("SSH over global unicast", sg().in("tcp", 22, 22, "2000::/3"), HIGH, "PASS"),
                argumentSet("SSH from a /8", sg().in("tcp", 22, 22, "3.0.0.0/8"), HIGH, "PASS"),
                argumentSet("SSH from a /9", sg().in("tcp", 22, 22, "3.0.0.0/9"), "PASS", "PASS"),
                argumentSet("SSH from private space", sg().in("tcp", 22, 22, "10.0.0.0/8"), "PASS", "PASS"),
                argumentSet("SSH from carrier-grade NAT", sg().in("tcp", 22, 22, "100.64.0.0/10"), "PASS", "PASS"),
                argumentSet(
                        "SSH from two halves",
                        sg().in("tcp", 22, 22, "0.0.0.0/1").in("tcp", 22, 22, "128.0.0.0/1"),
                        HIGH,
                        "PASS"),
                argumentSet(
                        "SSH from two halves of a /8, in ranges that share it",
                        sg().in("tcp", 1, 22, "3.0.0.0/9").in("tcp", 22, 80, "3.128.0.0/9"),
                        HIGH,
                        "PASS"),
                argumentSet(
                        "two halves of a /8 on different ports",
                        sg().in("tcp", 22, 22, "3.0.0.0/9").in("tcp", 23, 23, "3.128.0.0/9"),
                        "PASS",
                        "PASS"),
                argumentSet("GRE carries no ports", sg().in("47", null, null, ANY), "PASS", "PASS"),
                argumentSet("ICMP types are no ports", sg().in("icmp", -1, -1, ANY), "PASS", "PASS"),
                argumentSet("ICMP type 22 is no SSH", sg().in("icmp", 22, 22, ANY), "PASS", "PASS"),
                argumentSet("from itself", sg().inFromGroup("sg-1"), "PASS", "PASS"),
                argumentSet("all protocols", sg().in("-1", null, null, ANY), "NOT_APPLICABLE", CRITICAL),
                argumentSet("all of TCP", sg().in("tcp", 0, 65535, ANY), "NOT_APPLICABLE", CRITICAL),
                argumentSet("all of TCP from 1", sg().in("tcp", 1, 65535, ANY), "NOT_APPLICABLE", CRITICAL),
                argumentSet("all of TCP, ports left out", sg().in("tcp", null, null, ANY), "NOT_APPLICABLE", CRITICAL),
                argumentSet("nearly all of TCP", sg().in("tcp", 2, 65535, ANY), HIGH, "PASS"),
                argumentSet("all of UDP", sg().in("udp", 0, 65535, "::/0"), "NOT_APPLICABLE", CRITICAL),
                argumentSet(
                        "all of TCP by two rules",
                        sg().in("tcp", 0, 1023, ANY).in("tcp", 1024, 65535, "::/0"),
                        "NOT_APPLICABLE",
                        CRITICAL),
                argumentSet(
                        "half by TCP, half by UDP",
                        sg().in("tcp", 0, 1023, ANY).in("udp", 1024, 65535, ANY),
                        HIGH,
                        "PASS"),
                argumentSet(
                        "all protocols from one half, TCP from the other",
                        sg().in("-1", null, null, "3.0.0.0/9").in("tcp", 0, 65535, "3.128.0.0/9"),
                        "NOT_APPLICABLE",
                        CRITICAL),
                argumentSet(
                        "owned by another",
                        sg().owner(Estates.OTHER_ACCOUNT).in("-1", null, null, ANY),
                        "NOT_APPLICABLE",
                        "NOT_APPLICABLE"),
                argumentSet("a wide list", sg().inFromList("tcp", 22, 22, "pl-wide"), HIGH, "PASS"),
                argumentSet(
                        "a wide list for all",
                        sg().inFromList("-1", null, null, "pl-wide"),
                        "NOT_APPLICABLE",
                        CRITICAL),
                argumentSet("a narrow list", sg().inFromList("tcp", 22, 22, "pl-narrow"), "PASS", "PASS"),
                argumentSet(
                        "a list and a range add up",
                        sg().inFromList("tcp", 22, 22, "pl-half").in("tcp", 22, 22, "3.128.0.0/9"),
                        HIGH,
                        "PASS"),
                argumentSet(
                        "CloudFront is a service", sg().inFromList("tcp", 0, 65535, "pl-cloudfront"), "PASS", "PASS"),
                argumentSet("so is Instance Connect", sg().inFromList("tcp", 22, 22, "pl-connect"), "PASS", "PASS"),
                argumentSet("so is VPC Lattice", sg().inFromList("tcp", 22, 22, "pl-lattice"), "PASS", "PASS"),
                argumentSet(
                        "a customer's list by that name is not",
                        sg().inFromList("tcp", 22, 22, "pl-sham"),
                        HIGH,
                        "PASS"),
                argumentSet("a closed list", sg().inFromList("tcp", 22, 22, "pl-closed"), "UNKNOWN", "PASS"),
                argumentSet(
                        "a closed list for all", sg().inFromList("-1", null, null, "pl-closed"), "UNKNOWN", "UNKNOWN"),
                argumentSet("a closed list for HTTPS", sg().inFromList("tcp", 443, 443, "pl-closed"), "PASS", "PASS"),
                argumentSet("a list that is not there", sg().inFromList("tcp", 22, 22, "pl-gone"), "UNKNOWN", "PASS"),
                argumentSet(
                        "a list that makes no sense", sg().inFromList("tcp", 22, 22, "pl-broken"), "UNKNOWN", "PASS"),
                argumentSet("a range that makes no sense", sg().in("tcp", 22, 22, "all of it"), "UNKNOWN", "PASS"),
                argumentSet(
                        "a closed list where something else decides",
                        sg().inFromList("tcp", 22, 22, "pl-closed").in("tcp", 22, 22, ANY),
                        HIGH,
                        "PASS"));
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }

    private static Estates estate() {
        return Estates.estate()
                .with(
                        Made.prefixList("pl-wide", "wide", Estates.ACCOUNT, "0.0.0.0/1", "128.0.0.0/1"),
                        Made.prefixList("pl-half", "half", Estates.ACCOUNT, "3.0.0.0/9"),
                        Made.prefixList("pl-narrow", "narrow", Estates.ACCOUNT, "198.18.0.0/15", "3.1.2.3/32"),
                        Made.prefixList("pl-broken", "broken", Estates.ACCOUNT, "nonsense"),
                        Made.prefixList(
                                "pl-cloudfront", "com.amazonaws.global.cloudfront.origin-facing", "AWS", "3.0.0.0/8"),
                        Made.prefixList("pl-sham", "x.cloudfront.origin-facing", Estates.OTHER_ACCOUNT, "3.0.0.0/8"),
                        Made.unreadableList("pl-connect", "com.amazonaws.eu-central-1.ec2-instance-connect", "AWS"),
                        Made.prefixList(
                                "pl-lattice",
                                "com.amazonaws.eu-central-1.vpc-lattice",
                                "AWS",
                                "169.254.171.0/24",
                                "129.224.0.0/17"),
                        Made.unreadableList("pl-closed", "closed", Estates.OTHER_ACCOUNT));
    }

    @Test
    void withoutPrefixListsOnlyTheirUsersAreUnknown() {
        // given
        MadeGroup byList = group("sg-list").inFromList("tcp", 22, 22, "pl-narrow");
        MadeGroup byRange = group("sg-range").in("tcp", 22, 22, ANY);
        var estate =
                estate().with(byList, byRange).without(ResourceKind.PREFIX_LIST).build();

        // then
        assertThat(Judging.judge(new IngressAdminPort(), byList, estate)).isEqualTo("UNKNOWN");
        assertThat(Judging.judge(new IngressAdminPort(), byRange, estate)).isEqualTo(HIGH);
    }

    @Test
    void evidenceNamesTheRulesThatOpenThePorts() {
        // given
        MadeGroup group = sg().in("tcp", 443, 443, ANY).in("tcp", 20, 25, ANY).in("tcp", 22, 22, "10.0.0.0/8");

        // when
        Map<String, Object> evidence = Judging.evidence(new IngressAdminPort(), group);

        // then
        assertThat(evidence)
                .containsEntry("ports", List.of("tcp/22", "tcp/23"))
                .containsEntry(
                        "rules",
                        List.of(Map.of(
                                "ruleId", "sgr-2", "protocol", "tcp", "fromPort", 20, "toPort", 25, "cidr", ANY)));
    }

    @Test
    void evidenceOfAllPortsKeepsThoseForAdministration() {
        assertThat(Judging.evidence(new IngressAllPorts(), sg().in("-1", null, null, ANY)))
                .containsEntry("protocols", List.of("tcp", "udp", "-1"))
                .hasEntrySatisfying(
                        "adminPorts",
                        ports -> assertThat(ports)
                                .asInstanceOf(InstanceOfAssertFactories.LIST)
                                .contains("tcp/22", "udp/3389"));
    }
}
