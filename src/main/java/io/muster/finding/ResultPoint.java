package io.muster.finding;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * How many verdicts of each sort there were at the end of a bucket.
 *
 * @param time when the bucket began
 * @param key  the value of the dimension; null where there is none
 */
public record ResultPoint(
        Instant time,
        int passed,
        int failed,
        int unknown,
        int notApplicable,
        @Nullable String key) {}
