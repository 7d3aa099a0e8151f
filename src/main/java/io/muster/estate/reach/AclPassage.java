package io.muster.estate.reach;

import io.muster.inventory.kind.NetworkAclEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the entries of a network ACL decide of the traffic of one direction over a protocol and a port: in the order of their
 * numbers, the first that matches decides, and what none matches is denied.
 *
 * @param allowed   the addresses of the other side whose traffic is let through for certain
 * @param undecided those that depend on an entry that cannot be read
 * @param deciding  the entries that let traffic through
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html">Network ACL rules</a>
 */
public record AclPassage(CidrSet allowed, CidrSet undecided, List<NetworkAclEntry> deciding) {

    private static final CidrSet EVERYTHING = CidrSet.parse("0.0.0.0/0", "::/0");

    /**
     * What is decided of one port.
     *
     * @param entries the entries of one direction, in whatever order
     * @param port    the port, or for ICMP type and code as {@link AclTraffic#ports} joins them; none for a protocol without
     */
    public static AclPassage of(List<NetworkAclEntry> entries, String protocol, int port) {
        return of(entries, EVERYTHING, traffic -> traffic.matches(protocol, port));
    }

    /** What is decided of every protocol at once, by the entries for all of them. */
    public static AclPassage ofEverything(List<NetworkAclEntry> entries) {
        return of(entries, EVERYTHING, AclTraffic::matchesEverything);
    }

    static AclPassage of(List<NetworkAclEntry> entries, CidrSet from, Predicate<AclTraffic> matching) {
        CidrSet left = from;
        CidrSet allowed = CidrSet.EMPTY;
        CidrSet undecided = CidrSet.EMPTY;
        List<NetworkAclEntry> deciding = new ArrayList<>();
        for (NetworkAclEntry entry : inOrder(entries)) {
            AclTraffic traffic = AclTraffic.of(entry);
            CidrSet met = traffic.addresses().intersect(left);
            if (met.isEmpty() || !matching.test(traffic)) {
                continue;
            }
            left = left.minus(met);
            if (!traffic.readable()) {
                undecided = undecided.union(met);
            } else if (Boolean.TRUE.equals(entry.allow())) {
                allowed = allowed.union(met);
                deciding.add(entry);
            }
        }
        return new AclPassage(allowed, undecided, List.copyOf(deciding));
    }

    /** AWS numbers every entry; one whose number is lost is looked at first, as it might be. */
    static List<NetworkAclEntry> inOrder(List<NetworkAclEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(NetworkAclEntry::number, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }
}
