package io.muster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.access.AccessSettings;
import io.muster.access.LockedDoors;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in to the pages, and out, as a person does. */
@QuarkusTest
@TestProfile(LockedDoors.class)
@NeedsBrowser
class SignInInBrowserTest {

    private static final String READER = "header .reader";

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
    void atTheProviderAndBack() {
        // given
        signInAs("operator");

        // then
        assertThat(browser.textWith("ann.operator", READER)).contains("operator", "Sign out");
        browser.textWith("Open findings", ".figures");
        assertThat(browser.count(".title .rescan button")).isOne();
        browser.click(".title .rescan button");
        browser.addressWith("#/scan?id=");
        browser.textWith("Scan", "main h1");
        assertThat(browser.complaints()).isEmpty();

        // when
        browser.click(READER + " button");

        // then
        browser.textWith("Sign in with 127.0.0.1", "main");
        assertThat(browser.count(READER)).isZero();
        browser.show(page("/"));
        browser.textWith("Sign in with", "main");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void byTheFormOfStaticUsers() {
        // given
        browser.show(page("/"));

        // when
        browser.type("grafana", "input[name=user]");
        browser.type("guess\n", "input[name=password]");
        assertThat(browser.textWith("User or password is wrong", "[role=alert]"))
                .isNotEmpty();
        browser.type("grafana", "input[name=user]");
        browser.type(AccessSettings.PASSWORD + "\n", "input[name=password]");

        // then: a viewer, who may not scan
        assertThat(browser.textWith("grafana", READER)).contains("viewer");
        browser.textWith("Open findings", ".figures");
        assertThat(browser.count(".rescan button")).isZero();
    }

    @Test
    void whoeverHasNoRoleIsToldSo() {
        signInAs("<img src=x onerror=alert(1)>");

        assertThat(browser.textWith("no role in Muster", "[role=alert]")).contains("<img src=x onerror=alert(1)>");
        assertThat(browser.count("main img")).isOne(); // Muster's own
    }

    /** A session that has ended leads to the sign-in, and from there to where the reader was. */
    @Test
    void theReaderComesBackToTheSamePlace() {
        // given
        signInAs("viewer");
        browser.textWith("ann.viewer", READER);
        browser.forget("muster-session");

        // when
        browser.click("nav a[href='#/findings']");
        browser.click("a[href='/sign-in/provider']");
        browser.type("viewer\n", "input[name=user]");

        // then
        browser.textWith("Findings", "main h1");
        assertThat(browser.addressWith("#/findings")).doesNotContain("sign-in");
    }

    @Test
    void thePageOffersBothWays() throws IOException {
        browser.show(page("/"));

        assertThat(browser.textWith("Sign in with", "main")).contains("User", "Password");
        Pictures.keep(browser, "sign-in");
    }

    private void signInAs(String user) {
        browser.show(page("/"));
        browser.click("a[href='/sign-in/provider']");
        browser.textWith("Who are you?", "h1");
        browser.type(user + "\n", "input[name=user]");
    }

    private static URI page(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }
}
