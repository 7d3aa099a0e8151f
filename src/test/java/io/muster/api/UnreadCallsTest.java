package io.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that fail before they come to a handler of Muster's. */
@QuarkusTest
class UnreadCallsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a:b:c",
                "Host: [::1",
                "Host: exa mple",
                "Host: \u00ff\u00fe",
                "Host: a:99999999",
                "X-No-Host: a"
            })
    void aHostHeaderThatIsNoneIsToldOf(String header) throws IOException {
        for (String path : new String[] {"/api/v1/accounts", "/graphql", "/", "/q/openapi"}) {
            // when
            RawConnection connection = RawConnection.open(RestAssured.port);
            connection.send("GET " + path + " HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n");

            // then
            assertThat(connection.readAll())
                    .as(path)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "\"code\":\"BAD_REQUEST\"", "The Host header");
        }
    }
}
