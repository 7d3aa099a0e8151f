package io.muster.api;

import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launch.Ended;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples for pipelines and portals, against the running service. */
@QuarkusTest
class GateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("examples");

    @Test
    void newFindingsStopAndAreListed() throws Exception {
        // given
        register(STAGING, "eu-central-1");

        // when
        Ended first = gate("-s", "HIGH", "-f", "2020-01-01T00:00:00Z", "-a", STAGING, "-r", "eu-central-1");

        // then
        assertThat(first.output()).contains("new findings of severity HIGH or worse since 2020-01-01T00:00:00Z");
        assertThat(first.exitCode()).as(first.output()).isEqualTo(10);
        List<String> lines =
                first.output().lines().filter(line -> line.startsWith("{")).toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode finding = JSON.readTree(line);
            assertThat(finding.path("severity").asText()).isIn("CRITICAL", "HIGH");
            assertThat(finding.path("accountId").asText()).isEqualTo(STAGING);
        }
    }

    /** The demo estate does not change: what is open by the second scan was open before. */
    @Test
    void findingsFromBeforeDoNotStop() throws Exception {
        // given
        register(STAGING, "eu-central-1");
        gate("-a", STAGING, "-r", "eu-central-1");

        // when
        Ended again = gate("-s", "INFO", "-a", STAGING, "-r", "eu-central-1");

        // then
        assertThat(again.output()).contains("no new finding of severity INFO or worse since 2");
        assertThat(again.exitCode()).as(again.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-s SEVERE",
                "-f yesterday",
                "-a 700000000099",
                "-s HI&GH",
                "-x",
                "-a 700000000001 700000000002",
                "-t soon"
            })
    void whatCannotBeAskedForFails(String arguments) throws Exception {
        Ended refused = gate(arguments.split(" ", -1));

        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).isNotBlank();
    }

    /** A shell that cannot open a script, or that cannot count, ends as the script does where gaps are left. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasNotScannedDoesNotPass(boolean beside, @TempDir Path folder) throws Exception {
        // given
        Files.copy(EXAMPLES.resolve("gate.sh"), folder.resolve("gate.sh"));
        if (beside) {
            Files.writeString(folder.resolve("rescan.sh"), "echo $((1 + 0.5))");
        }

        // when
        Ended ended = Script.of(
                Map.of("MUSTER_URL", url()),
                "sh",
                folder.resolve("gate.sh").toString(),
                "-g",
                "-f",
                "2020-01-01T00:00:00Z");

        // then
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("nothing was scanned").doesNotContain("no new finding");
    }

    /** No shell ends so by itself, so that a pipeline may let it pass with a warning. */
    @Test
    void gapsHaveACodeOfTheirOwn(@TempDir Path folder) throws Exception {
        // given
        Files.copy(EXAMPLES.resolve("gate.sh"), folder.resolve("gate.sh"));
        Files.writeString(folder.resolve("rescan.sh"), "echo 'rescan: gaps are left:'; exit 2");

        // when
        Ended ended = Script.of(
                Map.of("MUSTER_URL", url()), "sh", folder.resolve("gate.sh").toString(), "-f", "2999-01-01T00:00:00Z");

        // then
        assertThat(ended.output()).contains("no new finding").contains("gaps are left");
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(12);
    }

    @Test
    void anAccountIsRegisteredByTheScriptOfTheTerraformModule() throws Exception {
        // given
        String role = "arn:aws:iam::777777777701:role/muster-reader";
        String registration = JSON.writeValueAsString(
                Map.of("name", "a \"registered\" $account", "roleArn", role, "regions", List.of(), "enabled", false));
        Map<String, String> environment =
                Map.of("MUSTER_URL", url(), "ACCOUNT_ID", "777777777701", "REGISTRATION", registration);
        String script = EXAMPLES.resolve("terraform-registration/register.sh").toString();

        // when
        Ended registered = Script.of(environment, "sh", script);
        Ended again = Script.of(environment, "sh", script);

        // then
        assertThat(registered.exitCode()).as(registered.output()).isZero();
        assertThat(again.exitCode()).as(again.output()).isZero();
        given().get("/api/v1/accounts/777777777701")
                .then()
                .body("roleArn", is(role))
                .body("name", is("a \"registered\" $account"));
        given().delete("/api/v1/accounts/777777777701").then().statusCode(204);
    }

    @Test
    void thePortalsDocumentIsAnswered() throws Exception {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "query",
                        Files.readString(EXAMPLES.resolve("backstage/open-findings.graphql")),
                        "variables",
                        Map.of("owner", "payments")))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", is((Object) null));
    }

    private static Ended gate(String... arguments) throws Exception {
        return Script.of(
                Map.of("MUSTER_URL", url(), "MUSTER_POLL_SECONDS", "1"),
                Stream.concat(Stream.of("sh", "examples/gate.sh"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static String url() {
        return "http://localhost:" + RestAssured.port;
    }
}
