package io.muster.estate.traffic;

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
        addresses.ranges().forEach(range -> {
            byRange.computeIfAbsent(range, k -> new ArrayList<>()).add(value);
            lengths.get(range.family()).add(range.prefixLength());
        });
    }

    /** The values whose sets hold the address. */
    public Stream<T> of(Cidr address) {
        return lengths.get(address.family()).stream()
                .flatMap(length ->
                        byRange
                                .getOrDefault(new Cidr(address.family(), address.network(), length), List.of())
                                .stream());
    }
}
