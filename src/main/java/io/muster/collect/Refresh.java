package io.muster.collect;

import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** Recalls nothing: AWS is asked for all facts, whose age is that of the scan. */
record Refresh(Recall scan) implements Recall {

    @Override
    public <T extends Record> Uni<StoredFacts<T>> stored(LookedUp<T> lookedUp) {
        return Uni.createFrom().item(StoredFacts.none(lookedUp));
    }

    @Override
    public <T extends Record> Uni<StoredFacts<T>> last(LookedUp<T> lookedUp) {
        return scan.last(lookedUp);
    }

    @Override
    public boolean isOutdated(Resource<?> resource) {
        return true;
    }

    @Override
    public Instant now() {
        return scan.now();
    }

    @Override
    public Duration interval() {
        return scan.interval();
    }
}
