package io.muster.collect;

import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** The facts that a scan need not ask AWS for, because they are stored and not old. */
public interface Recall {

    /** The stored facts of a kind's resources in the scope that is scanned. */
    <T extends Record> Uni<StoredFacts<T>> stored(LookedUp<T> lookedUp);

    /** The stored facts, also in scans that ask AWS for all facts: used where AWS did not prepare the facts in time. */
    <T extends Record> Uni<StoredFacts<T>> last(LookedUp<T> lookedUp);

    /** Whether AWS is to be asked for the resource's facts anew, however old they are: an event said that they have changed. */
    default boolean isOutdated(Resource<?> resource) {
        return false;
    }

    /** The scan's time. */
    Instant now();

    /** How old a fact may become before AWS is asked for it again. */
    Duration interval();
}
