package io.muster.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.muster.launch.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for people, walked through as a person would: by what is shown, links, buttons and keys. */
@QuarkusTest
@NeedsBrowser
class PagesInBrowserTest {

    private static final String SHOP = ScannedShop.ID;
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

    private Browser browser;

    @BeforeEach
    void open() {
        ScannedShop.scan();
        browser = Browser.open();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    /** The period of further pages begins where that of the first did: a cursor is one of the same filter. */
    @Test
    void theChangedResourcesHaveFurtherPages() {
        // given
        browser.show(page("/resources?changed=168"));

        // when
        browser.click("nav a[rel=next]");

        // then
        assertThat(browser.addressWith("after=")).contains("since=");
        browser.textWith("First page", "nav.paging");
        assertThat(browser.count("main tbody tr")).isPositive();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theOverviewLeadsToAFindingAndItsResource() throws IOException {
        // given
        browser.show(page("/"));
        assertThat(browser.textWith("listings complete", ".figures"))
                .contains("Accounts", "Resources", "Open findings", "Last scan", "Coverage");
        Pictures.keep(browser, "overview");

        // when
        browser.click(".figures a[data-severity=CRITICAL]");
        String finding = browser.textWith("Critical", "main tbody");
        Pictures.keep(browser, "findings");
        browser.click("main tbody td a[href^='#/finding?']");
        browser.textWith("Remediation", "main");
        Pictures.keep(browser, "finding");
        browser.click("main dd a[href^='#/resource?']");

        // then
        assertThat(finding).doesNotContain("Medium");
        assertThat(browser.textWith("Neighbours", "main")).contains("About", "Tags", "Findings", "History", "Document");
        assertThat(browser.count("svg.picture a")).isPositive();
        Pictures.keep(browser, "resource");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void filtersLiveInTheAddress() {
        // given
        browser.show(page("/findings?area=IAM&account=" + SHOP));
        browser.textWith("IAM", "select[name=area] option:checked");

        // when
        browser.click("select[name=severity] option[value=CRITICAL]");
        browser.addressWith("severity=CRITICAL");
        browser.type("legacy\n", "input[name=text]:not([type=search])");

        // then
        assertThat(browser.addressWith("text=legacy")).contains("area=IAM", "severity=CRITICAL", "account=" + SHOP);
        assertThat(browser.textWith("1 of 1 findings", "main"))
                .contains("legacy-role")
                .doesNotContain("bastion-role");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRescanIsFollowedUntilItHasEnded() throws IOException {
        // given
        browser.show(page("/"));

        // when
        browser.click("button[aria-label='Rescan shop']");

        // then
        browser.addressWith("#/scan?id=");
        assertThat(browser.textWith("Succeeded", "main"))
                .containsPattern("(\\d+) of \\1 tasks done")
                .contains("None: all was read.");
        Pictures.keep(browser, "scan");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void scansAndCoverageAreListed() throws IOException {
        browser.show(page("/scans?account=" + SHOP));
        assertThat(browser.textWith("Succeeded", "main tbody")).contains(SHOP);
        Pictures.keep(browser, "scans");

        browser.show(page("/coverage?account=" + SHOP + "&region=eu-central-1"));
        assertThat(browser.textWith("Security group", "section:last-of-type tbody"))
                .contains("Complete")
                .doesNotContain("Failed");
        Pictures.keep(browser, "coverage");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aSuppressionIsFoundWithItsReasonAndItsFinding() throws IOException {
        // given
        String finding = query("{ findings(first: 1, filter: {statuses: [OPEN], accountIds: [\"" + SHOP
                        + "\"]}) { nodes { id } } }")
                .path("data.findings.nodes[0].id");
        String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
        String suppression = json(Map.of("findingId", finding, "reason", HOSTILE, "owner", "shop", "until", tomorrow))
                .post("/api/v1/suppressions")
                .header("Location");
        try {
            // when
            browser.show(page("/findings"));
            browser.click("main a[href='#/suppressions']");

            // then
            assertThat(browser.textWith(HOSTILE, "main tbody"))
                    .contains("Suppression", "for shop", "Active", "Ends soon");
            Pictures.keep(browser, "suppressions");
            browser.click("select[name=type] option[value=ATTESTATION]");
            browser.addressWith("type=ATTESTATION");
            browser.textWith("0 of 0 suppressions", "main");
            browser.click("main a.clear");
            browser.textWith(HOSTILE, "main tbody");
            browser.click("main tbody a[href='#/finding?id=" + finding + "']");
            assertThat(browser.textWith("Remediation", "main")).contains("Suppressed", HOSTILE);
        } finally {
            given().delete(suppression);
        }
        browser.click("nav[aria-label=Main] a[href='#/findings']");
        browser.click("main a[href='#/suppressions']");
        browser.click("select[name=state] option[value=LIFTED]");
        assertThat(browser.textWith(HOSTILE, "main tbody")).contains("Lifted");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aNameThatIsMarkupStaysText() {
        // given
        Response answer =
                query("{ instances(first: 1, filter: {accountIds: [\"" + SHOP + "\"]}) { nodes { id name } } }");
        String id = answer.path("data.instances.nodes[0].id");
        String name = answer.path("data.instances.nodes[0].name");
        rename(id, HOSTILE);
        try {
            // when
            browser.show(page("/resource?id=" + encoded(id)));

            // then
            assertThat(browser.textWith("onerror", "main h1")).isEqualTo(HOSTILE);
            browser.textWith("<img", "svg.picture");
            browser.show(page("/resources?text=" + encoded("<img")));
            browser.textWith("onerror", "main tbody");
            assertThat(browser.count("main img")).isZero();
            assertThat(browser.title()).isEqualTo("Resources · Muster");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            rename(id, name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "open, securityGroups",
        "address, resources",
        "changed, changes",
        "unencrypted, volumes",
        "unread, coverage",
    })
    void aQuestionIsAnsweredInTheGraphQlUi(String question, String field) {
        // given
        browser.show(page("/"));
        assertThat(browser.attributes("href", ".questions a[href^='/q/graphql-ui/?query=']"))
                .hasSize(5);
        String link = browser.attribute("href", ".questions a[data-question=" + question + "]");
        query(decoded(link.substring(link.indexOf('=') + 1)));

        // when
        browser.click(".questions a[data-question=" + question + "]");
        browser.textWith(field, ".graphiql-query-editor");
        browser.click("button.graphiql-execute-button");

        // then
        assertThat(browser.textWith("\"" + field + "\"", ".result-window"))
                .contains("\"data\"")
                .doesNotContain("\"errors\"");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aMissingFindingIsSaidToBeMissing() {
        browser.show(page("/finding?id=" + "00000000-0000-0000-0000-000000000000"));

        assertThat(browser.textWith("No such finding", "main")).contains("All findings");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaidWithItsReason() {
        browser.show(page("/findings?region=nowhere-1&severity=TERRIBLE"));

        assertThat(browser.textWith("TERRIBLE", "[role=alert]")).contains("Try again");
    }

    private static void rename(String id, String name) {
        String server = "jdbc:postgresql://localhost:" + TestDatabase.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, TestDatabase.USER, TestDatabase.USER);
                PreparedStatement update = connection.prepareStatement("update resource set name = ? where arn = ?")) {
            update.setString(1, name);
            update.setString(2, id);
            assertThat(update.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response query(String document) {
        Response answer = json(Map.of("query", document)).post("/graphql");
        answer.then().statusCode(200).body("errors", nullValue());
        return answer;
    }

    private static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).accept(ContentType.JSON).body(body);
    }

    private static URI page(String place) {
        return URI.create("http://localhost:" + RestAssured.port + "/#" + place);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
