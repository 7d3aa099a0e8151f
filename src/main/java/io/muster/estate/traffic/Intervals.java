package io.muster.estate.traffic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of whole numbers as sorted, disjoint, closed intervals that do not touch: equal sets are equal values. */
public record Intervals(List<Interval> parts) {

    static final Intervals EMPTY = new Intervals(List.of());

    /** Every number from first to last, both included. */
    public record Interval(BigInteger first, BigInteger last) {

        public Interval {
            if (first.compareTo(last) > 0) {
                throw new IllegalArgumentException("the interval ends before it begins");
            }
        }

        BigInteger size() {
            return last.subtract(first).add(BigInteger.ONE);
        }
    }

    static Intervals of(Interval interval) {
        return new Intervals(List.of(interval));
    }

    static Intervals of(Collection<Interval> intervals) {
        List<Interval> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparing(Interval::first));
        List<Interval> merged = new ArrayList<>(sorted.size());
        for (Interval next : sorted) {
            append(merged, next);
        }
        return new Intervals(List.copyOf(merged));
    }

    private static void append(List<Interval> merged, Interval next) {
        int end = merged.size() - 1;
        if (end < 0 || merged.get(end).last().add(BigInteger.ONE).compareTo(next.first()) < 0) {
            merged.add(next);
            return;
        }
        Interval before = merged.get(end);
        merged.set(end, new Interval(before.first(), before.last().max(next.last())));
    }

    Intervals union(Intervals other) {
        if (parts.isEmpty() || other.parts.isEmpty() || equals(other)) {
            return parts.isEmpty() ? other : this;
        }
        List<Interval> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return of(all);
    }

    Intervals intersect(Intervals other) {
        if (parts.isEmpty() || other.parts.isEmpty() || equals(other)) {
            return other.parts.isEmpty() ? other : this;
        }
        List<Interval> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < parts.size() && theirs < other.parts.size()) {
            Interval a = parts.get(mine);
            Interval b = other.parts.get(theirs);
            addOverlap(common, a, b);
            if (a.last().compareTo(b.last()) < 0) {
                mine++;
            } else {
                theirs++;
            }
        }
        return new Intervals(List.copyOf(common));
    }

    private static void addOverlap(List<Interval> common, Interval a, Interval b) {
        BigInteger first = a.first().max(b.first());
        BigInteger last = a.last().min(b.last());
        if (first.compareTo(last) <= 0) {
            common.add(new Interval(first, last));
        }
    }

    Intervals minus(Intervals other) {
        if (parts.isEmpty() || other.parts.isEmpty()) {
            return this;
        }
        List<Interval> left = new ArrayList<>();
        int from = 0;
        for (Interval part : parts) {
            while (from < other.parts.size() && other.parts.get(from).last().compareTo(part.first()) < 0) {
                from++;
            }
            addRest(left, part, other.parts.subList(from, other.parts.size()));
        }
        return new Intervals(List.copyOf(left));
    }

    private static void addRest(List<Interval> left, Interval part, List<Interval> holes) {
        BigInteger start = part.first();
        for (Interval hole : holes) {
            if (hole.first().compareTo(part.last()) > 0) {
                break;
            }
            if (hole.first().compareTo(start) > 0) {
                left.add(new Interval(start, hole.first().subtract(BigInteger.ONE)));
            }
            start = hole.last().add(BigInteger.ONE);
        }
        if (start.compareTo(part.last()) <= 0) {
            left.add(new Interval(start, part.last()));
        }
    }

    boolean covers(Intervals other) {
        return other.minus(this).isEmpty();
    }

    boolean contains(BigInteger value) {
        return parts.stream()
                .anyMatch(part ->
                        part.first().compareTo(value) <= 0 && part.last().compareTo(value) >= 0);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    BigInteger size() {
        return parts.stream().map(Interval::size).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
