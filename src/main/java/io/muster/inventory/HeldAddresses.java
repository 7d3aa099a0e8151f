package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The public addresses that registered accounts hold in any region: Elastic IP addresses, and the IPv6 ranges of VPCs. A public IPv4
 * address that EC2 gives to an instance for a while is not among them: another customer may have it tomorrow.
 */
public final class HeldAddresses {

    private static final String SELECT = """
            select r.attributes ->> 'publicIp' as held
            from resource r join account a on a.account_id = r.account_id
            where r.kind = 'ELASTIC_IP' and r.deleted_at is null and r.attributes ->> 'publicIp' = any($1)
            union
            select held
            from resource r join account a on a.account_id = r.account_id
                     cross join lateral jsonb_array_elements_text(r.attributes -> 'ipv6CidrBlocks') held
            where $2 and r.kind = 'VPC' and r.deleted_at is null
            """;

    private static final String ONE_IPV4 = "/32";

    private HeldAddresses() {}

    /**
     * Those that tell of the ranges: all IPv6 ranges where one of these is of IPv6, and of Elastic IP addresses those that are a range of
     * one.
     */
    public static Uni<Set<String>> among(SqlConnection connection, Collection<String> ranges) {
        String[] single = ranges.stream()
                .filter(range -> range.endsWith(ONE_IPV4))
                .map(range -> range.substring(0, range.length() - ONE_IPV4.length()))
                .toArray(String[]::new);
        boolean ipv6 = ranges.stream().anyMatch(range -> range.indexOf(':') >= 0);
        return connection.preparedQuery(SELECT).execute(Tuple.of(single, ipv6)).map(rows -> {
            Set<String> held = new HashSet<>();
            rows.forEach(row -> held.add(row.getString("held")));
            return held;
        });
    }
}
