package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.SharedNetworks.Followed;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hosts of other accounts and regions that an attacker may hold, as their own scans found, in the VPCs that those of a region lead to by peering
 * connections and transit gateways: {@link #ALIKE} of those with the same subnet and groups, and {@link #ALL} together, the surest first. Accounts
 * count that are registered and enabled.
 *
 * @param networks what their accounts tell of the networks that the region's VPCs lead to, with the security groups of the hosts; nothing where there
 *                 are no hosts
 * @param more     whether there are more of them
 * @param shared   whether there are such hosts in VPCs that another account shares with theirs: they are not read
 * @param untold   how many regions of accounts with such VPCs have not told all of theirs
 * @param gateways how many transit gateways on the way are of owners elsewhere who have not told all that is attached to them
 */
public record HeldHosts(
        List<HeldHost> hosts, SharedNetworks networks, boolean more, boolean shared, int untold, int gateways) {

    public static final HeldHosts NONE = new HeldHosts(List.of(), SharedNetworks.NONE, false, false, 0, 0);

    static final int ALIKE = 20;
    static final int ALL = 1_000;

    /** What is read of their networks. */
    public static final Set<ResourceKind> KINDS = kinds();

    /**
     * One of them.
     *
     * @param certain    false where it depends on what was not read
     * @param atLarge    whether the internet at large gets in, and not chosen addresses alone
     * @param hardlyWeak whether its only weakness is that it is not managed
     * @param steps      from the internet to it, as attack paths tell them
     * @param interfaces those in VPCs that lead to others
     */
    public record HeldHost(
            String arn,
            Scope scope,
            boolean certain,
            boolean atLarge,
            boolean hardlyWeak,
            JsonNode steps,
            List<Resource<NetworkInterface>> interfaces) {

        private static final Set<String> KNOWN =
                Stream.of(ResourceKind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

        /** Whether its steps name no kind that only another version of Muster knows. */
        private boolean isKnown() {
            return steps.valueStream()
                    .allMatch(step -> KNOWN.contains(step.path("kind").asText()));
        }
    }

    private static final String TOLD = SharedNetworks.TELLERS + """
            , telling as (
                select teller.account, teller.region, teller.vpcs,
                       (s.told_at = s.looked_at and c.state = 'COMPLETE') is true as all_told,
                       (c.error_code = '%1$s') is true as left_out
                from teller left join attack_path_scope s on s.account_id = teller.account and s.region = teller.region
                            left join cell c
                                on c.account_id = teller.account and c.region = teller.region and c.kind = 'INSTANCE'
                where teller.vpcs <> '{}'),
            untold as (select count(*)::int as regions from telling where not all_told),
            untold_gateways as (
                select count(distinct gateway)::int as gateways
                from (select gateway
                      from hub left join account a on a.account_id = hub.account and a.enabled
                               left join cell c on c.account_id = a.account_id and c.region = hub.region
                                   and c.kind = 'TRANSIT_GATEWAY_ATTACHMENT' and c.state = 'COMPLETE'
                      where (hub.account, hub.region) <> ($1, $2) and c.kind is null
                      union all
                      select t.attributes ->> 'attachedId'
                      from hub join resource t
                          on t.account_id = hub.account and t.region = hub.region and t.kind = 'TRANSIT_GATEWAY_ATTACHMENT'
                              and t.deleted_at is null and t.attributes ->> 'transitGatewayId' = hub.gateway
                              and t.attributes ->> 'attachedType' in ('peering', 'tgw-peering')
                      where t.attributes ->> 'state' in ('available', 'modifying')
                        and not exists (select from hub peer where peer.gateway = t.attributes ->> 'attachedId')) as one),
            seen as (
                select region, array_agg(distinct vpc) filter (where vpc is not null) as vpcs
                from (select region, unnest(vpcs) as vpc from teller
                      union all
                      select $2, case kind when 'VPC' then resource_id else attributes ->> 'vpcId' end
                      from resource
                      where account_id = $1 and region = $2 and kind in ('VPC', 'SUBNET') and deleted_at is null) as one
                group by region),
            shared_hosts as (
                select exists (
                    select from seen join held_host h on h.region = seen.region and h.vpc_ids && seen.vpcs
                                     join account a on a.account_id = h.account_id and a.enabled
                                     join resource i on i.id = h.resource_id and i.deleted_at is null
                    where (h.account_id, h.region) <> ($1, $2)
                      and not exists (select from teller
                                      where teller.account = h.account_id and teller.region = h.region
                                        and h.vpc_ids && teller.vpcs)) as hosts),
            offered as (
                select i.arn, i.account_id, i.region, h.certain and t.all_told as certain, h.at_large, h.hardly_weak, h.steps,
                       h.interfaces, (i.attributes -> 'subnetId')::text || (i.attributes -> 'securityGroupIds')::text as place
                from telling t
                         join held_host h on h.account_id = t.account and h.region = t.region and h.vpc_ids && t.vpcs
                         join resource i on i.id = h.resource_id and i.deleted_at is null
                where not t.left_out),
            ranked as (
                select *, row_number() over (partition by account_id, region, place
                                             order by certain desc, at_large desc, hardly_weak, arn) as of_place
                from offered),
            told as (
                select *, of_place <= %2$d
                              and row_number() over (order by of_place > %2$d, certain desc, at_large desc, hardly_weak, arn) <= %3$d as kept
                from ranked)
            """.formatted(Cells.OUT_OF_SCOPE, ALIKE, ALL);

    private static final String HOSTS = TOLD + """
            select told.arn, account_id, region, certain, at_large, hardly_weak, steps::text as steps, interfaces, untold.regions,
                   untold_gateways.gateways, shared_hosts.hosts as shared, exists (select from told where not kept) as more
            from untold cross join untold_gateways cross join shared_hosts left join told on told.kept
            where $3::text[] is not null
            order by certain desc, at_large desc, hardly_weak, arn
            """;

    private static final String INTERFACES = """
            with eni as (
                select * from resource where arn = any($1) and kind = 'NETWORK_INTERFACE' and deleted_at is null)
            select arn, kind, account_id, region, resource_id, name, tags::text, attributes::text, changed_at from eni
            union all
            select arn, kind, account_id, region, resource_id, name, tags::text, attributes::text, changed_at
            from resource r
            where r.kind = 'SECURITY_GROUP' and r.deleted_at is null
              and (r.account_id, r.region, r.resource_id) in
                  (select account_id, region, jsonb_array_elements_text(attributes -> 'securityGroupIds') from eni)
            """;

    private static final String FINGERPRINT = TOLD + """
            , parts as (
                select told.arn || certain || at_large || hardly_weak || steps::text
                           || coalesce((select string_agg(n.arn || encode(n.content_hash, 'hex'), ',' order by n.arn)
                                        from resource n where n.arn = any(told.interfaces) and n.deleted_at is null), '') as part
                from told where kept
                union all
                select r.arn || encode(r.content_hash, 'hex')
                from resource r
                where r.kind = 'SECURITY_GROUP' and r.deleted_at is null
                  and (r.account_id, r.region, r.resource_id) in
                      (select n.account_id, n.region, jsonb_array_elements_text(n.attributes -> 'securityGroupIds')
                       from told join resource n on n.arn = any(told.interfaces) and n.deleted_at is null
                       where told.kept)
                union all
                select distinct 'more' from told where not kept
                union all
                select 'untold ' || regions from untold where regions > 0
                union all
                select 'gateways ' || gateways from untold_gateways where gateways > 0
                union all
                select 'shared' from shared_hosts where hosts)
            select coalesce(md5(string_agg(part, ',' order by part)), '') as fingerprint, exists (select from told) as hosts
            from parts where $3::text[] is not null
            """;

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(SharedNetworks.KINDS);
        kinds.add(ResourceKind.SECURITY_GROUP);
        return Set.copyOf(kinds);
    }

    /** Reads them for the region, in the caller's transaction. */
    public static Uni<HeldHosts> of(SqlConnection connection, Scope scope) {
        List<Row> rows = new ArrayList<>();
        return Portal.each(connection, HOSTS, SharedNetworks.values(scope, Followed.OWN, KINDS), rows::add)
                .chain(() -> rows.stream().anyMatch(HeldHosts::isHost)
                        ? withNetworks(connection, scope, rows)
                        : Uni.createFrom().item(of(rows, Map.of(), SharedNetworks.NONE)));
    }

    /** Where there is no host, one row has the rest. */
    private static boolean isHost(Row row) {
        return row.getString("arn") != null;
    }

    private static Uni<HeldHosts> withNetworks(SqlConnection connection, Scope scope, List<Row> rows) {
        String[] arns = rows.stream()
                .filter(HeldHosts::isHost)
                .flatMap(row -> Stream.of(row.getArrayOfStrings("interfaces")))
                .toArray(String[]::new);
        return StoredResources.select(connection, INTERFACES, Tuple.tuple().addArrayOfString(arns))
                .chain(found -> SharedNetworks.of(connection, scope, Followed.OWN, KINDS)
                        .map(networks -> of(rows, interfaces(found), networks.with(groups(found)))));
    }

    @SuppressWarnings("unchecked") // of the kind
    private static Map<String, Resource<NetworkInterface>> interfaces(List<StoredResource> found) {
        return found.stream()
                .map(StoredResource::resource)
                .filter(one -> one.kind() == ResourceKind.NETWORK_INTERFACE)
                .collect(Collectors.toMap(Resource::arn, one -> (Resource<NetworkInterface>) one));
    }

    private static List<StoredResource> groups(List<StoredResource> found) {
        return found.stream()
                .filter(one -> one.resource().kind() == ResourceKind.SECURITY_GROUP)
                .toList();
    }

    private static HeldHosts of(
            List<Row> rows, Map<String, Resource<NetworkInterface>> byArn, SharedNetworks networks) {
        Row first = rows.get(0);
        List<HeldHost> told = rows.stream()
                .filter(HeldHosts::isHost)
                .map(row -> host(row, byArn))
                .toList();
        List<HeldHost> hosts = told.stream().filter(HeldHost::isKnown).toList();
        return new HeldHosts(
                hosts,
                networks,
                first.getBoolean("more") || hosts.size() < told.size(),
                first.getBoolean("shared"),
                first.getInteger("regions"),
                first.getInteger("gateways"));
    }

    private static HeldHost host(Row row, Map<String, Resource<NetworkInterface>> byArn) {
        String arn = row.getString("arn");
        return new HeldHost(
                arn,
                Scope.of(row.getString("account_id"), row.getString("region")).inPartitionOf(arn),
                row.getBoolean("certain"),
                row.getBoolean("at_large"),
                row.getBoolean("hardly_weak"),
                Documents.tree(row.getString("steps")),
                Stream.of(row.getArrayOfStrings("interfaces"))
                        .map(byArn::get)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The hosts of accounts that the caller may see. Whether there are hosts of others is not told: there may always be {@link #more}. */
    public HeldHosts within(AccountScope accounts) {
        return accounts.isEveryAccount()
                ? this
                : new HeldHosts(
                        hosts.stream()
                                .filter(host -> accounts.admits(host.scope().accountId()))
                                .toList(),
                        networks,
                        true,
                        false,
                        untold,
                        gateways);
    }

    /** A hash of what is read for the region, like a {@link Fingerprint}; empty where nothing is. */
    public static Uni<String> fingerprint(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(FINGERPRINT)
                .execute(SharedNetworks.values(scope, Followed.OWN, KINDS))
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getBoolean("hosts")
                        ? SharedNetworks.fingerprint(connection, scope, Followed.OWN, KINDS)
                                .map(networks -> row.getString("fingerprint") + networks)
                        : Uni.createFrom().item(row.getString("fingerprint")));
    }
}
