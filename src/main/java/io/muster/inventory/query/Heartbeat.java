package io.muster.inventory.query;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks the database for an answer from time to time while work goes on that may have nothing to ask for long: a connection without answers
 * is taken for broken.
 *
 * @param beat asks for an answer; its failure is none of the work, whose next statement meets the same
 */
record Heartbeat(Duration interval, Supplier<? extends Uni<?>> beat) {

    /** The work, with beats until it ends. */
    <T> Uni<T> during(Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            Cancellable beats = begin();
            return work.onTermination().invoke(beats::cancel);
        });
    }

    private Cancellable begin() {
        return Multi.createFrom()
                .ticks()
                .startingAfter(interval)
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> beat.get().onFailure().recoverWithNull().replaceWithVoid())
                .subscribe()
                .with(answered -> {});
    }
}
