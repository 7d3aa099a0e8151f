package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Protocols;
import io.muster.estate.traffic.ServiceNames;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The traffic that an entry of a network ACL speaks of.
 *
 * @param services the services; all of them where they cannot be read
 * @param peers    the addresses of the other side; all of them where they cannot be read
 * @param readable whether all of it is known, and what the entry decides
 */
record AclTraffic(NetworkAclEntry entry, ServiceRange services, CidrSet peers, boolean readable) {

    /** AWS numbers every entry; one whose number is lost is looked at first, as it might be. */
    private static final Comparator<NetworkAclEntry> IN_ORDER =
            Comparator.comparing(NetworkAclEntry::number, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The entries of one direction in the order in which AWS looks at them. */
    static List<AclTraffic> of(NetworkAcl acl, boolean egress) {
        return acl.entries().stream()
                .filter(entry -> entry.egress() == egress)
                .sorted(IN_ORDER)
                .map(AclTraffic::of)
                .toList();
    }

    private static AclTraffic of(NetworkAclEntry entry) {
        Optional<ServiceRange> services = Protocols.services(entry.protocol(), entry.fromPort(), entry.toPort());
        Optional<CidrSet> peers = Cidr.tryParse(entry.cidr()).map(CidrSet::of);
        return new AclTraffic(
                entry,
                services.orElse(ServiceRange.ALL),
                peers.orElse(CidrSet.ANY),
                services.isPresent() && peers.isPresent() && entry.allow() != null && entry.number() != null);
    }

    Traffic traffic() {
        return Traffic.of(services, peers);
    }

    boolean ofEveryProtocol() {
        return services.equals(ServiceRange.ALL);
    }

    /** Whether it lets its traffic through for certain. */
    boolean allows() {
        return readable && Boolean.TRUE.equals(entry.allow());
    }

    String describe() {
        if (!readable) {
            return "an entry that cannot be read may decide";
        }
        boolean last = entry.number() > NetworkAcls.LAST_NUMBER;
        return "entry " + (last ? "*" : entry.number()) + (allows() ? " allows " : " denies ")
                + ServiceNames.describe(services) + (entry.egress() ? " to " : " from ") + entry.cidr();
    }
}
