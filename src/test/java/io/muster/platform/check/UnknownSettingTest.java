package io.muster.platform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.AuthConfig;
import io.muster.platform.DatabaseConfig;
import io.muster.platform.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingTest {

    private static final KnownSettings KNOWN = KnownSettings.shipped();

    @ParameterizedTest
    @CsvSource({
        "MUSTER_SCAN_CONCURENCY, MUSTER_SCAN_CONCURRENCY",
        "muster.scan.concurency, muster.scan.concurrency",
        "MUSTER_AUTH_ENABLE, MUSTER_AUTH_ENABLED",
        "MUSTER_AUTH_OIDC_ISUER, MUSTER_AUTH_OIDC_ISSUER",
        "muster.databse.host, muster.database.host",
        "MUSTER_GRAPHQL_MAXDEPTH, MUSTER_GRAPHQL_MAX_DEPTH"
    })
    void aMisspeltNameIsToldWithTheNearestOne(String wrong, String nearest) {
        assertThat(KNOWN.fault(wrong)).contains(wrong + " is no setting of Muster. Did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MUSTER_SCAN_CONCURRENCY",
                "muster.scan.concurrency",
                "muster.auth.oidc.audience[0]",
                "MUSTER_AUTH_OIDC_AUDIENCE_0_",
                "MUSTER_ACCOUNTS__111111111111__ROLE_ARN",
                "MUSTER_ACCOUNTS_111111111111_ROLE_ARN",
                "muster.accounts.\"111111111111\".role-arn",
                "muster.accounts.111111111111.regions[2]",
                "MUSTER_SERVICE_HOST",
                "MUSTER_SERVICE_PORT_HTTP",
                "MUSTER_PORT_8080_TCP_ADDR",
                "MUSTER_GRAFANA_PORT_80_TCP"
            })
    void aSettingsNameIsKnownHoweverItIsWritten(String name) {
        assertThat(KNOWN.fault(name)).isEmpty();
    }

    @Test
    void allThatIsWrongIsToldOnceInOneLine() {
        // when
        UnknownSetting check = new UnknownSetting(
                KNOWN,
                Map.of("MUSTER_SCAN_CONCURENCY", "2", "MUSTER_SCAN_LEASE", "60s", "PATH", "/"),
                Set.of("muster.scan.concurency", "muster.acounts.x", "muster.scan.lease", "quarkus.http.port"));

        // then
        assertThat(check.find())
                .hasValueSatisfying(fault -> assertThat(fault.what())
                        .contains("MUSTER_SCAN_CONCURENCY is no", "muster.acounts.x is no")
                        .doesNotContain("muster.scan.concurency", "LEASE", "\n"));
        assertThat(new UnknownSetting(KNOWN, Map.of("MUSTER_SCAN_LEASE", "60s"), Set.of()).find())
                .isEmpty();
    }

    @Test
    void aPortThatKubernetesTellsIsNoSettingAndOneThatAUserSetsIsAMistake() {
        assertThat(check("MUSTER_PORT", "tcp://10.0.0.1:8080").find()).isEmpty();
        assertThat(check("MUSTER_HTTP_PORT", "8081").find()).isPresent();
    }

    private static UnknownSetting check(String variable, String value) {
        return new UnknownSetting(KNOWN, Map.of(variable, value), Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flase", "ture", "disabled", "2", "nein"})
    void whatIsNeitherTrueNorFalseIsNotTakenForFalse(String value) {
        assertThatThrownBy(() -> Settings.of(AuthConfig.class, Map.of("muster.auth.enabled", value)))
                .hasMessageContainingAll("muster.auth.enabled", value, "neither true nor false");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "yes, true", "1, true", "false, false", "off, false", "' false ', false"})
    void whatIsTrueOrFalseIsRead(String value, boolean expected) {
        AuthConfig auth = Settings.of(AuthConfig.class, Map.of("muster.auth.enabled", value));
        assertThat(auth.enabled()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "muster.database.port, 54e2",
        "muster.database.ssl-mode, verifyfull",
        "muster.database.statement-timeout, soon"
    })
    void otherValuesThatCannotBeReadAreToldWithTheirKey(String key, String value) {
        assertThatThrownBy(() -> Settings.of(DatabaseConfig.class, Map.of(key, value)))
                .hasMessageContainingAll(key, value);
    }
}
