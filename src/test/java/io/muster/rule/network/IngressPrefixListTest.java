package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Assessments;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Rule;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IngressPrefixListTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String NA = "NOT_APPLICABLE";
    private static final String MEDIUM = "FAIL MEDIUM";

    private static final Baseline TRUSTING = Baselines.of(Map.of("trusted-networks.vendor", "5.0.0.0/16,6.0.0.1/32"));

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
                        Made.prefixList(
                                "pl-lattice",
                                "com.amazonaws.eu-central-1.vpc-lattice",
                                "AWS",
                                "129.224.0.0/17",
                                "3.7.0.0/16"),
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
                argumentSet("VPC Lattice", sg().inFromList("tcp", 8080, 8080, "pl-lattice"), "PASS"),
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

    private static MadeGroup sg() {
        return group("sg-1");
    }
}
