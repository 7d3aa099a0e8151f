package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.launch.Ended;
import io.muster.platform.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application, started with settings that it does not start with. */
@Tag("native")
class StartUpIT {

    private static final Path TARGET = Path.of("target");

    @Test
    void refusesToStartWithoutAnIdentityAndSaysWhatToSet() throws Exception {
        // when
        Ended end = start(Map.of());

        // then
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.output())
                .contains(
                        "Muster does not start with these settings:",
                        "- no-identity: ",
                        "muster.auth.oidc.issuer",
                        "muster.auth.users-file")
                .doesNotContain("\tat ", "Exception", "Flyway");
    }

    @Test
    void tellsAllThatIsUnsafeAtOnce(@TempDir Path directory) throws Exception {
        // given
        Path users = Files.writeString(directory.resolve("users"), "ann:secret:viewer:*\n");

        // when
        Ended end = start(Map.of(
                "muster.auth.users-file", users.toString(),
                "muster.database.host", "db.example",
                "muster.checks.accepted-risks", "no-such-risk"));

        // then
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.output())
                .contains(
                        "- unusable-users-file: muster.auth.users-file " + users
                                + " line 1: hash: must be a bcrypt hash",
                        "- passwords-in-the-clear: ",
                        "- default-database-password: ",
                        "- database-in-the-clear: ",
                        "- muster.checks.accepted-risks: there is no risk no-such-risk to accept")
                .doesNotContain("\tat ", "Exception", "secret");
    }

    @Test
    void refusesToServeTheNetworkWithoutIdentities() throws Exception {
        // when
        Ended end = start(Map.of("muster.auth.enabled", "false"));

        // then
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.output())
                .contains("- open-to-the-network: ", "add open-to-the-network to muster.checks.accepted-risks")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void aMisspeltSettingIsToldWithTheNearestOne() throws Exception {
        // when
        Ended end = start(Map.of("muster.auth.enable", "false"), Map.of("MUSTER_SCAN_CONCURENCY", "2"));

        // then
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.output())
                .contains(
                        "- unknown-setting: ",
                        "MUSTER_SCAN_CONCURENCY is no setting of Muster. Did you mean MUSTER_SCAN_CONCURRENCY?",
                        "muster.auth.enable is no setting of Muster. Did you mean muster.auth.enabled?")
                .doesNotContain("\tat ", "Exception", "muster.scan.concurency");
    }

    @ParameterizedTest
    @CsvSource({
        "MUSTER_AUTH_ENABLED, flase, muster.auth.enabled",
        "MUSTER_DEMO_ENABLED, ture, muster.demo.enabled",
        "MUSTER_SCAN_CONCURRENCY, two, muster.scan.concurrency",
        "MUSTER_DATABASE_SSL_MODE, verify, muster.database.ssl-mode",
        "MUSTER_SCAN_LEASE, soon, muster.scan.lease"
    })
    void aValueThatCannotBeReadIsToldWithItsKey(String variable, String value, String key) throws Exception {
        // when
        Ended end = start(Map.of(), Map.of(variable, value));

        // then
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.output()).contains(key, value).doesNotContain("\tat ");
    }

    private static Ended start(Map<String, String> settings) throws IOException {
        return start(settings, Map.of());
    }

    private static Ended start(Map<String, String> settings, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(settings)).redirectErrorStream(true);
        builder.environment().putAll(variables);
        return Ended.of(builder, Duration.ofMinutes(3));
    }

    private static List<String> command(Map<String, String> settings) throws IOException {
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        }
        String path = TARGET.resolve(artifact.getProperty("path")).toString();
        List<String> options = new ArrayList<>(List.of(
                "-Dmuster.database.port=9",
                "-Dquarkus.http.port=" + FreePorts.next(),
                "-Dquarkus.management.port=" + FreePorts.next()));
        settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
        List<String> command = new ArrayList<>();
        if (artifact.getProperty("type").equals("native")) {
            command.add(path);
            command.addAll(options);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", path));
        }
        return command;
    }
}
