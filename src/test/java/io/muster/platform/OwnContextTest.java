package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnContextTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void resultsComeBackToTheContextOfTheCall() throws Exception {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());

        assertThat(contextAfter(own, () -> onAnotherContext(Uni.createFrom().item("result"))))
                .isSameAs(own);
    }

    @Test
    void soDoFailures() throws Exception {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());

        assertThat(contextAfter(
                        own,
                        () -> onAnotherContext(
                                Uni.createFrom().failure(new IllegalStateException("a fault of the test")))))
                .isSameAs(own);
    }

    /** As workers have them: one that is no call's own. */
    private <T> Uni<T> onAnotherContext(Uni<T> result) {
        Context another = vertx.getOrCreateContext();
        return result.emitOn(command -> another.executeBlocking(() -> {
            command.run();
            return null;
        }));
    }

    private static <T> Context contextAfter(Context own, Supplier<Uni<T>> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Context> after = new CompletableFuture<>();
        own.runOnContext(ready -> OwnContext.back(asked.get())
                .subscribe()
                .with(
                        result -> after.complete(Vertx.currentContext()),
                        failure -> after.complete(Vertx.currentContext())));
        return after.get(30, TimeUnit.SECONDS);
    }
}
