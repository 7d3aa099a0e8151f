package io.muster.scan;

import io.muster.estate.reach.BalancersRead;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where other registered accounts that are enabled, and other regions, have load balancers that may lead to hosts of a region.
 *
 * @param leading those with a target group that has one of the hosts' addresses as a target, or an endpoint for one of their services
 * @param known   what is known of those that have a VPC of the hosts as well, of the asked ones, and of tenants of VPCs
 */
record BalancersElsewhere(Set<Scope> leading, BalancersRead known) {

    /**
     * The facts of hosts by which load balancers of other accounts and regions lead to them.
     *
     * @param ranges    the hosts' addresses, and the prefixes that they have
     * @param vpcIds    those of the hosts
     * @param connected those, and the VPCs that they are connected with
     */
    record Sought(
            Set<String> ranges,
            Set<String> serviceNames,
            Set<String> vpcIds,
            Set<String> connected,
            Set<Scope> asked) {}

    /**
     * An address within the VPC of a target group is of that VPC. The ids of targets that are no addresses are those of instances and ARNs.
     * AWS tells both as text: one that is none in the account of one must fail no question of another.
     */
    private static final String FOUND = """
            select r.account_id, r.region, bool_or(r.kind <> 'VPC') as leading, bool_or(r.kind = 'VPC') as sharing
            from resource r join account a on a.account_id = r.account_id and a.enabled
            where r.deleted_at is null and (r.account_id <> $1 or r.region <> $2)
              and (r.kind = 'VPC' and r.resource_id = any($5)
                or r.kind = 'VPC_ENDPOINT' and r.attributes ->> 'serviceName' = any($4)
                or r.kind = 'TARGET_GROUP' and exists (
                    select 1 from jsonb_array_elements(
                        case jsonb_typeof(r.attributes -> 'targets') when 'array' then r.attributes -> 'targets' else '[]' end) as target (value)
                      cross join lateral (
                          select case when address_range(target.value ->> 'id') is not null then (target.value ->> 'id')::inet end) as at (address)
                    where at.address <<= any($3::text[]::inet[])
                      and not exists (
                          select 1 from resource v cross join jsonb_array_elements_text(
                              (v.attributes -> 'cidrBlocks') || (v.attributes -> 'ipv6CidrBlocks')) as range (cidr)
                          where v.kind = 'VPC' and v.account_id = r.account_id and v.region = r.region and v.deleted_at is null
                            and v.resource_id = r.attributes ->> 'vpcId' and v.resource_id <> all($5)
                            and at.address <<= case when address_range(range.cidr) is not null then range.cidr::inet end)))
            group by r.account_id, r.region
            order by 1, 2
            """;

    /**
     * The owner of a VPC is shown all interfaces in it, those of load balancers of the accounts that it is shared with as well; no row
     * where the owner of one is not told. Interfaces are read once for each account and region, not for each VPC: nothing indexes them
     * by VPC.
     */
    private static final String TENANTS = """
            with place as materialized (
                select distinct v.account_id, v.region
                from resource v
                where v.kind = 'VPC' and v.deleted_at is null and v.resource_id = any($1) and v.attributes ->> 'ownerId' = v.account_id),
            node as materialized (
                select n.account_id, n.region, n.attributes
                from place p join resource n on n.account_id = p.account_id and n.region = p.region
                where n.kind = 'NETWORK_INTERFACE' and n.deleted_at is null and n.attributes ->> 'description' like 'ELB %')
            select v.resource_id as vpc, v.region,
                   coalesce(array_agg(distinct n.attributes ->> 'ownerId') filter (where n.attributes ->> 'ownerId' is not null), '{}') as accounts
            from resource v
                join account a on a.account_id = v.account_id and a.enabled
                join cell c on c.account_id = v.account_id and c.region = v.region and c.kind = 'NETWORK_INTERFACE' and c.state = 'COMPLETE'
                left join node n on n.account_id = v.account_id and n.region = v.region and n.attributes ->> 'vpcId' = v.resource_id
            where v.kind = 'VPC' and v.deleted_at is null and v.resource_id = any($1) and v.attributes ->> 'ownerId' = v.account_id
            group by v.resource_id, v.region
            having bool_and(n.account_id is null or n.attributes ->> 'ownerId' is not null)
            """;

