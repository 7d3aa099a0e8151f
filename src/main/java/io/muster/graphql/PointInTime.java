package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * The instant that a root field answers for. All that is below the field answers for it, too.
 *
 * @param at             null for now
 * @param linksKnownFrom since when links and findings are kept as they were; null where it is always
 */
record PointInTime(@Nullable Instant at, @Nullable Instant linksKnownFrom) {

    static final PointInTime NOW = new PointInTime(null, null);

    /** The instant that the field above was asked for. */
    static PointInTime of(DataFetchingEnvironment environment) {
        return environment.getLocalContext() instanceof PointInTime point ? point : NOW;
    }

    /** The instant for resources along links, and for findings. */
    @Nullable
    Instant ofLinks() {
        if (at != null && linksKnownFrom != null && at.isBefore(linksKnownFrom)) {
            throw MusterException.badField(
                    "at",
                    "links and findings are known as they were from " + linksKnownFrom
                            + " on: ask for a later instant, or leave the field out");
        }
        return at;
    }
}
