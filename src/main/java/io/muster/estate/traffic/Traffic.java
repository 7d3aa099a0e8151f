package io.muster.estate.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A set of packets by the peer's address and the service: which peers (sources or destinations, as the direction has it)
 * for each service. Its parts are in order, do not overlap, hold peers, and differ from the part that they touch: equal
 * sets are equal values.
 */
public record Traffic(List<Part> parts) {

    public static final Traffic NONE = new Traffic(List.of());

    public static final Traffic ALL = of(ServiceRange.ALL, CidrSet.ANY);

    /** Services that admit the same peers. */
    public record Part(ServiceRange services, CidrSet peers) {}

    public static Traffic of(ServiceRange services, CidrSet peers) {
        return peers.isEmpty() ? NONE : new Traffic(List.of(new Part(services, peers)));
    }

    /** The union, halved again and again so that many sets cost little more than their parts. */
    public static Traffic unionOf(List<Traffic> all) {
        return switch (all.size()) {
            case 0 -> NONE;
            case 1 -> all.get(0);
            default -> {
                int half = all.size() / 2;
                yield unionOf(all.subList(0, half)).union(unionOf(all.subList(half, all.size())));
            }
        };
    }

    public Traffic union(Traffic other) {
        return parts.isEmpty() ? other : other.parts.isEmpty() ? this : combine(other, CidrSet::union);
    }

    public Traffic intersect(Traffic other) {
        return parts.isEmpty() || other.equals(ALL)
                ? this
                : other.parts.isEmpty() || equals(ALL) ? other : combine(other, CidrSet::intersect);
    }

    public Traffic minus(Traffic other) {
        return parts.isEmpty() || other.parts.isEmpty() ? this : combine(other, CidrSet::minus);
    }

    private Traffic combine(Traffic other, BinaryOperator<CidrSet> operation) {
        return new Traffic(new Sweep(parts, other.parts).combine(operation));
    }

    /** The part of it that has peers among these. */
    public Traffic among(CidrSet peers) {
        return eachPeers(own -> own.intersect(peers));
    }

    /** The services of this traffic that have a peer among {@code seen}, of {@code peers}. */
    public Traffic readdressed(CidrSet seen, CidrSet peers) {
        return eachPeers(own -> own.intersects(seen) ? peers : CidrSet.EMPTY);
    }

    /** The services of this traffic that admit all of these peers, of any peer. */
    public Traffic ofThoseThatCover(CidrSet all) {
        return eachPeers(own -> own.covers(all) ? CidrSet.ANY : CidrSet.EMPTY);
    }

    private Traffic eachPeers(UnaryOperator<CidrSet> operation) {
        List<Part> changed = new ArrayList<>(parts.size());
        parts.forEach(part ->
                append(changed, part.services().first(), part.services().last(), operation.apply(part.peers())));
        return new Traffic(List.copyOf(changed));
    }

    /** The part of it that is of these services. */
    public Traffic within(ServiceRange services) {
        return intersect(of(services, CidrSet.ANY));
    }

    /** The peers of any service in the range. */
    public CidrSet peersOfAny(ServiceRange services) {
        return within(services).peers();
    }

    /** The peers of every service in the range. */
    public CidrSet peersOfEvery(ServiceRange services) {
        CidrSet common = CidrSet.ANY;
        int next = services.first();
        for (Part part : within(services).parts()) {
            if (part.services().first() != next) {
                return CidrSet.EMPTY;
            }
            common = common.intersect(part.peers());
            next = part.services().last() + 1;
        }
        return next > services.last() ? common : CidrSet.EMPTY;
    }

    /** The peers of any service at all. */
    public CidrSet peers() {
        return parts.stream().map(Part::peers).reduce(CidrSet.EMPTY, CidrSet::union);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether it holds some packet of the service. */
    public boolean serves(int service) {
        return parts.stream().anyMatch(part -> part.services().contains(service));
    }

    /** Of parts that are in order and do not overlap. */
    public static Traffic inOrder(List<Part> parts) {
        List<Part> merged = new ArrayList<>(parts.size());
        parts.forEach(
                part -> append(merged, part.services().first(), part.services().last(), part.peers()));
        return new Traffic(List.copyOf(merged));
    }

    private static void append(List<Part> parts, int first, int last, CidrSet peers) {
        if (peers.isEmpty()) {
            return;
        }
        int end = parts.size() - 1;
        Part before = end < 0 ? null : parts.get(end);
        if (before != null
                && before.services().last() + 1 == first
                && before.peers().equals(peers)) {
            parts.set(end, new Part(new ServiceRange(before.services().first(), last), peers));
        } else {
            parts.add(new Part(new ServiceRange(first, last), peers));
        }
    }

    /** Walks along two lists of parts at once, from one edge of either to the next. */
    private static final class Sweep {

        private final List<Part> left;
        private final List<Part> right;
        private int l;
        private int r;
        private int at;

        private Sweep(List<Part> left, List<Part> right) {
            this.left = left;
            this.right = right;
        }

        private List<Part> combine(BinaryOperator<CidrSet> operation) {
            List<Part> combined = new ArrayList<>(left.size() + right.size());
            while (l < left.size() || r < right.size()) {
                int last = Math.min(edge(left, l), edge(right, r));
                append(combined, at, last, operation.apply(peers(left, l), peers(right, r)));
                at = last + 1;
                l += ends(left, l) ? 1 : 0;
                r += ends(right, r) ? 1 : 0;
            }
            return List.copyOf(combined);
        }

        /** The last service before something changes on this side. */
        private int edge(List<Part> side, int index) {
            if (index == side.size()) {
                return ServiceRange.ALL.last();
            }
            ServiceRange services = side.get(index).services();
            return at < services.first() ? services.first() - 1 : services.last();
        }

        private CidrSet peers(List<Part> side, int index) {
            return index < side.size() && side.get(index).services().first() <= at
                    ? side.get(index).peers()
                    : CidrSet.EMPTY;
        }

        private boolean ends(List<Part> side, int index) {
            return index < side.size() && side.get(index).services().last() < at;
        }
    }
}
