package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

    @ParameterizedTest
    @MethodSource
    void refusesSettingsThatMakeNoSense(String setting, String value, String... said) {
        assertThatThrownBy(() -> Baselines.of(Map.of(setting, value))).hasMessageContainingAll(said);
    }

    static Stream<Arguments> refusesSettingsThatMakeNoSense() {
        return Stream.of(
                argumentSet("a port too high", "authorized-ports", "80,70000", new String[] {"70000", "mean 65535?"}),
                argumentSet(
                        "a range the wrong way", "authorized-ports", "90-80", new String[] {"90-80", "mean 80-90?"}),
                argumentSet("a word for a port", "authorized-ports", "https", new String[] {"https", "443"}),
                argumentSet("an account without its first zero", "trusted-accounts", "12345678901", new String[] {
                    "12345678901", "012345678901"
                }),
                argumentSet("an account with hyphens", "trusted-accounts", "1234-5678-9012", new String[] {
                    "1234-5678-9012", "mean 123456789012?"
                }),
                argumentSet("an account by name", "trusted-accounts", "audit", new String[] {"audit", "12 digits"}),
                argumentSet(
                        "the ARN of an organization",
                        "trusted-organizations",
                        "arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5",
                        new String[] {"mean o-a1b2c3d4e5?"}),
                argumentSet(
                        "a network that begins elsewhere", "trusted-networks.office", "198.51.100.7/24", new String[] {
                            "198.51.100.7/24", "mean 198.51.100.0/24?"
                        }),
                argumentSet("a prefix too long", "trusted-networks.office", "198.51.100.7/33", new String[] {
                    "mean 198.51.100.7/32?"
                }),
                argumentSet(
                        "an IPv6 network that begins elsewhere", "trusted-networks.office", "2600::1/32", new String[] {
                            "mean 2600:0:0:0:0:0:0:0/32?"
                        }),
                argumentSet("no network", "trusted-networks.office", "office", new String[] {"office"}));
    }

    @Test
    void knowsTheAccountsOfTheOrganizationThatIsFollowed() {
        // given
        Baseline baseline = Baselines.of(Map.of());
        Estate unknown = Estates.estate().build();
        Estate known = Estates.estate()
                .organization("o-a1b2c3d4e5", Estates.OTHER_ACCOUNT)
                .build();

        // then
        assertThat(baseline.knows(Estates.OTHER_ACCOUNT, unknown)).isFalse();
        assertThat(Baseline.knownFrom(unknown)).contains("the accounts of an organization are not known");
        assertThat(baseline.knows(Estates.OTHER_ACCOUNT, known)).isTrue();
        assertThat(baseline.trustsOrganization("o-a1b2c3d4e5", known)).isTrue();
        assertThat(baseline.trustsOrganization("o-a1b2c3d4e6", known)).isFalse();
        assertThat(Baseline.knownFrom(known)).contains("o-a1b2c3d4e5");
    }

    @Test
    void readsWhatIsSet() {
        // when
        Baseline baseline = Baselines.of(Map.of(
                "authorized-ports", "443,8000-8010",
                "trusted-accounts", Estates.OTHER_ACCOUNT,
                "trusted-organizations", "o-a1b2c3d4e5",
                "trusted-networks.office", "198.51.100.0/24,3.0.0.0/9",
                "production-values", "live",
                "environment-tags", "Stufe"));

        // then
        assertThat(baseline.authorizedPorts(Map.of()).describe()).containsExactly("443", "8000-8010");
        assertThat(baseline.knows(Estates.OTHER_ACCOUNT, Estates.estate().build()))
                .isTrue();
        assertThat(baseline.trustsOrganization("o-a1b2c3d4e5", Estates.estate().build()))
                .isTrue();
        assertThat(baseline.trustsOrganization("o-a1b2c3d4e6", Estates.estate().build()))
                .isFalse();
        assertThat(baseline.trustedNetworks()).isEqualTo(CidrSet.parse("198.51.100.0/24", "3.0.0.0/9"));
        assertThat(baseline.outsideProduction(Map.of("stufe", "prod"))).isTrue();
        assertThat(baseline.outsideProduction(Map.of("STUFE", "live-eu"))).isFalse();
        assertThat(baseline.outsideProduction(Map.of("env", "test"))).isFalse();
    }

    /** Terraform modules and tag policies leave tags without a value behind. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-"})
    void tagsWithoutAValueSayNothing(String value) {
        // given
        Baseline baseline = Baselines.usual();

        // when, then
        assertThat(baseline.outsideProduction(Map.of("Environment", value))).isFalse();
        assertThat(baseline.inProduction(Map.of("Environment", value))).isFalse();
        assertThat(Baseline.holdsClassifiedData(Map.of("DataClassification", value)))
                .isFalse();
        assertThat(Baseline.holdsClassifiedData(Map.of("DataClassification", "internal")))
                .isTrue();
    }

    @Test
    void registeredAccountsAreKnown() {
        // given
        Baseline baseline = Baselines.usual();

        // when, then
        assertThat(baseline.knows(Estates.ACCOUNT, Estates.estate().build())).isTrue();
        assertThat(baseline.knows(Estates.OTHER_ACCOUNT, Estates.estate().build()))
                .isFalse();
        assertThat(baseline.knows(
                        Estates.OTHER_ACCOUNT,
                        Estates.estate().registered(Estates.OTHER_ACCOUNT).build()))
                .isTrue();
    }

    @Test
    void aGroupsTagAddsPortsAndIgnoresWhatMakesNoSense() {
        assertThat(Baselines.usual()
                        .authorizedPorts(Map.of(Baseline.AUTHORIZED_PORTS_TAG, "8443 9000-9010 http 99999"))
                        .describe())
                .containsExactly("80", "443", "8443", "9000-9010");
    }
}
