package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.IdentityTest.assertRefused;
import static io.muster.access.IdentityTest.basic;
import static io.muster.access.IdentityTest.bearer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** A users file is enough: no provider of identities is needed for it. */
@QuarkusTest
@TestProfile(UsersAlone.class)
class UsersAloneTest {

    @Test
    void usersGetInAndTokensDoNot() {
        given().header("Authorization", basic("grafana", PASSWORD))
                .get("/api/v1/accounts")
                .then()
                .statusCode(200);
        Response answer = bearer("a.b.c").get("/api/v1/accounts");
        assertRefused(answer, 401, "UNAUTHENTICATED");
        assertThat(answer.headers().getValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"muster\", charset=\"UTF-8\"");
        assertThat(answer.jsonPath().getString("detail")).contains("password").doesNotContain("token");
    }

    @Test
    void thePagesAreForUsersToo() {
        Response nobody = given().get("/");
        assertRefused(nobody, 401, "UNAUTHENTICATED");
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Basic");
        given().header("Authorization", basic("grafana", PASSWORD))
                .get("/")
                .then()
                .statusCode(200);
        given().header("Authorization", basic("grafana", PASSWORD))
                .get("/ui/app.js")
                .then()
                .statusCode(200);
    }
}
