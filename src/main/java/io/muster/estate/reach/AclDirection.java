package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The traffic that the entries of one direction of a network ACL let through. Each entry takes what the ones of lower numbers have
 * left; what none takes is denied. What an entry takes that cannot be read may be let through, or not.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html">Network ACL rules</a>
 */
public final class AclDirection {

    private static final String UNREADABLE = "an entry of the network ACL that cannot be read";

    private record Decided(AclTraffic by, Traffic taken) {}

    private final Admission admits;
    private final List<Decided> decided = new ArrayList<>();

    private AclDirection(List<AclTraffic> inOrder) {
        Traffic left = Traffic.ALL;
        Traffic allowed = Traffic.NONE;
        Traffic doubted = Traffic.NONE;
        for (AclTraffic entry : inOrder) {
            Traffic taken = entry.traffic().intersect(left);
            left = left.minus(taken);
            allowed = entry.allows() ? allowed.union(taken) : allowed;
            doubted = entry.readable() ? doubted : doubted.union(taken);
            decided.add(new Decided(entry, taken));
        }
        admits = doubted.isEmpty()
                ? Admission.exactly(allowed)
                : Admission.between(allowed, allowed.union(doubted), UNREADABLE);
    }

    public static AclDirection of(NetworkAcl acl, boolean egress) {
        return new AclDirection(AclTraffic.of(acl, egress));
    }

    /** The entries for all protocols alone, as if there were no others. */
    public static AclDirection ofEveryProtocol(NetworkAcl acl, boolean egress) {
        return new AclDirection(AclTraffic.of(acl, egress).stream()
                .filter(AclTraffic::ofEveryProtocol)
                .toList());
    }

    /** Whether all of its entries can be read. */
    public boolean readable() {
        return decided.stream().allMatch(one -> one.by().readable());
    }

    Admission admits() {
        return admits;
    }

    /** The addresses of the other side whose traffic of any of the services is let through for certain. */
    public CidrSet allowed(ServiceRange services) {
        return admits.certain().peersOfAny(services);
    }

    /** The addresses of the other side whose traffic of any of the services may be let through. */
    public CidrSet perhapsAllowed(ServiceRange services) {
        return admits.possible().peersOfAny(services);
    }

    /** The entries that let traffic of any of the services through. */
    public List<NetworkAclEntry> allowing(ServiceRange services) {
        return decided.stream()
                .filter(one -> one.by().allows())
                .filter(one -> !one.taken().within(services).isEmpty())
                .map(one -> one.by().entry())
                .toList();
    }

    /** Why the ACL lets the packet through or not. */
    String about(Packet packet) {
        ServiceRange service = new ServiceRange(packet.service(), packet.service());
        return decided.stream()
                .filter(one -> packet.isIn(one.taken().peersOfAny(service)))
                .findFirst()
                .map(one -> one.by().describe())
                .orElse("no entry allows it");
    }
}
