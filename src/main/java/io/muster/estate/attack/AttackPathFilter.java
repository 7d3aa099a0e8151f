package io.muster.estate.attack;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A selection of attack paths. As in all filters, null matches all and an empty list none.
 *
 * @param leastSeverity from 0 to 4
 * @param instanceIds   the short ids or ARNs of the instances that they begin at
 * @param at            the instant that is asked about; null for now
 */
public record AttackPathFilter(
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable Integer leastSeverity,
        @Nullable List<String> instanceIds,
        @Nullable Instant at) {}
