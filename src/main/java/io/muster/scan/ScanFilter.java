package io.muster.scan;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Which scans are meant; a null filters nothing, an empty list matches nothing.
 *
 * @param accountIds scans that reach at least one of these accounts
 */
public record ScanFilter(
        @Nullable List<String> scanIds,
        @Nullable List<String> accountIds,
        @Nullable List<ScanStatus> statuses,
        @Nullable Instant requestedAfter,
        @Nullable Instant finishedAfter) {}
