package io.muster.platform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.AuthConfig;
import io.muster.platform.DatabaseConfig;
import io.muster.platform.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartUpChecksTest {

    private static final StartUpCheck RISKY = new Found("risky", true);
    private static final StartUpCheck HOPELESS = new Found("hopeless", false);

    private record Found(String name, boolean acceptable) implements StartUpCheck {
        @Override
        public boolean ofServing() {
            return acceptable;
        }

        @Override
        public Optional<Fault> find() {
            return Optional.of(new Fault(name + " is wrong", "set " + name));
        }
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> checks("", RISKY, HOPELESS).run())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "- risky: risky is wrong", "set risky", "add risky to muster.checks.accepted-risks")
                .hasMessageContainingAll("- hopeless: hopeless is wrong", "set hopeless")
                .hasMessageNotContaining("add hopeless");
    }

    @Test
    void anAcceptedRiskDoesNotStopTheStart() {
        assertThatCode(() -> checks("risky", RISKY).run()).doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkCannotBeAccepted() {
        assertThatThrownBy(() -> checks("risky,hopeless", RISKY, HOPELESS).run())
                .hasMessageContainingAll("- hopeless: ", "there is no risk hopeless to accept, only risky")
                .hasMessageNotContaining("- risky: ");
    }

    @Test
    void aProcessThatEndsAfterItsStartIsNotCheckedForServing() {
        assertThatThrownBy(() -> checks(true, "risky", RISKY, HOPELESS).run())
                .hasMessageContaining("- hopeless: ")
                .hasMessageNotContaining("risky");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0.0.0.0, true",
        "false, 10.0.0.1, true",
        "false, muster.example, true",
        "false, 127.0.0.1.example, true",
        "false, localhost, false",
        "false, 127.0.0.1, false",
        "false, ::1, false",
        "true, 0.0.0.0, false"
    })
    void nobodyServesTheNetworkWithoutIdentities(String enabled, String host, boolean refused) {
        AuthConfig auth = Settings.of(AuthConfig.class, Map.of("muster.auth.enabled", enabled));
        assertThat(new OpenToTheNetwork(auth, host).find().isPresent()).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, muster, true",
        "db.example, changeme, true",
        "db.example, wXy7-long, false",
        "localhost, muster, false"
    })
    void aDatabaseInTheNetworkNeedsAPasswordOfItsOwn(String host, String password, boolean refused) {
        DatabaseConfig database = Settings.of(
                DatabaseConfig.class, Map.of("muster.database.host", host, "muster.database.password", password));
        assertThat(new DefaultDatabasePassword(database).find().isPresent()).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, disable, true",
        "db.example, prefer, true",
        "db.example, require, false",
        "db.example, verify-ca, false",
        "db.example, verify-full, false",
        "localhost, prefer, false"
    })
    void aDatabaseInTheNetworkIsSpokenToOverTls(String host, String mode, boolean refused) {
        DatabaseConfig database = Settings.of(
                DatabaseConfig.class, Map.of("muster.database.host", host, "muster.database.ssl-mode", mode));
        assertThat(new DatabaseInTheClear(database).find().isPresent()).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "require, '', false",
        "verify-ca, '', true",
        "verify-full, '', true",
        "verify-full, no-such-file.pem, true",
        "require, no-such-file.pem, true",
        "verify-full, pom.xml, false"
    })
    void whatIsToBeVerifiedNeedsSomethingToVerifyItWith(String mode, String certificate, boolean refused) {
        DatabaseConfig database = Settings.of(
                DatabaseConfig.class,
                Map.of("muster.database.ssl-mode", mode, "muster.database.ssl-root-certificate", certificate));
        assertThat(new UnusableRootCertificate(database).find().isPresent()).isEqualTo(refused);
    }

    private static StartUpChecks checks(String accepted, StartUpCheck... checks) {
        return checks(false, accepted, checks);
    }

    private static StartUpChecks checks(boolean endsAfterStart, String accepted, StartUpCheck... checks) {
        return new StartUpChecks(
                List.of(checks),
                Settings.of(ChecksConfig.class, Map.of("muster.checks.accepted-risks", accepted)),
                endsAfterStart);
    }
}
