package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.Comparator;

/** One entry of a network ACL; the lowest number that matches decides. */
@Described("One entry of a network ACL, for one direction. The entry with the lowest number that matches decides.")
@IdentifiedBy({"egress", "number"})
public record NetworkAclEntry(
        @Described(
                "The rule number: entries of one direction are evaluated in its order, and the first that matches decides.")
        @Nullable
        Integer number,

        @Described("Whether it is for traffic that leaves the subnet.")
        boolean egress,

        @Described("Whether traffic that matches is allowed; it is denied else.") @Nullable
        Boolean allow,

        @Described("A protocol number, or -1 for all.") @Nullable
        String protocol,

        @Described("The first port, or the ICMP type; absent for all.") @Nullable
        Integer fromPort,

        @Described("The last port, or the ICMP code; absent for all.") @Nullable
        Integer toPort,

        @Described("The IPv4 or IPv6 range of the other side.") @Nullable
        String cidr) {

    /** The order in which they are kept, so that AWS's own order makes no change. */
    public static final Comparator<NetworkAclEntry> ORDER = Comparator.comparing(NetworkAclEntry::egress)
            .thenComparing(NetworkAclEntry::number, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(NetworkAclEntry::cidr, Comparator.nullsLast(Comparator.naturalOrder()));
}
