package io.muster.aws;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps Muster's calls to a part of what AWS allows the account: one token bucket per account, region and operation, as
 * AWS has them (EC2 Developer Guide, "Request throttling for the Amazon EC2 API": 100 requests at once and 20 per second
 * for non-mutating operations that page). AWS publishes no figures for IAM; 15 per second is what others found to work.
 *
 * <p>Waiting is a timer, never a blocked thread. That is why a call is wrapped: an interceptor of the SDK would have to
 * block. What the SDK repeats on its own is charged to the bucket afterwards.
 *
 * <p>The buckets are of one replica. A task of a scan runs on one replica, so two of them call the same account and
 * region only when scans of it overlap.
 */
@ApplicationScoped
public class RequestBudget {

    record Key(String accountId, String region, AwsOperation operation) {}

    /**
     * What was spent since the start.
     *
     * @param calls     calls made, each once
     * @param attempts  requests sent: more than calls where the SDK had to repeat some
     * @param throttles requests that AWS refused as too many
     * @param waits     calls that had to wait for their budget
     */
    public record Spent(long calls, long attempts, long throttles, long waits) {}

    private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final LongAdder calls = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder throttles = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final double fraction;
    private final RequestMetrics metrics;
    private final LongSupplier nanoClock;
    private final Function<Duration, Uni<Void>> timer;

    @Inject
    public RequestBudget(AwsConfig config, RequestMetrics metrics) {
        this(config.budgetFraction(), metrics, System::nanoTime, RequestBudget::after);
    }

    RequestBudget(
            double fraction, RequestMetrics metrics, LongSupplier nanoClock, Function<Duration, Uni<Void>> timer) {
        this.fraction = fraction;
        this.metrics = metrics;
        this.nanoClock = nanoClock;
        this.timer = timer;
    }

    public Spent spent() {
        return new Spent(calls.sum(), attempts.sum(), throttles.sum(), waits.sum());
    }

    /** Completes once the call may be made; callers of the same key are served in order. */
    Uni<Void> take(Key key) {
        return Uni.createFrom().deferred(() -> {
            calls.increment();
            long now = nanoClock.getAsLong();
            long wait = bucket(key, now).take(now);
            metrics.waited(key.operation(), Duration.ofNanos(wait));
            if (wait == 0) {
                return Uni.createFrom().voidItem();
            }
            waits.increment();
            return timer.apply(Duration.ofNanos(wait));
        });
    }

    /** Reports how the SDK fared with one call. */
    void report(Key key, long sent, long throttled) {
        attempts.add(sent);
        throttles.add(throttled);
        if (sent > 1) {
            long now = nanoClock.getAsLong();
            bucket(key, now).charge(sent - 1, now);
        }
    }

    /** Forgets the buckets that have filled up again: a new one is the same. */
    void sweep() {
        long now = nanoClock.getAsLong();
        buckets.values().removeIf(bucket -> bucket.full(now));
    }

    int buckets() {
        return buckets.size();
    }

    private TokenBucket bucket(Key key, long now) {
        return buckets.computeIfAbsent(key, asked -> {
            RequestRate rate = asked.operation().rate().part(fraction);
            return new TokenBucket(rate.burst(), rate.perSecond(), now);
        });
    }

    private static Uni<Void> after(Duration wait) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .onExecutor(Infrastructure.getDefaultWorkerPool())
                .by(wait);
    }
}
