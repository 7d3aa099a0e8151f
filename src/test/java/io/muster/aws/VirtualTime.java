package io.muster.aws;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands until it is moved, with its timers. */
final class VirtualTime {

    private record Timer(long due, UniEmitter<? super Void> emitter) {}

    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));
    private long now;

    long now() {
        return now;
    }

    Uni<Void> after(Duration wait) {
        return Uni.createFrom().emitter(emitter -> timers.add(new Timer(now + wait.toNanos(), emitter)));
    }

    void advance(Duration step) {
        long until = now + step.toNanos();
        while (!timers.isEmpty() && timers.peek().due() <= until) {
            Timer timer = timers.remove();
            now = timer.due();
            timer.emitter().complete(null);
        }
        now = until;
    }
}
