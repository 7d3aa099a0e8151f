package io.muster.inventory;

import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * SQL conditions on the traffic that the ingress rules of security groups let in. The sources of all rules for one port and
 * protocol count together, prefix lists with the ranges that they hold; sources that cannot be read let no traffic in, and
 * neither do other groups.
 */
final class AdmittedTraffic {

    private static final int LARGEST_PORT = 65_535;

    /** Each list once, however many rules name it. */
    private static final String LISTS = """
            select p.account_id, p.region, p.resource_id, list_addresses(p.attributes) as addresses,
                   p.attributes ->> 'ownerId' = 'AWS' and p.attributes ->> 'prefixListName' like any(""";

    private static final String SOURCES = """
            select g.group_id, g.protocol, g.ports,
                   coalesce(nummultirange(g.addresses), case when l.service is not true then l.addresses end) as addresses
            from rules g left join lists l on l.account_id = g.account_id and l.region = g.region
                                              and l.resource_id = g.prefix_list_id""";

    private final AccountScope accounts;
    private final Map<String, Object> filter;

    @Nullable
    private final Instant at;

    @Nullable
    private final Integer port;

    private AdmittedTraffic(AccountScope accounts, Map<String, Object> filter, @Nullable Instant at) {
        this.accounts = accounts;
        this.filter = filter;
        this.at = at;
        this.port = port((Integer) filter.get("admitsPort"));
    }

    /** The conditions on security groups, under the name {@code r}; none where the filter does not ask for traffic. */
    static List<Sql> conditions(
            AccountScope accounts, Map<String, Object> filter, @Nullable Instant at, InternetSpace internet) {
        return new AdmittedTraffic(accounts, filter, at).conditions(internet);
    }

    private List<Sql> conditions(InternetSpace internet) {
        List<Sql> conditions = new ArrayList<>();
        if (filter.get("openToInternet") instanceof Boolean wanted) {
            conditions.add(Sql.of(wanted ? "" : "not ").add(openTo(internet)));
        }
        if (filter.get("admitsCidr") instanceof String cidr) {
            Sql range = range("admitsCidr", cidr);
            conditions.add(together(range, Sql.of("range_agg(s.addresses) @> ").add(range), List.of()));
        }
        if (filter.get("overlapsCidr") instanceof String cidr) {
            conditions.add(among(
                    Sql.of("select group_id from sources where addresses && ")
                            .add(range("overlapsCidr", cidr))
                            .add(onPort()),
                    List.of()));
        }
        if (conditions.isEmpty() && port != null) {
            conditions.add(
                    among(Sql.of("select group_id from sources where true").add(onPort()), List.of()));
        }
        return conditions;
    }

    private Sql openTo(InternetSpace internet) {
        Sql all = Sql.of("cast(").text(internet.addresses()).add(" as nummultirange)");
        List<Sql> wide = internet.shares().stream()
                .map(share -> Sql.of("addresses_among(range_agg(s.addresses), cast(")
                        .text(share.addresses())
                        .add(" as nummultirange)) >= ")
                        .textAs(share.least().toString(), "numeric"))
                .toList();
        return together(all, Sql.any(wide), internet.servicesOfAws());
    }

    /**
     * Groups of which the sources on some port and protocol fulfil a condition together.
     *
     * @param touched the addresses that matter
     * @param having  the condition on the sources, under the name {@code s}
     */
    private Sql together(Sql touched, Sql having, List<String> servicesLeftOut) {
        Sql candidates = port == null
                ? Sql.of("select distinct group_id, protocol, lower(ports) as port from touching")
                : Sql.of("select distinct group_id, p.protocol, ")
                        .add(asPort())
                        .add(" as port from touching," + " (values ('tcp'), ('udp')) p (protocol)");
        return among(
                Sql.of("select c.group_id from candidates c join touching s on s.group_id = c.group_id"
                                + " and s.protocol in (c.protocol, '-1') and s.ports @> c.port"
                                + " group by c.group_id, c.protocol, c.port having ")
                        .add(having),
                servicesLeftOut,
                Sql.of("touching as materialized (select * from sources where addresses && ")
                        .add(touched)
                        .add(onPort())
                        .add(")"),
                Sql.of("candidates as (").add(candidates).add(")"));
    }

    private Sql among(Sql groups, List<String> servicesLeftOut, Sql... more) {
        Sql condition = Sql.of("r.id in (with rules as (")
                .add(rules())
                .add("), lists as materialized (")
                .add(lists(servicesLeftOut))
                .add("), sources as (")
                .add(SOURCES)
                .add(")");
        for (Sql part : more) {
            condition.add(", ").add(part);
        }
        return condition.add(" ").add(groups).add(")");
    }

    private Sql rules() {
        if (at == null) {
            return Sql.of("select * from group_ingress g where ").add(Sql.within(accounts, "g.account_id"));
        }
        return Sql.of("select q.id as group_id, q.account_id, q.region, i.* from resource_at(")
                .instant(at)
                .add(
                        ") q, ingress_rules(q.attributes) i where q.kind = 'SECURITY_GROUP' and i.protocol is not null and ")
                .add(Sql.within(accounts, "q.account_id"));
    }

    private Sql lists(List<String> servicesLeftOut) {
        Sql lists = Sql.of(LISTS)
                .texts(servicesLeftOut.stream().map(suffix -> "%" + suffix).toList())
                .add(") as service from ");
        return at == null
                ? lists.add("resource p where p.kind = 'PREFIX_LIST' and p.deleted_at is null")
                : lists.add("resource_at(").instant(at).add(") p where p.kind = 'PREFIX_LIST'");
    }

    /** The condition on rules for the port: of protocols with ports, or for every protocol. */
    private Sql onPort() {
        return port == null
                ? Sql.of("")
                : Sql.of(" and protocol in ('tcp', 'udp', '-1') and ports @> ").add(asPort());
    }

    private Sql asPort() {
        return Sql.of("cast(").number(port).add(" as int)");
    }

    private static Sql range(String field, String cidr) {
        return Sql.of("address_range(")
                .text(IpRange.asked("filter." + field, cidr).toString())
                .add(")");
    }

    @Nullable
    private static Integer port(@Nullable Integer port) {
        if (port != null && (port < 0 || port > LARGEST_PORT)) {
            throw MusterException.badField("filter.admitsPort", "must be from 0 to " + LARGEST_PORT);
        }
        return port;
    }
}
