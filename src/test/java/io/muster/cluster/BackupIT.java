package io.muster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.AwsStandIn;
import io.muster.launch.Ended;
import io.muster.launch.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What cannot be scanned again is written by the scripts of deploy/backup, and read into an empty database, where REST shows it as it was. */
@Tag("native")
class BackupIT {

    private static final Logger LOG = Logger.getLogger(BackupIT.class);
    private static final Path SCRIPTS = Path.of("deploy", "backup");
    private static final Path GUIDE = Path.of("docs", "kubernetes.md");
    private static final Pattern GRANTS = Pattern.compile("```sql\n(grant .*?)```", Pattern.DOTALL);
    private static final String SECRET = "a-secret-of-the-receiver";
    private static final List<String> KEPT = List.of(
            "/api/v1/accounts",
            "/api/v1/suppressions",
            "/api/v1/suppressions/1",
            "/api/v1/attestations",
            "/api/v1/attestations/2",
            "/api/v1/webhooks");

    private final Cluster before = new Cluster("before");
    private final Cluster after = new Cluster("after");

    @Test
    void isReadIntoAnEmptyDatabaseAsItWas() throws Exception {
        // given
        Path file = Files.createDirectories(Path.of("target", "backup")).resolve("kept.sql");
        try (before;
                after) {
            Client old = Client.of(before.start());
            fill(old);

            // when
            assertThat(run("backup.sh", before, file)).isEqualTo(new Ended(0, ""));
            Client fresh = Client.of(after.start());
            String application = userOfTheApplication(after);
            assertThat(run("restore.sh", application, after, file)).isEqualTo(new Ended(0, ""));

            // then
            assertThat(Files.getPosixFilePermissions(file))
                    .as("it holds secrets")
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            assertThat(Files.readString(file)).startsWith("-- Muster, schema ").contains(SECRET);
            for (String path : KEPT) {
                assertThat(kept(fresh.get(path)))
                        .as(path)
                        .isEqualTo(kept(old.get(path)))
                        .isNotEmpty();
            }
            JsonNode another = fresh.make("/api/v1/suppressions", Map.of("ruleId", "sg-unused", "reason", "another"));
            assertThat(another.path("id").asText()).as("ids go on").isEqualTo("3");
            assertThat(run("restore.sh", after, file).exitCode())
                    .as("into a database that is not empty")
                    .isNotZero();
            assertThat(fresh.get("/api/v1/suppressions").path("items")).hasSize(2);
        }
    }

    /** Without how many findings an exemption covers, and whether they are in line with it: there are none before a scan. */
    private static JsonNode kept(JsonNode answer) {
        answer.findParents("findings")
                .forEach(exemption -> ((ObjectNode) exemption).remove(List.of("findings", "settled")));
        return answer;
    }

    private void fill(Client muster) {
        before.registerAccounts(muster);
        String account = before.aws().accounts().get(0).accountId();
        before.ended(muster, List.of(muster.scan(account)));
        String volume = muster.resources(account).stream()
                .filter(one -> one.path("kind").asText().equals("VOLUME"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        muster.make(
                "/api/v1/suppressions",
                Map.of("ruleId", "ec2-imdsv2-required", "reason", "a\ttab, a \\N, a \"quote\"\nand \u2603"));
        muster.make(
                "/api/v1/attestations",
                Map.of(
                        "ruleId", "ebs-volume-unencrypted",
                        "resourceArn", volume,
                        "verdict", "PASS",
                        "until", Instant.now().plus(Duration.ofDays(30)).toString(),
                        "evidence", "https://tickets.example.com/4711",
                        "reason", "seen by hand"));
        muster.make(
                "/api/v1/webhooks",
                Map.of(
                        "name", "tickets",
                        "format", "JSON",
                        "url", "https://tickets.example.com/muster",
                        "secret", SECRET,
                        "filter", Map.of("minimumSeverity", "HIGH")));
    }

    @BeforeAll
    static void requirePsql() {
        boolean here = AwsStandIn.isOnPath("psql");
        if (!here) {
            LOG.warn("SKIPPED: backup and restore, because psql is not on the path");
        }
        Assumptions.assumeTrue(here, "psql is not on the path");
    }

    /** Another user than the schema's owner, with the rights that the guide has the owner grant. */
    private static String userOfTheApplication(Cluster cluster) throws Exception {
        String user = "application_" + System.nanoTime();
        String grants = GRANTS.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
        try (Connection connection = Tasks.connect(cluster.tasks().database());
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + user + " login password '" + user + "'");
            statement.execute(grants.replace(" to muster;", " to " + user + ";"));
        }
        return user;
    }

    private static Ended run(String script, Cluster cluster, Path file) {
        return run(script, TestDatabase.USER, cluster, file);
    }

    /** The password is the name. */
    private static Ended run(String script, String user, Cluster cluster, Path file) {
        String database = "postgresql://%s:%s@localhost:%d/%s"
                .formatted(user, user, TestDatabase.port(), cluster.tasks().database());
        return Ended.of(
                new ProcessBuilder("bash", SCRIPTS.resolve(script).toString(), database, file.toString())
                        .redirectErrorStream(true),
                Duration.ofMinutes(1));
    }
}