    private static final String READ = """
            select asked.account, asked.region
            from unnest($1::text[], $2::text[]) as asked (account, region)
                join account a on a.account_id = asked.account and a.enabled
            where 2 = (
                select count(*) from cell c where c.account_id = asked.account and c.region = asked.region
                  and c.kind in ('LOAD_BALANCER', 'TARGET_GROUP') and c.state = 'COMPLETE')
              and not exists (
                select 1 from resource r where r.account_id = asked.account and r.region = asked.region and r.deleted_at is null
                  and (r.kind = 'TARGET_GROUP' and coalesce(jsonb_typeof(r.attributes -> 'targets'), 'null') = 'null'
                    or r.kind = 'LOAD_BALANCER' and coalesce(jsonb_typeof(r.attributes -> 'listeners'), 'null') = 'null'))
            """;

    static Uni<BalancersElsewhere> of(SqlConnection connection, Scope scope, Sought sought) {
        Tuple values = Tuple.of(scope.accountId(), scope.region())
                .addArrayOfString(sought.ranges().toArray(String[]::new))
                .addArrayOfString(sought.serviceNames().toArray(String[]::new))
                .addArrayOfString(sought.vpcIds().toArray(String[]::new));
        return connection.preparedQuery(FOUND).execute(values).chain(rows -> {
            Set<Scope> leading = new HashSet<>();
            Set<Scope> sharing = new HashSet<>();
            for (Row row : rows) {
                Scope found = Scope.of(row.getString("account_id"), row.getString("region"))
                        .in(scope.partition());
                if (row.getBoolean("leading")) {
                    leading.add(found);
                }
                if (row.getBoolean("sharing")) {
                    sharing.add(found);
                }
            }
            return tenants(connection, scope, sought.connected())
                    .chain(tenants -> read(connection, scope, asked(sought, leading, sharing, tenants))
                            .map(read -> new BalancersElsewhere(leading, new BalancersRead(sharing, read, tenants))));
        });
    }

    private static Set<Scope> asked(
            Sought sought, Set<Scope> leading, Set<Scope> sharing, Map<String, Set<Scope>> tenants) {
        Set<Scope> asked = new HashSet<>(sought.asked());
        asked.addAll(leading);
        asked.addAll(sharing);
        tenants.values().forEach(asked::addAll);
        return asked;
    }

    private static Uni<Map<String, Set<Scope>>> tenants(SqlConnection connection, Scope scope, Set<String> vpcIds) {
        Tuple values = Tuple.tuple().addArrayOfString(vpcIds.toArray(String[]::new));
        return connection.preparedQuery(TENANTS).execute(values).map(rows -> {
            Map<String, Set<Scope>> tenants = new HashMap<>();
            for (Row row : rows) {
                tenants.put(
                        row.getString("vpc"),
                        Arrays.stream(row.getArrayOfStrings("accounts"))
                                .map(account -> Scope.of(account, row.getString("region"))
                                        .in(scope.partition()))
                                .collect(Collectors.toUnmodifiableSet()));
            }
            return tenants;
        });
    }

    private static Uni<Set<Scope>> read(SqlConnection connection, Scope scope, Set<Scope> asked) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(asked.stream().map(Scope::accountId).toArray(String[]::new))
                .addArrayOfString(asked.stream().map(Scope::region).toArray(String[]::new));
        return connection.preparedQuery(READ).execute(values).map(rows -> {
            Set<Scope> read = new HashSet<>();
            rows.forEach(row -> read.add(
                    Scope.of(row.getString("account"), row.getString("region")).in(scope.partition())));
            return read;
        });
    }
}
