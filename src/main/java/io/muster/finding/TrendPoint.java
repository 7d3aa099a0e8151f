package io.muster.finding;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * How many findings there were at the end of a bucket.
 *
 * @param time when the bucket began
 * @param key  the value of the dimension; null where there is none
 */
public record TrendPoint(Instant time, int value, @Nullable String key) {}
