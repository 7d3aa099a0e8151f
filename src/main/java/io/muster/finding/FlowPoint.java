package io.muster.finding;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * The changes of findings in a bucket.
 *
 * @param time     when the bucket began
 * @param opened   how many were found for the first time
 * @param reopened how many were found again after they had been resolved; one as often as it was
 * @param resolved how many were resolved; one as often as it was
 * @param suppressed how many were suppressed; one as often as it was
 * @param returned   how many were open again because no exemption covered them any more; one as often as it was
 * @param key      the value of the dimension; null where there is none
 */
public record FlowPoint(
        Instant time,
        int opened,
        int reopened,
        int resolved,
        int suppressed,
        int returned,
        @Nullable String key) {}
