package io.muster.rest.connection;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.muster.platform.HttpOrder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.http.ContentType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step holds for a call is let go once the call is answered, whichever handler answers. */
@QuarkusTest
class AnswerEndTest {

    private static final String COUNTED = "X-Counted";
    private static final AtomicInteger ENDED = new AtomicInteger();

    /** Counts the ends of calls that carry the header. */
    @Singleton
    static class Counting {
        void register(@Observes Filters filters) {
            filters.register(
                    call -> {
                        if (call.request().headers().contains(COUNTED)) {
                            AnswerEnd.then(call, ENDED::incrementAndGet);
                        }
                        call.next();
                    },
                    HttpOrder.SLOW_BODIES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/mcp", "/api/v1/scans", "/nowhere"})
    void isToldOfOnce(String path) {
        // given
        int before = ENDED.get();

        // when
        given().header(COUNTED, "yes")
                .contentType(ContentType.JSON)
                .body("{\"query\": \"{ __typename }\"}")
                .post(path);

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> ENDED.get() == before + 1);
    }
}
