package io.muster.estate.reach;

import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the entries of one direction of a network ACL let through. Each entry takes what the ones of lower numbers have
 * left; what none takes is denied.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html">Network ACL rules</a>
 */
final class AclDirection {

    private static final String UNREADABLE = "an entry of the network ACL that cannot be read";

    private record Decided(NetworkAclEntry entry, Traffic traffic) {}

    private final Admission admits;
    private final List<Decided> decided;

    private AclDirection(Admission admits, List<Decided> decided) {
        this.admits = admits;
        this.decided = decided;
    }

    static AclDirection of(NetworkAcl acl, boolean egress) {
        List<NetworkAclEntry> entries = acl.entries().stream()
                .filter(entry -> entry.egress() == egress)
                .sorted(Comparator.comparing(NetworkAclEntry::number, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        Traffic undecided = Traffic.ALL;
        Traffic allowed = Traffic.NONE;
        List<Decided> decided = new ArrayList<>();
        for (NetworkAclEntry entry : entries) {
            Optional<Traffic> matches = matches(entry);
            if (matches.isEmpty() || entry.allow() == null || entry.number() == null) {
                return new AclDirection(Admission.between(allowed, allowed.union(undecided), UNREADABLE), decided);
            }
            Traffic taken = matches.get().intersect(undecided);
            undecided = undecided.minus(taken);
            allowed = entry.allow() ? allowed.union(taken) : allowed;
            decided.add(new Decided(entry, taken));
        }
        return new AclDirection(Admission.exactly(allowed), decided);
    }

    private static Optional<Traffic> matches(NetworkAclEntry entry) {
        return Protocols.services(entry.protocol(), entry.fromPort(), entry.toPort())
                .flatMap(services -> Cidr.tryParse(entry.cidr()).map(range -> Traffic.of(services, CidrSet.of(range))));
    }

    Admission admits() {
        return admits;
    }

    /** Why the ACL lets the packet through or not. */
    String about(Packet packet) {
        return decided.stream()
                .filter(one ->
                        packet.isIn(one.traffic().peersOfAny(new ServiceRange(packet.service(), packet.service()))))
                .findFirst()
                .map(one -> describe(one.entry()))
                .orElse("no entry allows it");
    }

    private static String describe(NetworkAclEntry entry) {
        String services = Protocols.services(entry.protocol(), entry.fromPort(), entry.toPort())
                .map(ServiceNames::describe)
                .orElse("");
        boolean last = entry.number() > NetworkAcls.LAST_NUMBER;
        return "entry " + (last ? "*" : entry.number()) + (Boolean.TRUE.equals(entry.allow()) ? " allows " : " denies ")
                + services + (entry.egress() ? " to " : " from ") + entry.cidr();
    }
}
