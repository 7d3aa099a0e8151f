package io.muster.inventory;

import io.muster.inventory.query.Sql;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks security groups for an ingress rule that lets in any address of a range, on a port. Only rules that name a range
 * of their own count: what a prefix list or another group holds is not in the group's document.
 */
final class AdmittedTraffic {

    private static final int LARGEST_PORT = 65_535;

    /** Enough to keep what is no address from the database, which has the last word on the rest. */
    private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F:.]{2,45}(/\\d{1,3})?");

    private AdmittedTraffic() {}

    /** The condition on a security group; empty where neither is given. */
    static Optional<Sql> condition(@Nullable String cidr, @Nullable Integer port) {
        if (cidr == null && port == null) {
            return Optional.empty();
        }
        Sql rule = Sql.of("exists (select 1 from jsonb_array_elements(r.attributes -> 'ingress') i where true");
        if (cidr != null) {
            rule.add(" and cast(i ->> 'cidr' as inet) && ").textAs(range(cidr), "inet");
        }
        if (port != null) {
            rule.add(" and (i ->> 'protocol' = '-1' or (i ->> 'protocol' in ('tcp', 'udp', '6', '17') and ")
                    .number(port(port))
                    .add(" between coalesce(cast(i ->> 'fromPort' as bigint), 0)"
                            + " and coalesce(cast(i ->> 'toPort' as bigint), 65535)))");
        }
        return Optional.of(rule.add(")"));
    }

    private static String range(String cidr) {
        if (!RANGE.matcher(cidr).matches() || !Addresses.isRange(cidr)) {
            throw MusterException.badField("admitsCidr", "not an IPv4 or IPv6 range");
        }
        return cidr;
    }

    private static int port(int port) {
        if (port < 0 || port > LARGEST_PORT) {
            throw MusterException.badField("admitsPort", "must be from 0 to " + LARGEST_PORT);
        }
        return port;
    }
}
