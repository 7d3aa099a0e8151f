package io.muster.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.demo.DemoFaults;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page about coverage, of an account in which something may not be read: what, since when, and how it is mended. */
@QuarkusTest
@NeedsBrowser
class GapsInBrowserTest {

    private static final String GAPS = "[aria-label='Gaps of " + ScannedShop.ID + "']";
    private static final String COVERAGE = "nav[aria-label=Main] a[href='#/coverage']";

    @Inject
    DemoFaults faults;

    private Browser browser;

    @BeforeEach
    void open() {
        faults.deny(ScannedShop.ID + "/ec2:DescribeVolumes");
        ScannedShop.scan("PARTIAL");
        browser = Browser.open();
    }

    @AfterEach
    void close() {
        browser.close();
        faults.clear();
        ScannedShop.scan();
    }

    @Test
    void aGapIsShownWithTheStatementThatClosesIt() throws IOException {
        // given
        browser.show(URI.create("http://localhost:" + RestAssured.port + "/"));

        // when
        browser.click(COVERAGE);

        // then
        assertThat(browser.textWith("ec2:DescribeVolumes", GAPS))
                .contains("UnauthorizedOperation", "eu-central-1", "ago", "Allow ec2:DescribeVolumes");
        Pictures.keep(browser, "gaps");
        browser.click("main article details summary");
        assertThat(browser.textWith("ec2:DescribeVolumes", "main article details pre"))
                .contains("\"Effect\": \"Allow\"");
        browser.click("select[name=state] option[value=FAILED]");
        browser.addressWith("state=FAILED");
        assertThat(browser.textWith("Volume", "section:last-of-type tbody"))
                .contains("Failed", "UnauthorizedOperation")
                .doesNotContain("Complete");
        assertThat(browser.complaints()).isEmpty();
    }

    /** A listing that fails from the beginning is one that failed, and one that never was complete. */
    @Test
    void aListingThatWasNeverCompleteCountsOnce() {
        // given
        given().delete("/api/v1/accounts/" + ScannedShop.ID + "?purge=true");
        ScannedShop.scan("PARTIAL");
        JsonPath counted = given().contentType(ContentType.JSON)
                .body(Map.of("query", """
                        { all: coverageStats(groupBy: [], filter: {inScope: true}) { cells }
                          left: coverageStats(groupBy: [], filter: {inScope: true, states: [FAILED, NEVER]}) { cells } }"""))
                .post("/graphql")
                .jsonPath();
        int cells = counted.getInt("data.all[0].cells");
        int left = counted.getInt("data.left[0].cells");

        // when
        browser.show(URI.create("http://localhost:" + RestAssured.port + "/"));

        // then
        assertThat(left).isPositive();
        assertThat(browser.textWith("listings complete", ".figures"))
                .contains("%d of %d listings complete".formatted(cells - left, cells));
        browser.click(COVERAGE);
        assertThat(browser.textWith("global", "section:first-of-type tbody"))
                .contains(" of ")
                .doesNotContainPattern(" -\\d");
    }

    @Test
    void aGapIsGoneOnceItIsClosed() {
        // given
        faults.clear();
        ScannedShop.scan();
        browser.show(URI.create("http://localhost:" + RestAssured.port + "/"));

        // when
        browser.click(COVERAGE);

        // then
        browser.textWith("Complete", "section:last-of-type tbody");
        // scans of organization kinds by name, which FuzzTest asks for now and then, leave gaps of their own
        assertThat(browser.textWith("", GAPS)).doesNotContain("ec2:DescribeVolumes");
        assertThat(browser.complaints()).isEmpty();
    }
}
