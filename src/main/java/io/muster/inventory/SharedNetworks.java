package io.muster.inventory;

import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The VPCs that other accounts share with a region of an account, as their owners' resources tell of them: AWS does not show a participant
 * all of these. Owners count that are registered and enabled; of their resources, those of the shared VPCs alone, those of transit
 * gateways that these are attached to, and what belongs to no VPC.
 *
 * @param complete  the kinds that were listed completely, by each owner
 * @param resources those of all owners
 */
public record SharedNetworks(Map<String, Set<ResourceKind>> complete, List<StoredResource> resources) {

    /** The kinds that tell how the internet reaches the subnets of a VPC. */
    public static final Set<ResourceKind> INTERNET = Set.copyOf(EnumSet.of(
            ResourceKind.VPC,
            ResourceKind.SUBNET,
            ResourceKind.REGION_SETTINGS,
            ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION,
            ResourceKind.ROUTE_TABLE,
            ResourceKind.NETWORK_ACL,
            ResourceKind.INTERNET_GATEWAY,
            ResourceKind.PREFIX_LIST));

    /** All kinds that owners tell of: those, and the ways out of a VPC. */
    public static final Set<ResourceKind> KINDS = kinds();

    public static final SharedNetworks NONE = new SharedNetworks(Map.of(), List.of());

    private static final String SHARED = """
            with shown as (
                select distinct attributes ->> 'ownerId' as owner,
                                case kind when 'VPC' then resource_id else attributes ->> 'vpcId' end as vpc
                from resource
                where account_id = $1 and region = $2 and kind in ('VPC', 'SUBNET') and deleted_at is null
                  and attributes ->> 'ownerId' <> $1),
            shared as (
                select a.account_id as owner, array_agg(distinct shown.vpc) as vpcs
                from shown join account a on a.account_id = shown.owner and a.enabled
                where shown.vpc is not null
                group by a.account_id),
            attached as (
                select shared.owner, array_agg(distinct t.attributes ->> 'transitGatewayId') as gateways
                from shared join resource t
                    on t.account_id = shared.owner and t.region = $2 and t.kind = 'TRANSIT_GATEWAY_ATTACHMENT'
                        and t.deleted_at is null and t.attributes ->> 'attachedId' = any(shared.vpcs)
                group by shared.owner)
            """;

    private static final String CELLS = SHARED + """
            select shared.owner, c.kind
            from shared left join cell c
                on c.account_id = shared.owner and c.region = $2 and c.kind = any($3) and c.state = 'COMPLETE'
            """;

    private static final String FROM = """
            from shared left join attached on attached.owner = shared.owner join resource r
                on r.account_id = shared.owner and r.region = $2 and r.kind = any($3) and r.deleted_at is null
            where case r.kind
                when 'VPC' then r.resource_id = any(shared.vpcs)
                when 'INTERNET_GATEWAY' then r.attributes -> 'vpcIds' ?| shared.vpcs
                when 'VPN_GATEWAY' then r.attributes -> 'vpcIds' ?| shared.vpcs
                when 'TRANSIT_GATEWAY_ATTACHMENT' then r.attributes ->> 'transitGatewayId' is null
                    or r.attributes ->> 'transitGatewayId' = any(attached.gateways)
                when 'TRANSIT_GATEWAY_ROUTE_TABLE' then r.attributes ->> 'transitGatewayId' = any(attached.gateways)
                when 'VPN_CONNECTION' then r.attributes ->> 'transitGatewayId' = any(attached.gateways)
                when 'REGION_SETTINGS' then true
                when 'BLOCK_PUBLIC_ACCESS_EXCLUSION' then true
                when 'PREFIX_LIST' then true
                else r.attributes ->> 'vpcId' = any(shared.vpcs) end
            """;

    private static final String RESOURCES = SHARED + """
            select r.arn, r.kind, r.account_id, r.region, r.resource_id, r.name, r.tags::text, r.attributes::text, r.changed_at
            """ + FROM;

    private static final String FINGERPRINT = SHARED + """
            , known as (
                select shared.owner || shared.vpcs::text as part from shared
                union all
                select c.account_id || c.kind from shared join cell c
                    on c.account_id = shared.owner and c.region = $2 and c.kind = any($3) and c.state = 'COMPLETE'
                union all
                select r.arn || encode(r.content_hash, 'hex')
            """ + FROM + """
            )
            select coalesce(md5(string_agg(part, ',' order by part)), '') as fingerprint from known
            """;

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(INTERNET);
        kinds.add(ResourceKind.NAT_GATEWAY);
        kinds.add(ResourceKind.VPC_ENDPOINT);
        kinds.add(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT);
        kinds.add(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);
        kinds.add(ResourceKind.VPN_GATEWAY);
        kinds.add(ResourceKind.VPN_CONNECTION);
        return Set.copyOf(kinds);
    }

    /** Those that are shared with the region, in the caller's transaction. */
    public static Uni<SharedNetworks> of(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(CELLS)
                .execute(values(scope))
                .map(SharedNetworks::complete)
                .chain(complete -> complete.isEmpty()
                        ? Uni.createFrom().item(NONE)
                        : StoredResources.select(connection, RESOURCES, values(scope))
                                .map(resources -> new SharedNetworks(complete, resources)));
    }

    /** Stands for all that their owners tell, as a {@link Fingerprint} does for a region; empty where no VPC is shared. */
    public static Uni<String> fingerprint(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(FINGERPRINT)
                .execute(values(scope))
                .map(rows -> rows.iterator().next().getString("fingerprint"));
    }

    private static Tuple values(Scope scope) {
        return Tuple.of(scope.accountId(), scope.region())
                .addArrayOfString(KINDS.stream().map(Enum::name).toArray(String[]::new));
    }

    private static Map<String, Set<ResourceKind>> complete(Iterable<Row> rows) {
        Map<String, Set<ResourceKind>> complete = new HashMap<>();
        for (Row row : rows) {
            Set<ResourceKind> kinds =
                    complete.computeIfAbsent(row.getString("owner"), owner -> EnumSet.noneOf(ResourceKind.class));
            if (row.getString("kind") != null) {
                kinds.add(ResourceKind.valueOf(row.getString("kind")));
            }
        }
        return complete;
    }
}
