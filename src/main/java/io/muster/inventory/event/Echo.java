package io.muster.inventory.event;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks once for all that wait: a question that is under way was asked before a later call, so that the call waits for the next one. */
final class Echo {

    private final Supplier<Uni<Void>> question;
    private @Nullable CompletableFuture<Void> waiting;
    private boolean asking;

    Echo(Supplier<Uni<Void>> question) {
        this.question = question;
    }

    /** Ends as a question does that is asked after the call. */
    Uni<Void> next() {
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
            question.get()
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
}
