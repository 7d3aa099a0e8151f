package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for people, as browsers fetch them. */
@QuarkusTest
class PagesTest {

    @ParameterizedTest
    @CsvSource({
        "/, text/html, <title>Muster</title>",
        "/ui/app.js, text/javascript, import",
        "/ui/style.css, text/css, prefers-color-scheme",
        "/ui/favicon.svg, image/svg+xml, <svg",
        "/ui/lib/preact/preact.module.js, text/javascript, export",
    })
    void areServed(String path, String mediaType, String part) {
        given().get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString(mediaType))
                .body(containsString(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui/app.js"})
    void takeScriptsAndDataFromNowhereElse(String path) {
        ValidatableResponse answer = given().get(path).then().statusCode(200);

        answer.header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache");
    }

    /** A list without a size has as many entries as there are: an answer of too many is refused, and the page with it. */
    @Test
    void aResourceIsShownWithSomeOfItsNeighbours() {
        given().get("/ui/pages/resource.js")
                .then()
                .statusCode(200)
                .body(containsString("related(first: "))
                .body(not(containsString("related {")));
    }

    @Test
    void answerHeadWithoutABody() {
        assertThat(given().head("/").then().statusCode(200).extract().asString())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/", "/ui/none.js", "/ui/pages", "/ui/index.html", "/index.html"})
    void nothingElseIsServed(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404).contentType(PROBLEM);
    }
}
