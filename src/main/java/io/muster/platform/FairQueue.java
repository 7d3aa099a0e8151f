package io.muster.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Limits how much work is done at a time, and serves the waiting keys in turn, so that much work of one key hardly delays the
 * others. Queues are bounded.
 *
 * @param <K> the waiters' keys
 */
public final class FairQueue<K> {

    private final int atOnce;
    private final int mostOfOne;
    private final int mostOfAll;
    private final Map<K, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private int queued;
    private int running;

    /**
     * @param atOnce    how many are worked on at a time
     * @param mostOfOne how many may wait of one
     * @param mostOfAll how many may wait of all
     */
    public FairQueue(int atOnce, int mostOfOne, int mostOfAll) {
        this.atOnce = atOnce;
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /**
     * Does the work when it is its turn. It starts on the caller's thread, or on one that has just ended other work.
     *
     * @return fails with {@link ErrorCode#TOO_MANY_REQUESTS} where too much waits already
     */
    public <T> Uni<T> submit(K who, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            if (!queue(who, () -> run(work, emitter))) {
                emitter.fail(new MusterException(
                        ErrorCode.TOO_MANY_REQUESTS, "Too many requests wait already: try again in a moment"));
                return;
            }
            runNext();
        });
    }

    /** Whether a task that comes now would have to wait. */
    public synchronized boolean isBusy() {
        return running >= atOnce;
    }

    private synchronized boolean queue(K who, Runnable work) {
        Deque<Runnable> own = waiting.get(who);
        if (queued >= mostOfAll || (own != null && own.size() >= mostOfOne)) {
            return false;
        }
        waiting.computeIfAbsent(who, first -> new ArrayDeque<>()).add(work);
        queued++;
        return true;
    }

    private void runNext() {
        List<Runnable> begun = new ArrayList<>();
        synchronized (this) {
            while (running < atOnce && queued > 0) {
                begun.add(next());
                queued--;
                running++;
            }
        }
        begun.forEach(Runnable::run);
    }

    /** The first waiting task of the holder whose last turn is the longest ago. */
    private Runnable next() {
        K who = waiting.keySet().iterator().next();
        Deque<Runnable> own = waiting.remove(who);
        Runnable first = own.remove();
        if (!own.isEmpty()) {
            waiting.put(who, own);
        }
        return first;
    }

    private <T> void run(Supplier<Uni<? extends T>> work, UniEmitter<? super T> emitter) {
        Uni.createFrom()
                .<T>deferred(work)
                .onTermination()
                .invoke(this::ended)
                .subscribe()
                .with(emitter::complete, emitter::fail);
    }

    private void ended() {
        synchronized (this) {
            running--;
        }
        runNext();
    }
}
