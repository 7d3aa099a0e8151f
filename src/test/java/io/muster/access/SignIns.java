package io.muster.access;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Browsers that sign somebody in, and follow no redirect. */
final class SignIns {

    private SignIns() {}

    static RequestSpecification browser() {
        return given().redirects().follow(false);
    }

    static String own() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    static Response signIn(String user) {
        return done(browser().get("/sign-in/provider"), user);
    }

    static Response done(Response asked, String user) {
        asked.then().statusCode(303);
        return browser().cookies(asked.cookies()).get(back(asked, user));
    }

    /** Where the provider sends the browser back to, once the person has said who it is. */
    static String back(Response asked, String user) {
        URI question = URI.create(asked.header("Location"));
        Map<String, String> form = new HashMap<>(CodeFlow.parameters(question.getRawQuery()));
        form.put("user", user);
        String back = given().redirects()
                .follow(false)
                .formParams(form)
                .post(AccessSettings.issuer() + "/authorize")
                .header("Location");
        return back.substring(own().length());
    }

    static Response form(String user, String password) {
        return browser()
                .header("Origin", own())
                .formParams(Map.of("user", user, "password", password))
                .post("/sign-in");
    }
}
