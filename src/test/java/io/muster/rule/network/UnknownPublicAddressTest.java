package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.rule.network.IngressSourceRulesTest.peering;
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
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Assessments;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownPublicAddressTest {

    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";

    private static final Baseline TRUSTING = Baselines.of(Map.of("trusted-networks.vendor", "5.0.0.0/16,6.0.0.1/32"));

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
