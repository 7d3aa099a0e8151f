package io.muster.estate.reach;

import io.muster.inventory.kind.NetworkAclEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An entry of a network ACL that can never match, as entries with lower numbers decide all of its traffic, and some of it
 * otherwise than it would.
 *
 * @param entry the entry without effect
 * @param by    the earlier entries that decide otherwise
 */
public record ShadowedEntry(NetworkAclEntry entry, List<NetworkAclEntry> by) {

    /** The built-in denials at the end of every list, for IPv4 and IPv6: all traffic that no other entry matches. */
    private static final int BUILT_IN = 32767;

    /** The shadowed entries of one direction; where an earlier entry cannot be read, none is said to be shadowed. */
    public static List<ShadowedEntry> of(List<NetworkAclEntry> entries) {
        List<NetworkAclEntry> ordered = AclPassage.inOrder(entries);
        List<ShadowedEntry> shadowed = new ArrayList<>();
        for (int i = 1; i < ordered.size(); i++) {
            shadowed(ordered.get(i), ordered.subList(0, i)).ifPresent(shadowed::add);
        }
        return shadowed;
    }

    private static Optional<ShadowedEntry> shadowed(NetworkAclEntry entry, List<NetworkAclEntry> earlier) {
        AclTraffic traffic = AclTraffic.of(entry);
        if (!traffic.readable() || entry.number() >= BUILT_IN) {
            return Optional.empty();
        }
        List<AclTraffic> before = earlier.stream().map(AclTraffic::of).toList();
        if (!before.stream().allMatch(AclTraffic::readable)) {
            return Optional.empty();
        }
        Set<NetworkAclEntry> opposed = new LinkedHashSet<>();
        for (int port : sample(traffic, before)) {
            CidrSet left = traffic.addresses();
            for (int i = 0; i < before.size(); i++) {
                CidrSet met = before.get(i).addresses().intersect(left);
                if (!met.isEmpty() && decides(before.get(i), traffic, port)) {
                    left = left.minus(met);
                    if (!earlier.get(i).allow().equals(entry.allow())) {
                        opposed.add(earlier.get(i));
                    }
                }
            }
            if (!left.isEmpty()) {
                return Optional.empty();
            }
        }
        return opposed.isEmpty() ? Optional.empty() : Optional.of(new ShadowedEntry(entry, List.copyOf(opposed)));
    }

    /** One port of each stretch within which no entry begins or ends. */
    private static SortedSet<Integer> sample(AclTraffic traffic, List<AclTraffic> before) {
        TreeSet<Integer> edges = new TreeSet<>(traffic.ports().edges().toList());
        before.forEach(other -> edges.addAll(other.ports().edges().toList()));
        edges.removeIf(port -> !traffic.ports().contains(port));
        return edges;
    }

    private static boolean decides(AclTraffic earlier, AclTraffic traffic, int port) {
        return traffic.matchesEverything() ? earlier.matchesEverything() : earlier.matches(traffic.protocol(), port);
    }
}
