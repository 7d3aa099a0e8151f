package io.muster.finding;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happened to findings, as somebody tells who looks at all of them before and after each scan. */
final class Lifetimes {

    /** The columns that a look needs. */
    static final String LOOK =
            "select id::text, account_id, region, rule_id, area, severity, status, resource_kind from finding";

    /** A finding as it is seen once. */
    record Seen(Map<FindingDimension, String> values) {

        static Seen of(Row row) {
            Map<FindingDimension, String> values = new EnumMap<>(FindingDimension.class);
            for (FindingDimension dimension : FindingDimension.values()) {
                values.put(dimension, row.getString(dimension.column()));
            }
            return new Seen(values);
        }

        String value(FindingDimension dimension) {
            return values.get(dimension);
        }

        boolean isResolved() {
            return value(FindingDimension.STATUS).equals(FindingStatus.RESOLVED.name());
        }
    }

    /** Something that happened. */
    record Event(Instant at, Transition what, Seen finding) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Seen> known = new HashMap<>();
    private final Map<String, Instant> standingSince = new HashMap<>();

    /** @param now every finding that there is, at the time of a scan */
    void look(Instant at, Iterable<Row> now) {
        now.forEach(row -> compare(at, row.getString("id"), Seen.of(row)));
    }

    private void compare(Instant at, String id, Seen seen) {
        Seen before = known.put(id, seen);
        if (before == null) {
            begins(at, Transition.OPENING, id, seen);
        } else if (before.isResolved() && !seen.isResolved()) {
            begins(at, Transition.REOPENING, id, seen);
        } else if (!before.isResolved() && seen.isResolved()) {
            events.add(new Event(at, Transition.RESOLUTION, seen));
            standingSince.remove(id);
        }
    }

    private void begins(Instant at, Transition what, String id, Seen seen) {
        events.add(new Event(at, what, seen));
        standingSince.put(id, at);
    }

    void forget(String accountId) {
        Predicate<Seen> gone = seen -> seen.value(FindingDimension.ACCOUNT).equals(accountId);
        events.removeIf(event -> gone.test(event.finding()));
        known.entrySet().removeIf(entry -> gone.test(entry.getValue()) && forget(entry));
    }

    private boolean forget(Map.Entry<String, Seen> entry) {
        standingSince.remove(entry.getKey());
        return true;
    }

    Stream<Event> events() {
        return events.stream();
    }

    /** Since when each finding that stands does so. */
    Stream<Map.Entry<Seen, Instant>> standing() {
        return standingSince.entrySet().stream().map(entry -> Map.entry(known.get(entry.getKey()), entry.getValue()));
    }
}
