package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Assessments;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    @ParameterizedTest
    @MethodSource
    void judgesWidePortRanges(MadeGroup group, String expected) {
        assertThat(Judging.judge(
                        new IngressWidePortRange(Baselines.usual()), group, Made.of("vpc-1", vpc("10.0.0.0/16"))))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWidePortRanges() {
        return Stream.of(
                argumentSet("no rules", sg(), "PASS"),
                argumentSet("101 ports", sg().in("tcp", 8000, 8100, "10.1.0.0/16"), "PASS"),
                argumentSet("102 ports", sg().in("tcp", 8000, 8101, "10.1.0.0/16"), LOW),
                argumentSet("all of UDP", sg().in("udp", null, null, "10.1.0.0/16"), LOW),
                argumentSet("ephemeral ports, private", sg().in("tcp", 32768, 65535, "10.1.0.0/16"), "PASS"),
                argumentSet("ephemeral ports, public", sg().in("tcp", 32768, 65535, "3.1.2.3/32"), LOW),
                argumentSet("unprivileged ports, private", sg().in("tcp", 1024, 65535, "10.1.0.0/16"), LOW),
                argumentSet("every protocol from itself", sg().inFromGroup("sg-1"), "PASS"),
                argumentSet("every protocol from the VPC", sg().in("-1", null, null, "10.0.0.0/16"), MEDIUM),
                argumentSet("every protocol from more than the VPC", sg().in("-1", null, null, "10.0.0.0/8"), MEDIUM),
                argumentSet("every protocol from a subnet", sg().in("-1", null, null, "10.0.1.0/24"), "PASS"),
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

    @ParameterizedTest
    @MethodSource
    void judgesPrefixLists(MadeGroup group, String expected) {
        // given
        Estate estate = Estates.estate()
                .with(
                        group,
                        Made.prefixList("pl-all", "all", Estates.ACCOUNT, "0.0.0.0/1", "128.0.0.0/1"),
                        Made.prefixList("pl-wide", "wide", Estates.ACCOUNT, "3.1.0.0/16", "10.0.0.0/8"),
                        Made.prefixList("pl-narrow", "narrow", Estates.ACCOUNT, "3.1.2.3/32", "10.0.0.0/8"),
                        Made.prefixList("pl-vendor", "vendor", Estates.OTHER_ACCOUNT, "5.0.0.0/16"),
                        Made.prefixList("pl-sham", "x.cloudfront.origin-facing", Estates.OTHER_ACCOUNT, "3.0.0.0/8"),
                        Made.prefixList("pl-s3", "com.amazonaws.eu-central-1.s3", "AWS", "52.0.0.0/16"),
                        Made.unreadableList("pl-cf", "com.amazonaws.global.cloudfront.origin-facing", "AWS"),
                        Made.prefixList(
                                "pl-checks", "com.amazonaws.eu-central-1.route53-healthchecks", "AWS", "15.177.0.0/18"),
                        Made.unreadableList("pl-eic", "com.amazonaws.eu-central-1.ec2-instance-connect", "AWS"),
                        Made.unreadableList("pl-closed", "closed", Estates.OTHER_ACCOUNT))
                .build();

        // then
        assertThat(Judging.judge(new IngressPrefixList(TRUSTING), group, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesPrefixLists() {
        return Stream.of(
                argumentSet("no list", sg().in("tcp", 22, 22, ANY), NA),
                argumentSet("the internet", sg().inFromList("tcp", 22, 22, "pl-all"), "FAIL HIGH"),
                argumentSet("the internet, every protocol", sg().inFromList("-1", null, null, "pl-all"), "FAIL HIGH"),
                argumentSet("the internet, for HTTPS", sg().inFromList("tcp", 443, 443, "pl-all"), "PASS"),
                argumentSet("a wide network", sg().inFromList("tcp", 443, 443, "pl-wide"), MEDIUM),
                argumentSet("narrow ones", sg().inFromList("tcp", 22, 22, "pl-narrow"), "PASS"),
                argumentSet("a trusted network", sg().inFromList("tcp", 22, 22, "pl-vendor"), "PASS"),
                argumentSet("CloudFront", sg().inFromList("tcp", 443, 443, "pl-cf"), "FAIL INFO"),
                argumentSet("another's list by that name", sg().inFromList("tcp", 22, 22, "pl-sham"), "FAIL HIGH"),
                argumentSet("Instance Connect", sg().inFromList("tcp", 22, 22, "pl-eic"), "PASS"),
                argumentSet("Route 53's checkers", sg().inFromList("tcp", 8443, 8443, "pl-checks"), "PASS"),
                argumentSet("S3, a list of AWS", sg().inFromList("tcp", 443, 443, "pl-s3"), MEDIUM),
                argumentSet("a list that may not be read", sg().inFromList("tcp", 443, 443, "pl-closed"), "UNKNOWN"),
                argumentSet("a list that is not there", sg().inFromList("tcp", 443, 443, "pl-gone"), "UNKNOWN"),
                argumentSet(
                        "the worst of several",
                        sg().inFromList("tcp", 443, 443, "pl-cf").inFromList("tcp", 22, 22, "pl-all"),
                        "FAIL HIGH"),
                argumentSet(
                        "a fault beside one that may not be read",
                        sg().inFromList("tcp", 443, 443, "pl-closed").inFromList("tcp", 22, 22, "pl-all"),
                        "FAIL HIGH"),
                argumentSet(
                        "another account's", sg().owner(Estates.OTHER_ACCOUNT).inFromList("tcp", 1, 2, "pl-all"), NA));
    }

    @Test
    void evidenceOfAPrefixListHasItsVersion() {
        assertThat(Judging.evidence(
                        new IngressPrefixList(Baselines.usual()),
                        sg().inFromList("tcp", 22, 22, "pl-all").in("tcp", 443, 443, ANY),
                        Made.prefixList("pl-all", "all", Estates.ACCOUNT, ANY)))
                .containsEntry(
                        "prefixLists",
                        List.of(Map.of(
                                "prefixListId", "pl-all", "name", "all", "ownerId", Estates.ACCOUNT, "version", 1L)))
                .hasEntrySatisfying(
                        "rules",
                        rules -> assertThat(rules)
                                .asInstanceOf(InstanceOfAssertFactories.LIST)
                                .hasSize(1));
    }

    @Test
    void withoutPrefixListsTheirUsersAreUnknownWithTheCell() {
        // given
        MadeGroup group = sg().inFromList("tcp", 22, 22, "pl-all");
        Estate estate =
                Estates.estate().with(group).without(ResourceKind.PREFIX_LIST).build();

        // when
        Verdict verdict = new IngressPrefixList(Baselines.usual()).judge(group.resource(), estate);

        // then
        assertThat(verdict).isEqualTo(Verdict.unknown("not known: PREFIX_LIST in eu-central-1"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesUnknownAddresses(MadeGroup group, int days, String expected) {
        // given
        Estate estate = Estates.estate()
                .with(
                        group,
                        eni("eni-1").publicIps("3.9.9.9"),
                        Made.of("eipalloc-1", Parts.of(ElasticIp.class, "publicIp", "3.9.9.8")),
                        Made.of("vpc-9", vpc("3.4.0.0/16")))
                .unchangedSince(group, Estates.NOW.minus(Duration.ofDays(days)))
                .build();

        // then
        assertThat(Judging.judge(new UnknownPublicAddress(TRUSTING), group, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesUnknownAddresses() {
        return Stream.of(
                argumentSet("an address for months", sg().in("tcp", 22, 22, "3.1.2.3/32"), 91, LOW),
                argumentSet("an address for days", sg().in("tcp", 22, 22, "3.1.2.3/32"), 89, "PASS"),
                argumentSet("a small network", sg().in("tcp", 22, 22, "3.1.2.0/24"), 91, LOW),
                argumentSet("a large one is another rule's", sg().in("tcp", 22, 22, "3.1.0.0/16"), 91, "PASS"),
                argumentSet("an own address", sg().in("tcp", 22, 22, "3.9.9.9/32"), 91, "PASS"),
                argumentSet(
                        "an Elastic IP address that nothing uses", sg().in("tcp", 22, 22, "3.9.9.8/32"), 91, "PASS"),
                argumentSet("a VPC's", sg().in("tcp", 22, 22, "3.4.1.1/32"), 91, "PASS"),
                argumentSet("a trusted one", sg().in("tcp", 22, 22, "6.0.0.1/32"), 91, "PASS"),
                argumentSet("a source that makes no sense", sg().in("tcp", 22, 22, "everybody"), 91, "UNKNOWN"),
                argumentSet("a private one", sg().in("tcp", 22, 22, "10.1.1.1/32"), 91, "PASS"),
                argumentSet(
                        "another account's", sg().owner(Estates.OTHER_ACCOUNT).in("tcp", 1, 2, "3.1.2.3/32"), 91, NA));
    }

    private static Vpc vpc(String network) {
        return Parts.of(Vpc.class, "cidrBlocks", List.of(network), "ownerId", Estates.ACCOUNT);
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
