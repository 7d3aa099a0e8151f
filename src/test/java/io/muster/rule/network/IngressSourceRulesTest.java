package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.NotRead;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ElasticIp;
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
import io.muster.rule.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    @Test
    void anAddressOfAPeeredVpcIsNoUnknownPublicOne() {
        // given
        MadeGroup group = sg().in("tcp", 443, 443, "7.1.2.3/32");
        Duration longAgo = Duration.ofDays(200);
        UnknownPublicAddress rule = new UnknownPublicAddress(TRUSTING);

        // when, then
        assertThat(Judging.judge(
                        rule,
                        group,
                        Estates.estate()
                                .with(group, peering("active"))
                                .unchangedSince(group, Estates.NOW.minus(longAgo))
                                .build()))
                .isEqualTo("PASS");
        assertThat(Assessments.by(rule)
                        .assess(Estates.estate()
                                .with(group)
                                .unchangedSince(group, Estates.NOW.minus(longAgo))
                                .without(ResourceKind.VPC_PEERING_CONNECTION)
                                .build())
                        .map(result -> Judging.word(result.verdict())))
                .containsExactly("UNKNOWN");
    }

    private static Estates.Made<VpcPeeringConnection> peering(String status) {
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
                argumentSet("the internet, for ping", sg().inFromList("icmp", 8, -1, "pl-all"), "PASS"),
                argumentSet("the internet, for tunnels of GRE", sg().inFromList("47", null, null, "pl-all"), "PASS"),
                argumentSet(
                        "the internet, for ping and for SSH",
                        sg().inFromList("icmp", 8, -1, "pl-all").inFromList("tcp", 22, 22, "pl-all"),
                        "FAIL HIGH"),
                argumentSet("a wide network, for ping", sg().inFromList("icmp", 8, -1, "pl-wide"), MEDIUM),
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

    /** Which networks VPCs use privately decides over wide networks alone, not over the internet. */
    @ParameterizedTest
    @EnumSource(
            value = ResourceKind.class,
            names = {"VPC", "VPC_PEERING_CONNECTION"})
    void aListOfTheInternetFailsThoughNetworksOfVpcsAreNotKnown(ResourceKind unread) {
        // given
        MadeGroup both = sg().inFromList("tcp", 22, 22, "pl-wide").inFromList("tcp", 22, 22, "pl-z-all");
        MadeGroup wide = group("sg-2").inFromList("tcp", 22, 22, "pl-wide");
        MadeGroup narrow = group("sg-3").inFromList("tcp", 22, 22, "pl-narrow");
        MadeGroup besideCloudFront =
                group("sg-4").inFromList("tcp", 22, 22, "pl-wide").inFromList("tcp", 443, 443, "pl-cf");
        Estates estate = Estates.estate()
                .with(
                        both,
                        wide,
                        narrow,
                        besideCloudFront,
                        Made.unreadableList("pl-cf", "com.amazonaws.global.cloudfront.origin-facing", "AWS"),
                        Made.prefixList("pl-wide", "wide", Estates.ACCOUNT, "3.1.0.0/16"),
                        Made.prefixList("pl-narrow", "narrow", Estates.ACCOUNT, "3.1.2.3/32"),
                        Made.prefixList("pl-z-all", "all", Estates.ACCOUNT, ANY));
        Rule<SecurityGroup> rule = new IngressPrefixList(Baselines.usual());

        // when, then
        assertThat(admitting(rule.judge(both.resource(), estate.build()))).containsExactly("pl-wide", "pl-z-all");
        Estate partly = estate.without(unread).build();
        assertThat(admitting(rule.judge(both.resource(), partly))).containsExactly("pl-z-all");
        assertThat(Assessments.by(rule).assess(partly).map(result -> Judging.word(result.verdict())))
                .containsExactly("FAIL HIGH", "UNKNOWN", "PASS", "UNKNOWN");
    }

    private static List<String> admitting(Verdict verdict) {
        return ((List<?>) ((Verdict.Fail) verdict).evidence().get("prefixLists"))
                .stream()
                        .map(list -> String.valueOf(((Map<?, ?>) list).get("prefixListId")))
                        .toList();
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
                .holding("3.9.9.7", "2600:1f14::/56")
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
                argumentSet(
                        "an Elastic IP address of another region or account",
                        sg().in("tcp", 22, 22, "3.9.9.7/32"),
                        91,
                        "PASS"),
                argumentSet(
                        "a subnet of a VPC of another region or account",
                        sg().in("tcp", 22, 22, "2600:1f14:0:1::/64"),
                        91,
                        "PASS"),
                argumentSet("an IPv6 address", sg().in("tcp", 22, 22, "2600:1f15::1/128"), 91, LOW),
                argumentSet("a unique local address", sg().in("tcp", 22, 22, "fd00:1::1/128"), 91, "PASS"),
                argumentSet("a link-local address", sg().in("tcp", 22, 22, "fe80::1/128"), 91, "PASS"),
                argumentSet("addresses of documents", sg().in("tcp", 22, 22, "2001:db8:1::/64"), 91, "PASS"),
                argumentSet("newer addresses of documents", sg().in("tcp", 22, 22, "3fff:1::1/128"), 91, "PASS"),
                argumentSet("an IPv4 address as IPv6", sg().in("tcp", 22, 22, "::ffff:3.1.2.3/128"), 91, "PASS"),
                argumentSet("a VPC's", sg().in("tcp", 22, 22, "3.4.1.1/32"), 91, "PASS"),
                argumentSet("a trusted one", sg().in("tcp", 22, 22, "6.0.0.1/32"), 91, "PASS"),
                argumentSet("a source that makes no sense", sg().in("tcp", 22, 22, "everybody"), 91, "UNKNOWN"),
                argumentSet("a private one", sg().in("tcp", 22, 22, "10.1.1.1/32"), 91, "PASS"),
                argumentSet(
                        "another account's", sg().owner(Estates.OTHER_ACCOUNT).in("tcp", 1, 2, "3.1.2.3/32"), 91, NA));
    }

    /** The account's own addresses may be very many. */
    @ParameterizedTest
    @CsvSource({"10.1.1.1/32, PASS", "6.0.0.1/32, PASS", "everybody, UNKNOWN"})
    void asksForOwnAddressesOnlyWhereAnUntrustedPublicOneIsNamed(String source, String expected) {
        // given
        MadeGroup group = sg().in("tcp", 22, 22, source);
        MadeGroup naming = group("sg-2").in("tcp", 22, 22, "3.1.2.3/32");
        Estate estate = Estates.estate()
                .with(group, naming)
                .unchangedSince(group, Estates.NOW.minus(Duration.ofDays(91)))
                .unchangedSince(naming, Estates.NOW.minus(Duration.ofDays(91)))
                .without(ResourceKind.NETWORK_INTERFACE)
                .build();
        UnknownPublicAddress rule = new UnknownPublicAddress(TRUSTING);

        // when, then
        assertThat(Judging.judge(rule, group, estate)).isEqualTo(expected);
        assertThatThrownBy(() -> rule.judge(naming.resource(), estate)).isInstanceOf(NotRead.class);
    }

    @Test
    void aLargeNetworkOfWhichASmallPartIsUnknownIsJudgedByThatPart() {
        // given
        MadeGroup group = sg().in("tcp", 22, 22, "3.4.0.0/22");
        Estates estate = Estates.estate().with(group).unchangedSince(group, Estates.NOW.minus(Duration.ofDays(91)));
        UnknownPublicAddress rule = new UnknownPublicAddress(TRUSTING);

        // when, then
        assertThat(Judging.judge(rule, group, estate.build())).isEqualTo("PASS");
        assertThat(Judging.judge(
                        rule,
                        group,
                        estate.with(Made.of("vpc-8", vpc("3.4.0.0/23")), Made.of("vpc-9", vpc("3.4.2.0/24")))
                                .build()))
                .isEqualTo(LOW);
    }

    private static Vpc vpc(String network) {
        return Parts.of(Vpc.class, "cidrBlocks", List.of(network), "ownerId", Estates.ACCOUNT);
    }

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
