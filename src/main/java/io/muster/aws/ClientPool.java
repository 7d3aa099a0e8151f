package io.muster.aws;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of one kind, opened when first needed and closed after a time without calls. A client is lent for one call; one that is lent is never closed.
 *
 * @param <K> the key by which clients are told apart
 */
final class ClientPool<K, C extends SdkAutoCloseable> implements AutoCloseable {

    private record Pooled<C>(C client, int lent, Instant usedAt) {}

    private final Map<K, Pooled<C>> pool = new ConcurrentHashMap<>();
    private final Function<K, C> open;
    private final Clock clock;

    ClientPool(Function<K, C> open, Clock clock) {
        this.open = open;
        this.clock = clock;
    }

    /** Makes one call with the client of this key. */
    <T> Uni<T> call(K key, Function<? super C, CompletableFuture<T>> call) {
        return Uni.createFrom().deferred(() -> {
            C client = lend(key);
            return Uni.createFrom()
                    .completionStage(() -> call.apply(client))
                    .onTermination()
                    .invoke(() -> giveBack(key));
        });
    }

    /** Closes the clients that have not been used for so long. */
    void sweep(Duration idle) {
        Instant limit = clock.instant().minus(idle);
        for (K key : pool.keySet()) {
            pool.computeIfPresent(key, (k, pooled) -> {
                if (pooled.lent() > 0 || pooled.usedAt().isAfter(limit)) {
                    return pooled;
                }
                pooled.client().close();
                return null;
            });
        }
    }

    int size() {
        return pool.size();
    }

    @Override
    public void close() {
        pool.values().forEach(pooled -> pooled.client().close());
        pool.clear();
    }

    private C lend(K key) {
        return pool.compute(key, (k, pooled) -> {
                    C client = pooled == null ? open.apply(k) : pooled.client();
                    return new Pooled<>(client, pooled == null ? 1 : pooled.lent() + 1, clock.instant());
                })
                .client();
    }

    private void giveBack(K key) {
        pool.computeIfPresent(key, (k, pooled) -> new Pooled<>(pooled.client(), pooled.lent() - 1, clock.instant()));
    }
}
