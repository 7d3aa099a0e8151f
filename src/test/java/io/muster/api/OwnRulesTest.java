package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.idle;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of users' own are checked as at start, and tried on the stored inventory. */
@QuarkusTest
class OwnRulesTest {

    private static final Pattern FILE_IN_GUIDE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @BeforeEach
    void scanOnce() {
        register(SHOP, "eu-central-1");
        idle(SHOP);
        scanned(SHOP, "{}");
    }

    @Test
    void theRulesOfTheGuideAreGoodAndJudgeWhatIsStored() throws IOException {
        JsonPath answer = validate(guide()).statusCode(200).extract().jsonPath();

        assertThat(answer.getList("rules.ruleId")).containsExactly("acme-instance-owner", "acme-public-web-group");
        assertThat(answer.getList("rules.tests", Integer.class)).containsExactly(2, 3);
        assertThat(answer.getInt("rules[0].failed")).isPositive();
        assertThat(answer.getString("rules[0].failing[0].message"))
                .matches("Instance i-\\w+ of type \\S+ has no tag owner");
        assertThat(answer.getList("rules.unknown", Integer.class)).containsOnly(0);
        assertThat(answer.getList("rules.complete", Boolean.class)).containsOnly(true);
    }

    @Test
    void aFaultIsToldByFileLineAndReason() throws IOException {
        validate(guide().replace("resource.state ==", "resource.stat =="))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("code", equalTo("RULES_REFUSED"))
                .body("violations.field", contains("acme.yaml:12"))
                .body("violations[0].message", startsWith("undefined field 'stat'. Did you mean state?"));
    }

    private static String guide() throws IOException {
        Matcher file = FILE_IN_GUIDE.matcher(Files.readString(Path.of("docs", "own-rules.md")));
        assertThat(file.find()).isTrue();
        return file.group(1);
    }

    private static ValidatableResponse validate(String rules) {
        return given().contentType("application/yaml")
                .queryParam("accountId", SHOP)
                .queryParam("file", "acme.yaml")
                .body(rules.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/rules/validate")
                .then();
    }
}
