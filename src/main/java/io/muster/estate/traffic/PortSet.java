package io.muster.estate.traffic;

import io.muster.estate.traffic.Intervals.Interval;
import jakarta.annotation.Nullable;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** A set of TCP or UDP ports. */
public record PortSet(Intervals ports) {

    public static final int MAX = 65535;

    public static final PortSet NONE = new PortSet(Intervals.EMPTY);
    public static final PortSet ALL = range(0, MAX);

    /**
     * Every port from first to last, both included.
     *
     * @throws IllegalArgumentException if that is no range of ports
     */
    public static PortSet range(int first, int last) {
        if (first < 0 || last > MAX || first > last) {
            throw new IllegalArgumentException(first + " to " + last + " is no range of ports");
        }
        return new PortSet(Intervals.of(new Interval(BigInteger.valueOf(first), BigInteger.valueOf(last))));
    }

    /** Whether there is a port of that number. */
    public static boolean isPort(@Nullable Integer port) {
        return port != null && port >= 0 && port <= MAX;
    }

    public PortSet union(PortSet other) {
        return new PortSet(ports.union(other.ports));
    }

    public PortSet intersect(PortSet other) {
        return new PortSet(ports.intersect(other.ports));
    }

    public PortSet minus(PortSet other) {
        return new PortSet(ports.minus(other.ports));
    }

    public boolean contains(int port) {
        return ports.contains(BigInteger.valueOf(port));
    }

    public boolean covers(PortSet other) {
        return ports.covers(other.ports);
    }

    public boolean isEmpty() {
        return ports.isEmpty();
    }

    /** Its ranges in order, as people write them: {@code 22} or {@code 1024-65535}. */
    public List<String> describe() {
        return ports.parts().stream().map(PortSet::describe).toList();
    }

    /** Its ranges in order, each by its first and its last port. */
    public List<int[]> ranges() {
        return ports.parts().stream()
                .map(part -> new int[] {part.first().intValue(), part.last().intValue()})
                .toList();
    }

    /** Where it begins, and where it would go on after each gap: between two of these it is all or nothing. */
    public Stream<Integer> edges() {
        return ports.parts().stream()
                .flatMap(part -> Stream.of(part.first().intValue(), part.last().intValue() + 1));
    }

    private static String describe(Interval part) {
        return part.first().equals(part.last()) ? part.first().toString() : part.first() + "-" + part.last();
    }
}
