package io.muster.estate.reach;

import io.muster.estate.traffic.Traffic;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The answer to a question about reachability, with its proof.
 *
 * @param admitted the traffic that gets through for certain
 * @param possible the traffic that may get through, of which {@link #admitted} is a part
 * @param hops     the hops that a packet of it takes, in order; up to the one that stops it where that is known
 * @param blocking the first hop that stops all of it; null unless it does not get through
 * @param missing  the cells that were not read, where they decide
 * @param notes    the parts that are not modelled, where they matter
 */
public record Outcome(
        Reachable reachable,
        Traffic admitted,
        Traffic possible,
        List<Hop> hops,
        @Nullable Hop blocking,
        Set<String> missing,
        Set<String> notes) {

    /** Nothing gets through, for a reason that comes before any hop of a path. */
    static Outcome blocked(Hop hop) {
        return new Outcome(Reachable.NO, Traffic.NONE, Traffic.NONE, List.of(), hop, Set.of(), Set.of());
    }

    /** It gets through by one hop of which there is no traffic to be told. */
    static Outcome open(Hop hop) {
        return new Outcome(Reachable.YES, Traffic.NONE, Traffic.NONE, List.of(hop), null, Set.of(), Set.of());
    }

    /** Nothing is known of it. */
    static Outcome unknown(String missing) {
        return new Outcome(Reachable.UNKNOWN, Traffic.NONE, Traffic.ALL, List.of(), null, Set.of(missing), Set.of());
    }

    /** This outcome with more notes. */
    Outcome noting(Set<String> more) {
        return new Outcome(reachable, admitted, possible, hops, blocking, missing, Admission.both(notes, more));
    }

    /** Some of the traffic may get through by a way of the cells that were not read; empty where there are none. */
    static Optional<Outcome> unread(Set<String> missing, Traffic possible) {
        return missing.isEmpty() || possible.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome(
                        Reachable.UNKNOWN, Traffic.NONE, possible, List.of(), null, Set.copyOf(missing), Set.of()));
    }

    /** The first that gets through, else the first that may, else the first of all. */
    public static Optional<Outcome> best(List<Outcome> outcomes) {
        return outcomes.stream().min(Comparator.comparing(outcome -> switch (outcome.reachable()) {
            case YES -> 0;
            case UNKNOWN -> 1;
            case NO -> 2;
        }));
    }

    /** The best of all; where it gets through, with the traffic of each other one that does. The hops are those of the first. */
    public static Optional<Outcome> together(List<Outcome> outcomes) {
        List<Outcome> open = outcomes.stream()
                .filter(outcome -> outcome.reachable() == Reachable.YES)
                .toList();
        return best(outcomes)
                .map(best -> open.size() < 2
                        ? best
                        : best.with(
                                Traffic.unionOf(
                                        open.stream().map(Outcome::admitted).toList()),
                                Traffic.unionOf(
                                        open.stream().map(Outcome::possible).toList())));
    }

    /** This outcome of other traffic. */
    Outcome with(Traffic certain, Traffic perhaps) {
        return new Outcome(reachable, certain, perhaps, hops, blocking, missing, notes);
    }

    /** The best of all, of which none is worked out after the first that gets through. */
    static Optional<Outcome> best(Stream<Outcome> outcomes) {
        List<Outcome> asked = new ArrayList<>();
        return outcomes.peek(asked::add)
                .filter(outcome -> outcome.reachable() == Reachable.YES)
                .findFirst()
                .or(() -> best(asked));
    }
}
