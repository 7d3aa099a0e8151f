package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.muster.launch.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples for pipelines and portals are well-formed and fit the scripts that they call. GateTest runs the scripts. */
class PipelinesTest {

    private static final Path EXAMPLES = Path.of("examples");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Pattern SCRIPT = Pattern.compile("examples/[\\w-]+\\.sh");

    @Test
    void theStepsBeforeADeploymentAreScripts() throws IOException {
        JsonNode job = yaml("github-actions/deploy.yaml").at("/jobs/what-if");
        List<String> lines = new ArrayList<>();
        yaml("gitlab/.gitlab-ci.yml").at("/what-if/script").forEach(line -> lines.add(line.asText()));

        assertThat(job.at("/steps/3/env").properties())
                .extracting(variable -> variable.getKey())
                .contains("MUSTER_URL", "MUSTER_TOKEN", "ACCOUNT_ID", "REGION");
        assertFit(job.path("steps").findValuesAsText("run"));
        assertFit(lines);
        assertThat(lines).last().asString().contains("what-if.sh", "-p plan.json");
    }

    @Test
    void theStepsOfGitHubActionsAreScripts() throws IOException {
        JsonNode job = yaml("github-actions/deploy.yaml").at("/jobs/deploy");
        List<String> scripts = job.path("steps").findValuesAsText("run");

        assertThat(job.path("steps"))
                .allSatisfy(
                        step -> assertThat(step.has("run") ^ step.has("uses")).isTrue());
        assertThat(job.at("/steps/3/env").properties())
                .extracting(variable -> variable.getKey())
                .contains("MUSTER_URL", "MUSTER_TOKEN", "MUSTER_IDEMPOTENCY_KEY", "ACCOUNT_ID");
        assertFit(scripts);
    }

    @Test
    void theJobsOfGitLabAreScripts() throws IOException {
        JsonNode pipeline = yaml("gitlab/.gitlab-ci.yml");
        List<String> scripts = new ArrayList<>();
        for (String stage : List.of("deploy", "gate")) {
            assertThat(pipeline.path(stage).path("stage").asText()).isEqualTo(stage);
            pipeline.path(stage).path("script").forEach(line -> scripts.add(line.asText()));
        }

        assertThat(pipeline.at("/gate/allow_failure/exit_codes/0").asInt())
                .as("the exit code of gate.sh for gaps")
                .isEqualTo(12);
        assertFit(scripts);
    }

    /** A gate that is only warned of would let everything pass from then on. */
    @Test
    void theGateOfGitLabStopsWhereItsScriptsAreMissing(@TempDir Path folder) throws IOException {
        // given
        JsonNode gate = yaml("gitlab/.gitlab-ci.yml").path("gate");
        String script = gate.at("/script/0").asText();

        // when
        Ended ended =
                Ended.of(new ProcessBuilder("sh", "-ec", script).directory(folder.toFile()), Duration.ofMinutes(1));

        // then
        assertThat(ended.exitCode()).isNotZero();
        assertThat(gate.at("/allow_failure/exit_codes"))
                .extracting(JsonNode::asInt)
                .doesNotContain(ended.exitCode());
    }

    /** Guides and runbooks call them by their paths. */
    @Test
    void theScriptsCanBeRunByTheirPaths() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".sh")))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(Files::isExecutable);
        }
    }

    @Test
    void theProxyOfBackstageLeadsToGraphQlAlone() throws IOException {
        JsonNode muster = yaml("backstage/app-config.yaml").at("/proxy/endpoints/~1muster");

        assertThat(muster.path("allowedMethods")).hasSize(1);
        assertThat(muster.at("/allowedMethods/0").asText()).isEqualTo("POST");
        muster.path("pathRewrite")
                .properties()
                .forEach(rewrite -> assertThat("/api/proxy/muster/../api/v1/scans"
                                .replaceFirst(
                                        rewrite.getKey(), rewrite.getValue().asText()))
                        .isEqualTo("/graphql"));
    }

    @Test
    void theTerraformModulesAreWellFormed() {
        Command.of("terraform", "fmt", "-check", "-diff", "-recursive", EXAMPLES)
                .succeeds();
        Command.of("terraform", "fmt", "-check", "-diff", "-recursive", "deploy/aws/terraform")
                .succeeds();
    }

    /** By the provider's own schema, where the folder of a mirror is named that has it: it is large, and not downloaded here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/terraform-registration",
                "deploy/aws/terraform/hub",
                "deploy/aws/terraform/member",
                "deploy/aws/terraform/organization",
                "deploy/aws/terraform/example"
            })
    void theTerraformModulesAreValid(String module, @TempDir Path folder) throws IOException {
        String mirror = System.getenv("TERRAFORM_PLUGINS");
        assumeTrue(
                mirror != null,
                "TERRAFORM_PLUGINS names no mirror with the provider of AWS: " + module + " is not validated");
        for (Path root : List.of(EXAMPLES, Path.of("deploy", "aws"))) {
            copy(root, folder.resolve(root));
        }
        String in = "-chdir=" + folder.resolve(module);
        Command.of("terraform", in, "init", "-backend=false", "-input=false", "-plugin-dir=" + mirror)
                .succeeds();
        Command.of("terraform", in, "validate").succeeds();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    private static void assertFit(List<String> scripts) throws IOException {
        String all = String.join("\n", scripts);
        Path scratch = Files.createDirectories(Path.of("target", "pipelines")).resolve("steps.sh");
        Files.writeString(scratch, all + "\n");
        Command.of("sh", "-n", scratch).succeeds();
        assertThat(SCRIPT.matcher(all).results().map(script -> Path.of(script.group())))
                .isNotEmpty()
                .allMatch(Files::isRegularFile);
    }

    private static JsonNode yaml(String file) throws IOException {
        return YAML.readTree(Files.readAllBytes(EXAMPLES.resolve(file)));
    }
}
