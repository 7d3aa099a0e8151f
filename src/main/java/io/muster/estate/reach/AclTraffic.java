package io.muster.estate.reach;

import io.muster.inventory.kind.NetworkAclEntry;
import jakarta.annotation.Nullable;
import java.util.Optional;
import java.util.Set;

/**
 * The traffic that an entry of a network ACL speaks of.
 *
 * @param protocol  as {@link Protocols#normal} spells it
 * @param ports     the ports; for ICMP, type times 256 plus code
 * @param addresses the addresses of the other side; all of them where they cannot be read
 * @param readable  whether all of it is known, and what the entry decides
 */
record AclTraffic(String protocol, PortSet ports, CidrSet addresses, boolean readable) {

    private static final CidrSet EVERYTHING = CidrSet.parse("0.0.0.0/0", "::/0");
    private static final Set<String> ICMP = Set.of("icmp", "icmpv6");
    private static final int CODES = 256;

    static AclTraffic of(NetworkAclEntry entry) {
        Optional<Cidr> range = Cidr.tryParse(entry.cidr());
        String protocol = entry.protocol() == null ? Protocols.ALL : Protocols.normal(entry.protocol());
        return new AclTraffic(
                protocol,
                ports(protocol, entry.fromPort(), entry.toPort()),
                range.map(CidrSet::of).orElse(EVERYTHING),
                range.isPresent() && entry.protocol() != null && entry.allow() != null && entry.number() != null);
    }

    static PortSet ports(String protocol, @Nullable Integer from, @Nullable Integer to) {
        if (from == null || to == null || from < 0) {
            return PortSet.ALL;
        }
        if (ICMP.contains(protocol)) {
            return icmp(from, to);
        }
        return Protocols.hasPorts(protocol) && from <= to && to <= PortSet.MAX ? PortSet.range(from, to) : PortSet.ALL;
    }

    /** A code of -1 is every code of the type. */
    private static PortSet icmp(int type, int code) {
        if (type >= CODES || code >= CODES) {
            return PortSet.ALL;
        }
        int first = type * CODES + Math.max(0, code);
        return PortSet.range(first, code < 0 ? first + CODES - 1 : first);
    }

    boolean matches(String wanted, int port) {
        return (protocol.equals(Protocols.ALL) || protocol.equals(wanted)) && ports.contains(port);
    }

    boolean matchesEverything() {
        return protocol.equals(Protocols.ALL);
    }
}
