package io.muster.estate.reach;

import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a network ACL that can never match, as entries with lower numbers decide all of its traffic, and some of it
 * otherwise than it would. An entry for all protocols is held against earlier ones for all protocols alone.
 *
 * @param entry the entry without effect
 * @param by    the earlier entries that decide otherwise
 */
public record ShadowedEntry(NetworkAclEntry entry, List<NetworkAclEntry> by) {

    /** The shadowed entries of one direction; where an earlier entry cannot be read, none is said to be shadowed. */
    public static List<ShadowedEntry> of(NetworkAcl acl, boolean egress) {
        List<AclTraffic> inOrder = AclTraffic.of(acl, egress);
        List<ShadowedEntry> shadowed = new ArrayList<>();
        for (int i = 0; i < inOrder.size() && inOrder.get(i).readable(); i++) {
            shadowed(inOrder.get(i), inOrder.subList(0, i)).ifPresent(shadowed::add);
        }
        return shadowed;
    }

    private static Optional<ShadowedEntry> shadowed(AclTraffic later, List<AclTraffic> earlier) {
        NetworkAclEntry entry = later.entry();
        if (entry.number() > NetworkAcls.LAST_NUMBER) {
            return Optional.empty();
        }
        List<NetworkAclEntry> opposed = new ArrayList<>();
        Traffic left = later.traffic();
        for (AclTraffic before : earlier) {
            Traffic met = before.traffic().intersect(left);
            if (met.isEmpty() || (later.ofEveryProtocol() && !before.ofEveryProtocol())) {
                continue;
            }
            left = left.minus(met);
            if (before.allows() != later.allows()) {
                opposed.add(before.entry());
            }
        }
        return left.isEmpty() && !opposed.isEmpty()
                ? Optional.of(new ShadowedEntry(entry, List.copyOf(opposed)))
                : Optional.empty();
    }
}
