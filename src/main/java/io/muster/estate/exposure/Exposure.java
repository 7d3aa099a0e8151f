package io.muster.estate.exposure;

import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Hop;
import io.muster.estate.reach.Reachable;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ports of one resource that the internet reaches, directly and through load balancers.
 *
 * @param paths    one for each range of ports, a few at most
 * @param blocking the hop that stops what would reach it directly; null where something gets through, or may
 * @param missing  the cells that were not read, where they decide
 * @param notes    the parts that are not modelled, where they matter
 */
record Exposure(
        Exposed exposed, List<List<Hop>> paths, @Nullable Hop blocking, Set<String> missing, Set<String> notes) {

    static final int PATHS = 10;

    Reachable reachable() {
        return exposed.certain().isEmpty() && !missing.isEmpty() ? Reachable.UNKNOWN : exposed.reachable();
    }

    static Exposure unknown(String missing) {
        return new Exposure(Exposed.NOTHING, List.of(), null, Set.of(missing), Set.of());
    }

    /** The exposure of a resource with both. */
    Exposure and(Exposure other) {
        List<List<Hop>> all = new ArrayList<>(paths);
        all.addAll(other.paths);
        Exposed both = exposed.union(other.exposed);
        Hop first = blocking == null ? other.blocking : blocking;
        return new Exposure(
                both,
                all.stream().limit(PATHS).toList(),
                both.reachable() == Reachable.NO ? first : null,
                union(missing, other.missing),
                union(notes, other.notes));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
