package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublicAccessNotBlockedTest {

    private static final String NA = "NOT_APPLICABLE";
    private static final String OF_VPC_ORIGINS = "CloudFront-VPCOrigins-Service-SG";

    @ParameterizedTest
    @MethodSource
    void judges(String mode, Estates.Made<?>[] others, String expected) {
        assertThat(Judging.judge(new PublicAccessNotBlocked(), Made.publicAccess(mode, null), others))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("off, nothing there", "off", of(), "FAIL MEDIUM"),
                argumentSet("off, private alone", "off", of(eni("eni-1").ipv6("fd00::1")), "FAIL MEDIUM"),
                argumentSet("off, public IPv4", "off", of(eni("eni-1").publicIps("198.51.100.1")), "NOT_APPLICABLE"),
                argumentSet("off, public IPv6", "off", of(eni("eni-1").ipv6("2a05:d014::1")), "NOT_APPLICABLE"),
                argumentSet(
                        "off, barred IPv6",
                        "off",
                        of(eni("eni-1").ipv6("2a05:d014::1").denyAllIgwTraffic()),
                        "FAIL MEDIUM"),
                argumentSet(
                        "off, a NAT gateway alone",
                        "off",
                        of(eni("eni-1").type("nat_gateway").publicIps("198.51.100.1")),
                        "FAIL MEDIUM"),
                argumentSet(
                        "off, a NAT gateway alone, by the SDK's word",
                        "off",
                        of(eni("eni-1").type("natGateway").publicIps("198.51.100.1")),
                        "FAIL MEDIUM"),
                argumentSet("off, an accelerator", "off", of(eni("eni-1").type("global_accelerator_managed")), NA),
                argumentSet("off, a VPC origin", "off", of(group("sg-1").name(OF_VPC_ORIGINS)), NA),
                argumentSet("ingress blocked", "block-ingress", of(), "PASS"),
                argumentSet(
                        "all blocked", "block-bidirectional", of(eni("eni-1").publicIps("198.51.100.1")), "PASS"),
                argumentSet("not read", null, of(), "UNKNOWN"));
    }

    @Test
    void evidenceListsTheExclusionsInForce() {
        Estates.Made<RegionSettings> settings = Made.publicAccess("off", null);
        assertThat(Judging.evidence(
                        new PublicAccessNotBlocked(),
                        settings,
                        PublicAccessExclusionTest.exclusion("allow-egress", "create-complete"),
                        PublicAccessExclusionTest.exclusion("allow-egress", "delete-complete")))
                .containsEntry("exclusions", List.of("arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1"));
    }

    @Test
    void groupsThatWereNotReadMayShowVpcOrigins() {
        Estates.Made<RegionSettings> settings = Made.publicAccess("off", null);
        assertThat(Judging.judge(
                        new PublicAccessNotBlocked(),
                        settings,
                        Estates.estate()
                                .with(settings)
                                .without(ResourceKind.SECURITY_GROUP)
                                .build()))
                .isEqualTo("UNKNOWN");
    }

    private static Estates.Made<?>[] of(Estates.Made<?>... others) {
        return others;
    }
}
