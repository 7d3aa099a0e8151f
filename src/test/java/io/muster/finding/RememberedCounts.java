package io.muster.finding;

import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a recount told after each step. */
final class RememberedCounts {
    private final TreeMap<Instant, List<Counted>> counts = new TreeMap<>();

    void take(Instant at, List<Counted> counted) {
        counts.put(at, counted);
    }

    void forget(String accountId) {
        counts.replaceAll((at, counted) -> counted.stream()
                .filter(one -> !one.accountId().equals(accountId))
                .collect(toList()));
    }

    int before(Instant end, Predicate<Counted> which) {
        Map.Entry<Instant, List<Counted>> last = counts.lowerEntry(end);
        return last == null
                ? 0
                : last.getValue().stream()
                        .filter(which)
                        .mapToInt(Counted::count)
                        .sum();
    }
}
