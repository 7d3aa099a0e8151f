package io.muster.platform;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Repeated work of which one run is under way at a time, as that of a timer whose interval may be shorter than a run. */
public final class OneAtATime {

    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * Begins a run, unless one is under way: then the call has no effect. A run ends when its Uni does, or when the work throws; a
     * failure of either kind goes to {@code failed}.
     */
    public <T> void run(Supplier<Uni<? extends T>> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        Uni.createFrom()
                .<T>deferred(work)
                .onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(done, failed);
    }
}
