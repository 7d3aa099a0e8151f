package io.muster.scan;

import io.muster.collect.Recall;
import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * The stored facts of a scope, read before its transaction: a change meanwhile is a reason to ask once more, and no harm.
 *
 * @param outdated the resources of which nothing is recalled
 */
record StoredRecall(Pool pool, Scope scope, Instant now, Duration interval, Predicate<Resource<?>> outdated)
        implements Recall {

    @Override
    public boolean isOutdated(Resource<?> resource) {
        return outdated.test(resource);
    }

    @Override
    public <T extends Record> Uni<StoredFacts<T>> stored(LookedUp<T> lookedUp) {
        return interval.isZero() || interval.isNegative()
                ? Uni.createFrom().item(StoredFacts.none(lookedUp))
                : last(lookedUp);
    }

    @Override
    public <T extends Record> Uni<StoredFacts<T>> last(LookedUp<T> lookedUp) {
        return StoredFacts.of(pool, scope, lookedUp);
    }
}
