package io.muster.rule.own;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The networks that expressions may name: those of {@code muster.baseline.trusted-networks}. */
final class Networks {

    private final Map<String, CidrSet> byName;

    Networks(Map<String, List<Cidr>> byName) {
        this.byName = byName.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> CidrSet.of(entry.getValue())));
    }

    /**
     * Whether the network holds the whole of an address or range.
     *
     * @param network a CIDR, or the name of a network
     * @throws IllegalArgumentException if either text is none of these
     */
    boolean holds(String address, String network) {
        CidrSet whole = byName.containsKey(network) ? byName.get(network) : CidrSet.of(Cidr.parse(network));
        return whole.covers(CidrSet.of(Cidr.parse(address)));
    }
}
