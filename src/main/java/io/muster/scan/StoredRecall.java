package io.muster.scan;

import io.muster.collect.Recall;
import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;

/**
 * What is stored of a scope, read before its transaction: what changes meanwhile is a reason to ask once more, and no harm.
 *
 * @param concerned tells the resources of which nothing is recalled
 */
record StoredRecall(
        Pool pool,
        Scope scope,
        Instant now,
        Duration interval,
        @Nullable Concerned concerned) implements Recall {

    @Override
    public boolean isOutdated(Resource<?> resource) {
        return concerned != null && concerned.mayMean(resource);
    }

    @Override
    public <T extends Record> Uni<StoredFacts<T>> stored(LookedUp<T> lookedUp) {
        return interval.isZero() || interval.isNegative()
                ? Uni.createFrom().item(StoredFacts.none(lookedUp))
                : StoredFacts.of(pool, scope, lookedUp);
    }
}
