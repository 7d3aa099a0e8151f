package io.muster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for those who have no mouse, and for those who prefer them dark. */
@QuarkusTest
@NeedsBrowser
class ReadablePagesTest {

    private static final int MOST_STOPS = 500;

    /** WCAG 2.2, success criterion 1.4.3. */
    private static final double CONTRAST = 4.5;

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

    @Test
    void everythingIsReachedByKeys() {
        // given
        browser.show(page("/"));
        browser.textWith("listings complete", ".figures");

        // when
        List<String> stops = walk();

        // then
        assertThat(stops)
                .containsSubsequence(
                        "To the content",
                        "Muster",
                        "Overview",
                        "Findings",
                        "Resources",
                        "Scans",
                        "Coverage",
                        "Find a resource by its name or id",
                        "Rescan all accounts")
                .contains("What could we not read?", "Rescan shop", "Accounts", "Rules with open findings", "shop");
        assertThat(stops).filteredOn(stop -> stop.contains("Critical")).isNotEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theContentIsOneKeyAway() {
        browser.show(page("/"));
        browser.textWith("listings complete", ".figures");

        browser.press(Browser.TAB);
        assertThat(browser.focus().name()).isEqualTo("To the content");
        browser.press(Browser.ENTER);

        assertThat(browser.focus().tag()).isEqualTo("main");
        browser.press(Browser.TAB);
        assertThat(browser.focus().name()).isEqualTo("Rescan all accounts");
    }

    @Test
    void whoeverGoesToAPageIsAtItsHeading() {
        // given
        browser.show(page("/"));
        browser.textWith("listings complete", ".figures");
        while (!browser.focus().name().equals("Findings")) {
            browser.press(Browser.TAB);
        }

        // when
        browser.press(Browser.ENTER);
        browser.textWith("Findings", "main h1:focus");
        while (!browser.focus().address().contains("#/finding?")) {
            browser.press(Browser.TAB);
        }
        browser.press(Browser.ENTER);

        // then
        browser.await("main h1:focus");
        assertThat(browser.textWith("Remediation", "main")).contains("Evidence");
        browser.press(Browser.TAB);
        assertThat(browser.focus().isMarked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeReadInEitherTheme(String theme) {
        browser.prefer(theme);
        for (String place : List.of("/", "/findings", "/scans", "/coverage")) {
            browser.show(page(place));
            browser.await("main tbody");
            for (String part :
                    Set.of("h1", "td", "th", "td a", "header nav a", ".quiet, .id", ".severity, .badge, b")) {
                assertThat(browser.contrasts(part))
                        .as("%s in %s, %s", part, place, theme)
                        .isNotEmpty()
                        .allSatisfy(contrast -> assertThat(contrast).isGreaterThanOrEqualTo(CONTRAST));
            }
        }
    }

    @Test
    void thePagesAreDarkForThoseWhoPreferIt() throws IOException {
        browser.prefer("dark");
        browser.show(page("/"));
        browser.textWith("listings complete", ".figures");

        assertThat(browser.style("background-color", "body")).isEqualTo("rgba(18, 22, 28, 1)");
        Pictures.keep(browser, "overview-dark");
    }

    @Test
    void aStreamThatIsClosedIsSaidToBeClosed() {
        // given: a scan that goes on, and a server that does not tell of it
        String scan = ScannedShop.scan();
        browser.before("""
                const real = window.fetch;
                window.fetch = async (path, request) => {
                  const answer = await real(path, request);
                  return /scans\\/\\d+$/.test(path) ? Response.json({ ...(await answer.json()), status: 'RUNNING' }) : answer;
                };
                window.EventSource = class {
                  static CLOSED = 2;
                  readyState = 2;
                  constructor() { setTimeout(() => this.onerror()); }
                  addEventListener() {}
                  close() {}
                };""");

        // when
        browser.show(page("/scan?id=" + scan));

        // then
        assertThat(browser.textWith("not live any more", "[role=status]")).contains("Follow again");
        assertThat(browser.count(".live")).isZero();
    }

    /** What has the focus, from the first key to the last, each visibly. */
    private List<String> walk() {
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < MOST_STOPS; i++) {
            browser.press(Browser.TAB);
            Browser.Focus focus = browser.focus();
            if (focus.tag().equals("body")) {
                return stops;
            }
            assertThat(focus.isMarked()).as(focus.toString()).isTrue();
            stops.add(focus.name());
        }
        throw new AssertionError("no end after " + stops);
    }

    private static URI page(String place) {
        return URI.create("http://localhost:" + RestAssured.port + "/#" + place);
    }
}
