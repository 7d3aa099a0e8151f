package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Assessments;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about whom a group admits, and over how many ports. */
class IngressSourceRulesTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";
    private static final String MEDIUM = "FAIL MEDIUM";

    private static final Baseline TRUSTING = Baselines.of(Map.of("trusted-networks.vendor", "5.0.0.0/16,6.0.0.1/32"));

    @ParameterizedTest
    @MethodSource
    void judgesWideNetworks(MadeGroup group, String expected) {
        assertThat(Judging.judge(new IngressWideCidr(TRUSTING), group, Made.of("vpc-9", vpc("3.4.0.0/16"))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWideNetworks() {
        return Stream.of(
                argumentSet("no rules", sg(), "PASS"),
                argumentSet("a /23", sg().in("tcp", 443, 443, "3.1.2.0/23"), MEDIUM),
                argumentSet("a /24", sg().in("tcp", 443, 443, "3.1.2.0/24"), "PASS"),
                argumentSet("a /9", sg().in("tcp", 443, 443, "3.0.0.0/9"), MEDIUM),
                argumentSet("the internet is no network", sg().in("tcp", 443, 443, ANY), "PASS"),
                argumentSet("nor is a /8", sg().in("tcp", 443, 443, "3.0.0.0/8"), "PASS"),
                argumentSet("a /47 of IPv6", sg().in("tcp", 443, 443, "2600:1:2::/47"), MEDIUM),
                argumentSet("a /48 of IPv6", sg().in("tcp", 443, 443, "2600:1:2::/48"), "PASS"),
                argumentSet("private", sg().in("-1", null, null, "10.0.0.0/8"), "PASS"),
                argumentSet("carrier-grade NAT", sg().in("-1", null, null, "100.64.0.0/10"), "PASS"),
                argumentSet("public space that a VPC uses", sg().in("tcp", 443, 443, "3.4.0.0/16"), "PASS"),
                argumentSet("more than the VPC uses", sg().in("tcp", 443, 443, "3.4.0.0/15"), MEDIUM),
                argumentSet("a trusted network (Prowler 6780)", sg().in("tcp", 443, 443, "5.0.0.0/16"), "PASS"),
                argumentSet("a part of a trusted network", sg().in("tcp", 443, 443, "5.0.128.0/17"), "PASS"),
                argumentSet("ICMP counts", sg().in("icmp", -1, -1, "3.1.0.0/16"), MEDIUM),
                argumentSet("a range that makes no sense", sg().in("tcp", 443, 443, "everybody"), "UNKNOWN"),
                argumentSet("a group", sg().inFromGroup("sg-2"), "PASS"),
                argumentSet(
                        "another account's", sg().owner(Estates.OTHER_ACCOUNT).in("tcp", 1, 2, "3.0.0.0/9"), NA));
    }

    /** Rule 31 leaves out what a peered VPC uses, too: nobody of the internet has such an address behind the connection. */
    @ParameterizedTest
    @CsvSource({
        "active, 7.1.0.0/16, PASS",
        "active, 7.1.4.0/22, PASS",
        "active, 7.0.0.0/15, FAIL MEDIUM",
        "active, 7.2.0.0/16, FAIL MEDIUM",
        "pending-acceptance, 7.1.0.0/16, FAIL MEDIUM",
        "deleted, 7.1.0.0/16, FAIL MEDIUM"
    })
    void leavesOutNetworksOfPeeredVpcs(String status, String network, String expected) {
        // given
        MadeGroup group = sg().in("tcp", 443, 443, network);
        MadeGroup byList = sg().inFromList("tcp", 443, 443, "pl-1");
        Estate estate = Estates.estate()
                .with(peering(status), Made.prefixList("pl-1", "peers", Estates.ACCOUNT, network))
                .build();

        // when, then
        assertThat(Judging.judge(new IngressWideCidr(TRUSTING), group, estate)).isEqualTo(expected);
        assertThat(Judging.judge(new IngressPrefixList(TRUSTING), byList, estate))
                .isEqualTo(expected);
    }

    static Estates.Made<VpcPeeringConnection> peering(String status) {
        return Made.of(
                "pcx-1",
                Parts.of(
                        VpcPeeringConnection.class,
                        "status",
                        status,
                        "accepter",
                        new PeeringSide(
                                "vpc-7", Estates.OTHER_ACCOUNT, "eu-west-1", List.of("7.1.0.0/16"), List.of(), null)));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWidePortRanges(MadeGroup group, String expected) {
        assertThat(Judging.judge(
                        new IngressWidePortRange(Baselines.usual()),
                        group,
                        Made.of("vpc-1", vpc("10.0.0.0/16")),
                        Made.prefixList("pl-inner", "inner", Estates.ACCOUNT, "10.0.0.0/17", "10.0.128.0/17"),
                        Made.prefixList("pl-half", "half", Estates.ACCOUNT, "10.0.0.0/17"),
                        Made.prefixList("pl-vendor", "vendor", Estates.ACCOUNT, "3.1.2.3/32"),
                        Made.prefixList("pl-empty", "empty", Estates.ACCOUNT),
                        Made.prefixList("pl-sham", "x.cloudfront.origin-facing", Estates.OTHER_ACCOUNT),
                        Made.unreadableList("pl-cf", "com.amazonaws.global.cloudfront.origin-facing", "AWS"),
                        Made.unreadableList("pl-closed", "closed", Estates.OTHER_ACCOUNT)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWidePortRanges() {
        return Stream.of(
                argumentSet("no rules", sg(), "PASS"),
                argumentSet("101 ports", sg().in("tcp", 8000, 8100, "10.1.0.0/16"), "PASS"),
                argumentSet("102 ports", sg().in("tcp", 8000, 8101, "10.1.0.0/16"), LOW),
                argumentSet("all of UDP", sg().in("udp", null, null, "10.1.0.0/16"), LOW),
                argumentSet("all of TCP, as -1", sg().in("tcp", -1, -1, "10.1.0.0/16"), LOW),
                argumentSet("a bound is lost", sg().in("tcp", 22, null, "10.1.0.0/16"), "UNKNOWN"),
                argumentSet("bounds in the wrong order", sg().in("tcp", 9000, 22, "10.1.0.0/16"), "UNKNOWN"),
                argumentSet("a bound beyond all ports", sg().in("tcp", 22, 70000, "10.1.0.0/16"), "UNKNOWN"),
                argumentSet("ephemeral ports, private", sg().in("tcp", 32768, 65535, "10.1.0.0/16"), "PASS"),
                argumentSet("ephemeral ports, public", sg().in("tcp", 32768, 65535, "3.1.2.3/32"), LOW),
                argumentSet("unprivileged ports, private", sg().in("tcp", 1024, 65535, "10.1.0.0/16"), LOW),
                argumentSet("every protocol from itself", sg().inFromGroup("sg-1"), "PASS"),
                argumentSet("every protocol from the VPC", sg().in("-1", null, null, "10.0.0.0/16"), MEDIUM),
                argumentSet("every protocol from more than the VPC", sg().in("-1", null, null, "10.0.0.0/8"), MEDIUM),
                argumentSet("every protocol from a subnet", sg().in("-1", null, null, "10.0.1.0/24"), "PASS"),
                argumentSet("ephemeral ports, a private list", sg().inFromList("tcp", 32768, 65535, "pl-half"), "PASS"),
                argumentSet("ephemeral ports, a public list", sg().inFromList("tcp", 32768, 65535, "pl-vendor"), LOW),
                argumentSet("ephemeral ports, CloudFront", sg().inFromList("tcp", 32768, 65535, "pl-cf"), LOW),
                argumentSet("ephemeral ports, an empty list", sg().inFromList("tcp", 32768, 65535, "pl-empty"), "PASS"),
                argumentSet("other ports, an empty list", sg().inFromList("tcp", 1024, 65535, "pl-empty"), "PASS"),
                argumentSet("other ports, CloudFront", sg().inFromList("tcp", 1024, 65535, "pl-cf"), LOW),
                argumentSet(
                        "an empty list named like one of AWS's",
                        sg().inFromList("tcp", 1024, 65535, "pl-sham"),
                        "PASS"),
                argumentSet("every protocol from an empty list", sg().inFromList("-1", null, null, "pl-empty"), "PASS"),
                argumentSet(
                        "ephemeral ports, a list that may not be read",
                        sg().inFromList("tcp", 32768, 65535, "pl-closed"),
                        "UNKNOWN"),
                argumentSet(
                        "other ports, a list that may not be read",
                        sg().inFromList("tcp", 1024, 65535, "pl-closed"),
                        LOW),
                argumentSet(
                        "every protocol from the VPC by a list", sg().inFromList("-1", null, null, "pl-inner"), MEDIUM),
                argumentSet(
                        "every protocol from half the VPC by a list",
                        sg().inFromList("-1", null, null, "pl-half"),
                        "PASS"),
                argumentSet(
                        "every protocol from a list that may not be read",
                        sg().inFromList("-1", null, null, "pl-closed"),
                        "UNKNOWN"),
                argumentSet("every protocol from CloudFront", sg().inFromList("-1", null, null, "pl-cf"), "PASS"),
                argumentSet("ICMP types are no ports", sg().in("icmp", 0, 255, "10.1.0.0/16"), "PASS"),
                argumentSet(
                        "another account's", sg().owner(Estates.OTHER_ACCOUNT).in("tcp", 1, 9000, ANY), NA));
    }

    @Test
    void withoutVpcsOnlyRulesForEveryProtocolAreUnknown() {
        // given
        MadeGroup range = sg().in("tcp", 1, 9000, "10.1.0.0/16");
        MadeGroup everything = group("sg-2").in("-1", null, null, "10.0.0.0/16");
        Estate estate = Estates.estate()
                .with(range, everything)
                .without(ResourceKind.VPC)
                .build();
        Rule<SecurityGroup> rule = new IngressWidePortRange(Baselines.usual());

        // when, then
        assertThat(Judging.judge(rule, range, estate)).isEqualTo(LOW);
        assertThat(Assessments.by(rule).assess(estate).map(result -> Judging.word(result.verdict())))
                .containsExactly(LOW, "UNKNOWN");
    }

    private static Vpc vpc(String network) {
        return Parts.of(Vpc.class, "cidrBlocks", List.of(network), "ownerId", Estates.ACCOUNT);
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
