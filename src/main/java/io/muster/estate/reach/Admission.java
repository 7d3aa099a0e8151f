package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Traffic;
import java.util.Set;
import java.util.TreeSet;

/**
 * The traffic that a hop lets through, between two bounds: what it lets through for certain, and what it may let through.
 * Where everything is known the two are the same.
 *
 * @param doubts why they differ, for a person: the cells and resources that were not read
 */
record Admission(Traffic certain, Traffic possible, Set<String> doubts) {

    static final Admission EVERYTHING = exactly(Traffic.ALL);
    static final Admission NOTHING = exactly(Traffic.NONE);

    static Admission exactly(Traffic traffic) {
        return new Admission(traffic, traffic, Set.of());
    }

    static Admission unknown(String doubt) {
        return between(Traffic.NONE, Traffic.ALL, doubt);
    }

    static Admission between(Traffic certain, Traffic possible, String doubt) {
        return new Admission(certain, possible, Set.of(doubt));
    }

    Admission intersect(Admission other) {
        return new Admission(
                certain.intersect(other.certain), possible.intersect(other.possible), both(doubts, other.doubts));
    }

    Admission union(Admission other) {
        return new Admission(certain.union(other.certain), possible.union(other.possible), both(doubts, other.doubts));
    }

    Admission among(CidrSet peers) {
        return new Admission(certain.among(peers), possible.among(peers), doubts);
    }

    Admission readdressed(CidrSet seen, CidrSet peers) {
        return new Admission(certain.readdressed(seen, peers), possible.readdressed(seen, peers), doubts);
    }

    /**
     * The same, told by the client: one of these addresses takes its place, and it is not known which. Any client gets through for
     * certain where each of the addresses does, and perhaps where one of them does.
     */
    Admission forAnyOf(CidrSet standIns, String doubt) {
        Traffic every = certain.ofThoseThatCover(standIns);
        Traffic some = possible.readdressed(standIns, CidrSet.ANY);
        return new Admission(every, some, every.equals(some) ? doubts : both(doubts, Set.of(doubt)));
    }

    /** This admission, where all that it stops may get through after all, for the reason. */
    Admission doubted(String doubt) {
        return certain.equals(Traffic.ALL) ? this : new Admission(certain, Traffic.ALL, both(doubts, Set.of(doubt)));
    }

    boolean isExact() {
        return doubts.isEmpty() || certain.equals(possible);
    }

    static Set<String> both(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
