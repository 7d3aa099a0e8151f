package io.muster.estate.traffic;

import io.muster.estate.traffic.Intervals.Interval;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Values by sets of addresses, found by a single address at the cost of a look for each prefix length that occurs. */
public final class AddressIndex<T> {

    private final Map<Cidr, List<T>> byRange = new HashMap<>();
    private final Map<IpFamily, Set<Integer>> lengths =
            Map.of(IpFamily.IPV4, new TreeSet<>(), IpFamily.IPV6, new TreeSet<>());

    public void add(CidrSet addresses, T value) {
        for (IpFamily family : IpFamily.values()) {
            for (Interval part : addresses.of(family).parts()) {
                ranges(family, part).forEach(range -> {
                    byRange.computeIfAbsent(range, k -> new ArrayList<>()).add(value);
                    lengths.get(family).add(range.prefixLength());
                });
            }
        }
    }

    /** The values whose sets hold the address. */
    public Stream<T> of(Cidr address) {
        return lengths.get(address.family()).stream()
                .flatMap(length ->
                        byRange
                                .getOrDefault(new Cidr(address.family(), address.network(), length), List.of())
                                .stream());
    }

    /** The interval as the fewest ranges. */
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
}
