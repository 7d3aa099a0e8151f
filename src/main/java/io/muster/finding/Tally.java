package io.muster.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds up how a settlement changes the counts of a scope's findings and of their events. */
final class Tally {

    private static final Comparator<SeriesKey> ORDER = Comparator.comparing(SeriesKey::ruleId)
            .thenComparing(SeriesKey::resourceKind)
            .thenComparing(SeriesKey::area)
            .thenComparing(SeriesKey::severity)
            .thenComparing(SeriesKey::status);

    private final Map<SeriesKey, Integer> deltas = new TreeMap<>(ORDER);

    void opened(FailedRule failed) {
        SeriesKey key = new SeriesKey(
                failed.rule().ruleId(),
                failed.resource().kind().name(),
                failed.rule().area().name(),
                failed.severity().name(),
                FindingStatus.OPEN.name());
        add(key, 1);
        add(key.with(Transition.OPENING), 1);
    }

    /** A stored finding that is open again, as severe as it is now. */
    void reopened(SeriesKey stored, FailedRule failed) {
        SeriesKey now = moved(
                stored,
                key -> key.withStatus(FindingStatus.OPEN)
                        .withSeverity(failed.severity().name()));
        add(now.with(Transition.REOPENING), 1);
    }

    void changed(SeriesKey stored, FailedRule failed) {
        moved(stored, key -> key.withSeverity(failed.severity().name()));
    }

    void resolved(SeriesKey stored) {
        SeriesKey now = moved(stored, key -> key.withStatus(FindingStatus.RESOLVED));
        add(now.with(Transition.RESOLUTION), 1);
    }

    /** A stored finding that an exemption covers from now on, or that none covers any more. */
    void exempted(SeriesKey stored, FindingStatus now) {
        SeriesKey key = moved(stored, before -> before.withStatus(now));
        add(key.with(now == FindingStatus.SUPPRESSED ? Transition.SUPPRESSION : Transition.RETURN), 1);
    }

    private SeriesKey moved(SeriesKey key, Function<SeriesKey, SeriesKey> move) {
        SeriesKey now = move.apply(key);
        add(key, -1);
        add(now, 1);
        return now;
    }

    void add(SeriesKey key, int delta) {
        deltas.merge(key, delta, (known, more) -> known + more == 0 ? null : known + more);
    }

    /** The changes of counts, by key, without those that are zero. */
    List<Map.Entry<SeriesKey, Integer>> deltas() {
        return List.copyOf(deltas.entrySet());
    }
}
