package io.muster.collect;

import io.muster.estate.Estates;
import io.muster.inventory.LookedUp;
import io.muster.inventory.MadeFacts;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A scan that knows resources as they were stored, with an interval of a day.
 *
 * @param full     whether it asks for all facts
 * @param outdated whether an event said of each of them that it has changed
 */
record MadeRecall(List<Resource<?>> resources, boolean full, boolean outdated) implements Recall {

    static MadeRecall of(Resource<?>... resources) {
        return new MadeRecall(List.of(resources), false, false);
    }

    MadeRecall ofFullScan() {
        return new MadeRecall(resources, true, outdated);
    }

    MadeRecall afterAnEvent() {
        return new MadeRecall(resources, full, true);
    }

    @Override
    public <T extends Record> Uni<StoredFacts<T>> stored(LookedUp<T> lookedUp) {
        return full ? Uni.createFrom().item(StoredFacts.none(lookedUp)) : last(lookedUp);
    }

    @Override
    @SuppressWarnings("unchecked") // each test has resources of one kind
    public <T extends Record> Uni<StoredFacts<T>> last(LookedUp<T> lookedUp) {
        return Uni.createFrom().item(MadeFacts.of(lookedUp, (List<Resource<T>>) (List<?>) resources));
    }

    @Override
    public boolean isOutdated(Resource<?> resource) {
        return outdated;
    }

    @Override
    public Instant now() {
        return Estates.NOW;
    }

    @Override
    public Duration interval() {
        return Duration.ofDays(1);
    }
}
