package io.muster.inventory.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final CompletableFuture<String> work = new CompletableFuture<>();

    @Test
    void asksAgainAndAgainWhileTheWorkGoesOnWhetherOrNotItIsAnswered() {
        AtomicInteger beats = new AtomicInteger();
        Heartbeat heartbeat = new Heartbeat(
                INTERVAL,
                () -> beats.incrementAndGet() % 2 == 0
                        ? Uni.createFrom().item("answered")
                        : Uni.createFrom().failure(new IllegalStateException("The transaction is aborted")));

        UniAssertSubscriber<String> done = subscribe(heartbeat);
        await().atMost(LIMIT).until(() -> beats.get() >= 4);
        work.complete("done");

        done.awaitItem(LIMIT).assertItem("done");
    }

    @Test
    void endsWithTheWork() {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger beats = new AtomicInteger();
        Heartbeat heartbeat = new Heartbeat(INTERVAL, () -> {
            beats.incrementAndGet();
            return Uni.createFrom().nothing().onCancellation().invoke(() -> ended.set(true));
        });

        UniAssertSubscriber<String> done = subscribe(heartbeat);
        await().atMost(LIMIT).until(() -> beats.get() == 1);
        work.completeExceptionally(new IllegalStateException("The work failed"));

        done.awaitFailure(LIMIT).assertFailedWith(IllegalStateException.class, "The work failed");
        await().atMost(LIMIT).untilTrue(ended);
        assertThat(beats).as("one at a time").hasValue(1);
    }

    private UniAssertSubscriber<String> subscribe(Heartbeat heartbeat) {
        return heartbeat
                .during(Uni.createFrom().completionStage(work))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
