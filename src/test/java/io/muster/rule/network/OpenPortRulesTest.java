package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenPortRulesTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String NA = "NOT_APPLICABLE";
    private static final String HIGH = "FAIL HIGH";
    private static final String MEDIUM = "FAIL MEDIUM";

    @ParameterizedTest
    @MethodSource
    void judges(MadeGroup group, String database, String highRisk, String anyPort) {
        // given
        Estate estate = Estates.estate()
                .with(
                        group,
                        Made.unreadableList("pl-closed", "closed", Estates.OTHER_ACCOUNT),
                        Made.prefixList("pl-wide", "wide", Estates.ACCOUNT, ANY))
                .build();

        // then
        assertThat(Judging.judge(new IngressDatabasePort(), group, estate)).isEqualTo(database);
        assertThat(Judging.judge(new IngressHighRiskPort(), group, estate)).isEqualTo(highRisk);
        assertThat(Judging.judge(anyPort(), group, estate)).isEqualTo(anyPort);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("no rules", sg(), "PASS", "PASS", "PASS"),
                argumentSet("HTTPS", sg().in("tcp", 443, 443, ANY), "PASS", "PASS", "PASS"),
                argumentSet("QUIC", sg().in("udp", 443, 443, ANY), "PASS", "PASS", "PASS"),
                argumentSet("MySQL", sg().in("tcp", 3306, 3306, ANY), HIGH, "PASS", NA),
                argumentSet("MySQL over UDP is none", sg().in("udp", 3306, 3306, ANY), "PASS", "PASS", MEDIUM),
                argumentSet("Memcached over UDP", sg().in("udp", 11211, 11211, ANY), HIGH, "PASS", NA),
                argumentSet("SQL Server's browser over UDP", sg().in("udp", 1434, 1434, ANY), HIGH, "PASS", NA),
                argumentSet("PostgreSQL in a range", sg().in("tcp", 5000, 6000, ANY), HIGH, HIGH, NA),
                argumentSet("Redis over IPv6", sg().in("tcp", 6379, 6379, "::/0"), HIGH, "PASS", NA),
                argumentSet("MongoDB by a list", sg().inFromList("tcp", 27017, 27017, "pl-wide"), HIGH, "PASS", NA),
                argumentSet("SMB", sg().in("tcp", 445, 445, ANY), "PASS", HIGH, NA),
                argumentSet("DNS over UDP", sg().in("udp", 53, 53, ANY), "PASS", HIGH, NA),
                argumentSet("Docker", sg().in("tcp", 2375, 2376, ANY), "PASS", HIGH, NA),
                argumentSet("kubelet from two halves", halves(10250), "PASS", HIGH, NA),
                argumentSet("SSH", sg().in("tcp", 22, 22, ANY), "PASS", "PASS", NA),
                argumentSet(
                        "SSH and another port",
                        sg().in("tcp", 22, 22, ANY).in("tcp", 9999, 9999, ANY),
                        "PASS",
                        "PASS",
                        NA),
                argumentSet("another port", sg().in("tcp", 9999, 9999, ANY), "PASS", "PASS", MEDIUM),
                argumentSet(
                        "another port that the group's tag allows",
                        sg().in("tcp", 9999, 9999, ANY).tag(Baseline.AUTHORIZED_PORTS_TAG, "9990-9999"),
                        "PASS",
                        "PASS",
                        "PASS"),
                argumentSet("a range with HTTPS in it", sg().in("tcp", 440, 443, ANY), "PASS", "PASS", MEDIUM),
                argumentSet("from private space", sg().in("tcp", 1, 65000, "10.0.0.0/8"), "PASS", "PASS", "PASS"),
                argumentSet("from one address", sg().in("tcp", 3306, 3306, "3.1.2.3/32"), "PASS", "PASS", "PASS"),
                argumentSet("GRE carries no ports", sg().in("47", null, null, ANY), "PASS", "PASS", "PASS"),
                argumentSet("every protocol", sg().in("-1", null, null, ANY), NA, NA, NA),
                argumentSet(
                        "all of UDP, and MySQL",
                        sg().in("udp", 0, 65535, ANY).in("tcp", 3306, 3306, ANY),
                        HIGH,
                        NA,
                        NA),
                argumentSet(
                        "all of UDP, and another port",
                        sg().in("udp", 0, 65535, ANY).in("tcp", 9999, 9999, ANY),
                        NA,
                        NA,
                        NA),
                argumentSet("all of TCP", sg().in("tcp", 0, 65535, ANY), NA, NA, NA),
                argumentSet(
                        "a closed list for MySQL",
                        sg().inFromList("tcp", 3306, 3306, "pl-closed"),
                        "UNKNOWN",
                        "PASS",
                        "UNKNOWN"),
                argumentSet(
                        "a closed list for HTTPS",
                        sg().inFromList("tcp", 443, 443, "pl-closed"),
                        "PASS",
                        "PASS",
                        "PASS"),
                argumentSet(
                        "another account's", sg().owner(Estates.OTHER_ACCOUNT).in("tcp", 445, 445, ANY), NA, NA, NA));
    }

    @ParameterizedTest
    @MethodSource
    void judgesByTheMembers(MadeInterface member, String anyPort) {
        MadeGroup group = sg().in("tcp", 9999, 9999, ANY);
        assertThat(Judging.judge(anyPort(), group, member.groups("sg-1"))).isEqualTo(anyPort);
    }

    static Stream<Arguments> judgesByTheMembers() {
        return Stream.of(
                argumentSet("an instance", eni("eni-1").of("i-1"), MEDIUM),
                argumentSet("a Network Load Balancer", eni("eni-1").type("network_load_balancer"), NA),
                argumentSet("an Application Load Balancer", eni("eni-1").requesterManaged("ELB app/web/1"), NA),
                argumentSet("an Application Load Balancer", eni("eni-1").type("load_balancer"), NA),
                argumentSet("a NAT gateway", eni("eni-1").type("nat_gateway"), NA),
                argumentSet("a NAT gateway, by the SDK's word", eni("eni-1").type("natGateway"), NA),
                argumentSet("a VPC endpoint", eni("eni-1").type("vpc_endpoint"), NA),
                argumentSet("a database that RDS runs", eni("eni-1").requesterManaged("RDSNetworkInterface"), MEDIUM),
                argumentSet(
                        "one that says ELB of itself", eni("eni-1").of("i-1").type(null), MEDIUM));
    }

    @Test
    void oneInstanceAmongLoadBalancersIsEnough() {
        assertThat(Judging.judge(
                        anyPort(),
                        sg().in("tcp", 9999, 9999, ANY),
                        eni("eni-1").type("network_load_balancer").groups("sg-1"),
                        eni("eni-2").of("i-1").groups("sg-1")))
                .isEqualTo(MEDIUM);
    }

    @Test
    void evidenceNamesThePortsAndRules() {
        assertThat(Judging.evidence(anyPort(), sg().in("tcp", 443, 445 - 1, ANY).in("tcp", 80, 80, ANY)))
                .containsEntry("ports", List.of("tcp/444"))
                .containsEntry("authorizedPorts", List.of("80", "443"))
                .containsEntry(
                        "rules",
                        List.of(Map.of(
                                "ruleId", "sgr-1", "protocol", "tcp", "fromPort", 443, "toPort", 444, "cidr", ANY)));
        assertThat(Judging.evidence(new IngressDatabasePort(), sg().in("tcp", 1433, 1434, ANY)))
                .containsEntry("ports", List.of("tcp/1433", "tcp/1434"));
    }

    private static MadeGroup halves(int port) {
        return sg().in("tcp", port, port, "0.0.0.0/1").in("tcp", port, port, "128.0.0.0/1");
    }

    private static IngressAnyPort anyPort() {
        return new IngressAnyPort(Baselines.usual());
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
