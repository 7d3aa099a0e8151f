package io.muster.estate.traffic;

import io.muster.estate.traffic.Intervals.Interval;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** A set of addresses of both families; equal sets are equal values, however they were put together. */
public record CidrSet(Intervals ipv4, Intervals ipv6) {

    public static final CidrSet EMPTY = new CidrSet(Intervals.EMPTY, Intervals.EMPTY);

    /** Every address of both families. */
    public static final CidrSet ANY = parse("0.0.0.0/0", "::/0");

    public static CidrSet of(Cidr... ranges) {
        return of(Arrays.asList(ranges));
    }

    public static CidrSet of(Collection<Cidr> ranges) {
        return new CidrSet(intervals(ranges, IpFamily.IPV4), intervals(ranges, IpFamily.IPV6));
    }

    /** Reads every text by {@link Cidr#parse}. */
    public static CidrSet parse(String... ranges) {
        return of(Arrays.stream(ranges).map(Cidr::parse).toList());
    }

    private static Intervals intervals(Collection<Cidr> ranges, IpFamily family) {
        return Intervals.of(ranges.stream()
                .filter(range -> range.family() == family)
                .map(Cidr::interval)
                .toList());
    }

    /** The union of many, in one pass: one by one, each would be copied as often as others follow. */
    public static CidrSet union(Collection<CidrSet> sets) {
        return new CidrSet(union(sets, IpFamily.IPV4), union(sets, IpFamily.IPV6));
    }

    private static Intervals union(Collection<CidrSet> sets, IpFamily family) {
        return Intervals.of(
                sets.stream().flatMap(set -> set.of(family).parts().stream()).toList());
    }

    public CidrSet union(CidrSet other) {
        return both(other, Intervals::union);
    }

    public CidrSet intersect(CidrSet other) {
        return both(other, Intervals::intersect);
    }

    public CidrSet minus(CidrSet other) {
        return both(other, Intervals::minus);
    }

    private CidrSet both(CidrSet other, BinaryOperator<Intervals> operation) {
        return new CidrSet(operation.apply(ipv4, other.ipv4), operation.apply(ipv6, other.ipv6));
    }

    /** Whether every address of the other set is in this one. */
    public boolean covers(CidrSet other) {
        return ipv4.covers(other.ipv4) && ipv6.covers(other.ipv6);
    }

    public boolean intersects(CidrSet other) {
        return !intersect(other).isEmpty();
    }

    /** The fewest ranges that make it up, in order, IPv4 first. */
    public List<Cidr> ranges() {
        return Arrays.stream(IpFamily.values())
                .flatMap(family -> of(family).parts().stream().flatMap(part -> ranges(family, part).stream()))
                .toList();
    }

    private static List<Cidr> ranges(IpFamily family, Interval interval) {
        List<Cidr> ranges = new ArrayList<>();
        BigInteger next = interval.first();
        while (next.compareTo(interval.last()) <= 0) {
            BigInteger left = interval.last().subtract(next).add(BigInteger.ONE);
            int aligned = next.signum() == 0 ? family.bits() : next.getLowestSetBit();
            int hostBits = Math.min(aligned, left.bitLength() - 1);
            ranges.add(new Cidr(family, next, family.bits() - hostBits));
            next = next.add(BigInteger.ONE.shiftLeft(hostBits));
        }
        return ranges;
    }

    /** The lowest address of it, IPv4 first. */
    public Optional<Cidr> first() {
        return first(IpFamily.IPV4).or(() -> first(IpFamily.IPV6));
    }

    private Optional<Cidr> first(IpFamily family) {
        return of(family).parts().stream().findFirst().map(part -> new Cidr(family, part.first(), family.bits()));
    }

    /** The addresses of the family alone. */
    public CidrSet only(IpFamily family) {
        return family == IpFamily.IPV4 ? new CidrSet(ipv4, Intervals.EMPTY) : new CidrSet(Intervals.EMPTY, ipv6);
    }

    public Intervals of(IpFamily family) {
        return family == IpFamily.IPV4 ? ipv4 : ipv6;
    }

    public boolean isEmpty() {
        return ipv4.isEmpty() && ipv6.isEmpty();
    }

    /** How many addresses of the family it holds. */
    public BigInteger size(IpFamily family) {
        return of(family).size();
    }
}
