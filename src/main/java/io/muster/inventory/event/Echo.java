package io.muster.inventory.event;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Sends one question for all waiting calls. A call that arrives while a question is under way waits for the next question, so
 * that the answer is never older than the call. After a question was not answered in time, calls fail at once until an answer
 * arrives.
 */
final class Echo {

    private final Supplier<Uni<Void>> question;
    private final Duration longest;
    private volatile boolean silent;
    private @Nullable CompletableFuture<Void> waiting;
    private boolean asking;

    /** @param longest how long an answer may take */
    Echo(Supplier<Uni<Void>> question, Duration longest) {
        this.question = question;
        this.longest = longest;
    }

    /** Records an answer that arrived in another way. */
    void answered() {
        silent = false;
    }

    /** Completes, or fails, with a question that is sent after the call. */
    Uni<Void> next() {
        if (silent) {
            return Uni.createFrom().failure(new IllegalStateException("An answer is waited for that is late"));
        }
        CompletableFuture<Void> answer;
        boolean first;
        synchronized (this) {
            if (waiting == null) {
                waiting = new CompletableFuture<>();
            }
            answer = waiting;
            first = !asking;
            asking = true;
        }
        if (first) {
            ask();
        }
        return Uni.createFrom().completionStage(answer);
    }

    private void ask() {
        CompletableFuture<Void> asked;
        synchronized (this) {
            asked = waiting;
            waiting = null;
            asking = asked != null;
        }
        if (asked != null) {
            inTime(Uni.createFrom().deferred(question::get))
                    .subscribe()
                    .with(
                            heard -> {
                                asked.complete(null);
                                ask();
                            },
                            failure -> {
                                asked.completeExceptionally(failure);
                                ask();
                            });
        }
    }

    /** Limits the wait, not the question: a late answer still counts. */
    private Uni<Void> inTime(Uni<Void> asked) {
        return asked.invoke(this::answered)
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(longest)
                .fail()
                .onFailure(TimeoutException.class)
                .invoke(() -> silent = true);
    }
}
