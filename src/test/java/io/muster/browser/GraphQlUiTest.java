package io.muster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page that README and the start banner send everybody to. */
@QuarkusTest
@NeedsBrowser
class GraphQlUiTest {

    private static final String RUN = "button.graphiql-execute-button";
    private static final String EDITOR = ".graphiql-query-editor .CodeMirror";
    private static final String RESULT = ".result-window";

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void runsTheQueryOfALink() {
        // given
        browser.show(page("?query=%7Brules%7BruleId%7D%7D"));

        // when
        browser.click(RUN);

        // then
        assertThat(browser.textWith("ruleId", RESULT)).contains("\"data\"").doesNotContain("\"errors\"");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void runsWhatIsTyped() {
        // given
        browser.show(page(""));
        browser.type("{ __typename }", EDITOR);

        // when
        browser.click(RUN);

        // then
        assertThat(browser.textWith("Query", RESULT)).contains("\"__typename\"");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void knowsTheSchema() {
        // given
        browser.show(page(""));

        // when
        browser.click("button[aria-label='Show Documentation Explorer']");

        // then
        assertThat(browser.textWith("Query", ".graphiql-doc-explorer")).contains("query");
        assertThat(browser.complaints()).isEmpty();
    }

    private static URI page(String query) {
        return URI.create("http://localhost:" + RestAssured.port + "/q/graphql-ui/" + query);
    }
}
