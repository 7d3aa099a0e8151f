package io.muster.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.launch.Ended;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Terraform example is applied against the running service. Its AWS parts are left out, for their provider would have to be downloaded: the
 * member role's module is replaced by one of the same variables and outputs, and the caller's account by a constant.
 */
@QuarkusTest
class TerraformExampleTest {

    private static final Path EXAMPLE = Path.of("examples", "terraform-registration");
    private static final Path MEMBER = Path.of("deploy", "aws", "terraform", "member");
    private static final String ACCOUNT = "700000000077";

    @TempDir
    Path folder;

    @AfterEach
    void remove() {
        given().delete("/api/v1/accounts/" + ACCOUNT);
    }

    @Test
    void registersAnAccountOnceAndAgainWhenItsRegionsChange() throws Exception {
        // given
        assumeTrue(Script.present("terraform"), "the Terraform example is not applied: there is no terraform here");
        copy();
        succeeds("init", "-input=false", "-no-color");
        succeeds("validate", "-no-color");

        // when
        String first = apply("[\"eu-central-1\"]");

        // then
        assertThat(first).contains("1 added");
        given().get("/api/v1/accounts/" + ACCOUNT)
                .then()
                .statusCode(200)
                .body("name", equalTo("by terraform"))
                .body("roleArn", equalTo("arn:aws:iam::" + ACCOUNT + ":role/muster-reader"))
                .body("schedule", equalTo("every 6h"))
                .body("regions", equalTo(List.of("eu-central-1")));
        assertThat(apply("[\"eu-central-1\"]")).contains("0 added, 0 changed, 0 destroyed");
        assertThat(apply("[\"eu-west-1\"]")).contains("1 added");
        given().get("/api/v1/accounts/" + ACCOUNT).then().body("regions", equalTo(List.of("eu-west-1")));
    }

    private void copy() throws IOException {
        String main = Files.readString(EXAMPLE.resolve("main.tf"));
        String aws = "(?s)  required_providers \\{.*?\n  \\}\n";
        String without = main.replaceFirst(aws, "")
                .replace("data \"aws_caller_identity\" \"current\" {}\n", "")
                .replace("data.aws_caller_identity.current.account_id", '"' + ACCOUNT + '"')
                .replace("../../deploy/aws/terraform/member", "./member");
        assertThat(without).doesNotContain("aws_", "hashicorp").contains("module \"member\"");
        Files.writeString(folder.resolve("main.tf"), without);
        Files.copy(EXAMPLE.resolve("register.sh"), folder.resolve("register.sh"));
        Path member = Files.createDirectory(folder.resolve("member"));
        Files.copy(MEMBER.resolve("variables.tf"), member.resolve("variables.tf"));
        Files.writeString(
                member.resolve("outputs.tf"),
                Files.readString(MEMBER.resolve("outputs.tf"))
                        .replace("aws_iam_role.member.arn", "\"arn:aws:iam::" + ACCOUNT + ":role/${var.role_name}\""));
    }

    private String apply(String regions) throws IOException, InterruptedException {
        return succeeds("apply", "-auto-approve", "-input=false", "-no-color", "-var=regions=" + regions);
    }

    private String succeeds(String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TF_VAR_muster_url", "http://localhost:" + RestAssured.port,
                "TF_VAR_hub_role_arn", "arn:aws:iam::111111111111:role/muster",
                "TF_VAR_external_id", "muster-7f3a",
                "TF_VAR_name", "by terraform",
                "CHECKPOINT_DISABLE", "1"));
        String[] command = new String[arguments.length + 2];
        command[0] = "terraform";
        command[1] = "-chdir=" + folder;
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Ended run = Script.of(environment, command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
