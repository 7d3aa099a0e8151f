package io.muster.api;

import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.idle;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many resources each rule passed, failed, could not judge and does not speak of; and how that is by control. */
@QuarkusTest
class ResultsTest {

    private static final String REGION = "eu-central-1";

    @BeforeEach
    void scanOnce() {
        register(SHOP, REGION);
        idle(SHOP);
        if (query("{ ruleResults(filter: {accountIds: [\"" + SHOP + "\"], regions: [\"" + REGION
                                + "\"]}, groupBy: []) { failed } }")
                        .getInt("ruleResults[0].failed")
                == 0) {
            scanned(SHOP, "{}");
        }
    }

    @Test
    void eachRuleTellsItsResults() {
        String filter = "(filter: {accountIds: [\"" + SHOP + "\"], regions: [\"" + REGION + "\"]}";

        // when
        JsonPath answer = query("{ rules { ruleId results" + filter
                + ") { passed failed suppressed unknown notApplicable unreadCells accountId accountName } }"
                + " ruleResults" + filter + ", groupBy: [RULE]) { ruleId ruleTitle passed failed }"
                + " findingStats(filter: {accountIds: [\"" + SHOP + "\"], regions: [\"" + REGION
                + "\"], statuses: [OPEN, SUPPRESSED]}, groupBy: [RULE]) { ruleId count } }");

        // then
        List<Map<String, Object>> found = answer.getList("findingStats");
        assertThat(found)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(
                                answer.getInt("ruleResults.find { it.ruleId == '" + row.get("ruleId") + "' }.failed"))
                        .as("%s", row)
                        .isEqualTo(row.get("count")));
        assertThat(answer.getInt("rules.results.flatten().passed.sum()")).isPositive();
        assertThat(answer.getList("rules.results.flatten().accountId.unique()")).containsExactly(SHOP);
    }

    @Test
    void aControlIsAnsweredForByTheRulesThatItAsksFor() {
        // when
        JsonPath answer = query(
                "{ controlResults(filter: {framework: \"AWS-FSBP\", control: \"EC2.8\"})"
                        + " { framework control ruleIds passed failed unknown notApplicable }"
                        + " all: controlResults { framework control } rules(filter: {framework: \"AWS-FSBP\", control: \"EC2.8\"}) { ruleId } }");

        // then
        assertThat(answer.getList("controlResults.control")).containsExactly("EC2.8");
        assertThat(answer.<List<String>>get("controlResults[0].ruleIds")).isEqualTo(answer.get("rules.ruleId"));
        assertThat(answer.getInt("controlResults[0].passed") + answer.getInt("controlResults[0].failed"))
                .isPositive();
        assertThat(answer.getList("all")).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @Test
    void theTrendEndsWithWhatIsNow() {
        // when
        JsonPath answer = query("{ resultTrend(from: \"" + Instant.now().minusSeconds(7_200) + "\", to: \""
                + Instant.now() + "\", interval: HOUR, groupBy: ACCOUNT) { time passed failed key keyName }"
                + " ruleResults(groupBy: [ACCOUNT]) { accountId passed failed } }");

        // then
        String last = "findAll { it.key == '" + SHOP + "' }.last()";
        String now = "find { it.accountId == '" + SHOP + "' }";
        assertThat(answer.getInt("resultTrend." + last + ".failed"))
                .isEqualTo(answer.getInt("ruleResults." + now + ".failed"))
                .isPositive();
        assertThat(answer.getInt("resultTrend." + last + ".passed"))
                .isEqualTo(answer.getInt("ruleResults." + now + ".passed"));
    }

    @Test
    void aControlThatIsNoneIsRefusedWithTheNearest() {
        given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", "{ controlResults(filter: {framework: \"AWS-FSPB\"}) { control } }"))
                .post("/graphql")
                .then()
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].message", containsString("Did you mean AWS-FSBP"));
    }
}
