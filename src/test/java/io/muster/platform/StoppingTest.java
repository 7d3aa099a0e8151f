package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Stopping stopping = new Stopping(vertx, Optional.empty());
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStreamThatFailsToEndKeepsNoOtherFromIt() {
        // given
        for (int stream = 0; stream < 10; stream++) {
            stopping.whenItBegins(() -> {
                ended.incrementAndGet();
                throw new IllegalStateException("fault");
            });
        }

        // when
        stopping.announce(new ShutdownDelayInitiatedEvent());

        // then
        await().atMost(LIMIT).until(() -> ended.get() == 10);
        assertThatExceptionOfType(MusterException.class)
                .isThrownBy(stopping::refuseNewWork)
                .returns(ErrorCode.UNAVAILABLE, MusterException::code);
    }
}
