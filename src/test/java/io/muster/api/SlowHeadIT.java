package io.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The limit of the packaged application: {@code rest.SlowHeadsTest} has the cases. */
@QuarkusIntegrationTest
@WithTestResource(PackagedSettings.class)
class SlowHeadIT {

    @Test
    void aConnectionWhoseHeadDoesNotComeInTimeIsClosed() throws IOException {
        RawConnection connection = RawConnection.open(RestAssured.port);

        connection.send("GET /graphql HTTP/1.1\r\nHo");

        assertThat(connection.ends()).isTrue();
    }
}
