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
import java.util.stream.Stream;

/**
 * The VPCs that other accounts share with a region of an account, as their owners' resources tell of them: AWS does not show a participant
 * all of these. With them the transit gateways of the region that they are attached to and the VPCs at the other ends of these and of peering
 * connections, as the owners of either tell, and on demand those that the account's own VPCs lead to, also over peerings of transit gateways. Accounts
 * count that are registered and enabled; of their resources, those of these VPCs and gateways alone, and what belongs to no VPC.
 *
 * @param complete  the kinds that were listed completely, by each region of an account
 * @param resources those of all of them
 */
public record SharedNetworks(Map<Scope, Set<ResourceKind>> complete, List<StoredResource> resources) {

    /** Which VPCs' ways to other networks are followed. */
    public enum Followed {
        /** The networks of VPCs that other accounts share. */
        SHARED,
        /** The networks of the account's own VPCs as well. */
        OWN
    }

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

    /** All kinds that other accounts tell of: those, and the ways in and out of a VPC. */
    public static final Set<ResourceKind> KINDS = kinds();

    public static final SharedNetworks NONE = new SharedNetworks(Map.of(), List.of());

    /**
     * The accounts whose scans supply each network: the owners of the shared VPCs, the owners of the transit gateways that these are attached to, and those of the VPCs at the
     * other ends of these gateways and of peering connections. The other end of a peering of transit gateways is where AWS says that it is, or else
     * where its owner lists attachments of it.
     */
    static final String TELLERS = """
            with recursive shown as (
                select distinct attributes ->> 'ownerId' as account,
                                case kind when 'VPC' then resource_id else attributes ->> 'vpcId' end as vpc
                from resource
                where account_id = $1 and region = $2 and kind in ('VPC', 'SUBNET') and deleted_at is null
                  and attributes ->> 'ownerId' <> $1),
            shared as (
                select a.account_id as account, array_agg(distinct shown.vpc) as vpcs
                from shown join account a on a.account_id = shown.account and a.enabled
                where shown.vpc is not null
                group by a.account_id
                union all
                select $1, array_agg(resource_id)
                from resource
                where $4 and account_id = $1 and region = $2 and kind = 'VPC' and deleted_at is null
                  and attributes ->> 'ownerId' = $1
                having count(*) > 0),
            attached as (
                select distinct t.attributes ->> 'transitGatewayId' as gateway,
                                coalesce(t.attributes ->> 'transitGatewayOwnerId', shared.account) as account
                from shared join resource t
                    on t.account_id = shared.account and t.region = $2 and t.kind = 'TRANSIT_GATEWAY_ATTACHMENT'
                        and t.deleted_at is null and t.attributes ->> 'attachedId' = any(shared.vpcs)),
            hub as (
                select gateway, account, $2::text as region from attached
                union
                select t.attributes ->> 'attachedId', peer.account, peer.region
                from hub join account a on a.account_id = hub.account and a.enabled join resource t
                    on t.account_id = hub.account and t.region = hub.region and t.kind = 'TRANSIT_GATEWAY_ATTACHMENT'
                        and t.deleted_at is null and t.attributes ->> 'transitGatewayId' = hub.gateway
                        and t.attributes ->> 'attachedType' in ('peering', 'tgw-peering')
                cross join lateral (
                    select side ->> 'ownerId' as account, side ->> 'region' as region
                    from unnest(array[t.attributes #> '{peering,requester}', t.attributes #> '{peering,accepter}']) as side
                    where side ->> 'transitGatewayId' = t.attributes ->> 'attachedId'
                    union
                    select o.account_id, o.region
                    from resource o
                    where o.account_id = t.attributes ->> 'attachedOwnerId' and o.kind = 'TRANSIT_GATEWAY_ATTACHMENT'
                      and o.deleted_at is null and o.attributes ->> 'transitGatewayId' = t.attributes ->> 'attachedId'
                      and o.attributes ->> 'transitGatewayOwnerId' = o.account_id) as peer
                where $4 and t.attributes ->> 'attachedId' is not null and peer.account is not null and peer.region is not null),
            known as (
                select account, $2 as region, unnest(vpcs) as vpc from shared
                union
                select account, region, null from hub
                union
                select t.attributes ->> 'attachedOwnerId', hub.region, t.attributes ->> 'attachedId'
                from hub join account a on a.account_id = hub.account and a.enabled join resource t
                    on t.account_id = hub.account and t.region = hub.region and t.kind = 'TRANSIT_GATEWAY_ATTACHMENT'
                        and t.deleted_at is null and t.attributes ->> 'transitGatewayId' = hub.gateway
                        and t.attributes ->> 'attachedType' = 'vpc'
                union
                select side ->> 'ownerId', side ->> 'region', side ->> 'vpcId'
                from shared join resource p
                    on p.account_id = shared.account and p.region = $2 and p.kind = 'VPC_PEERING_CONNECTION'
                        and p.deleted_at is null and p.attributes -> 'vpcIds' ?| shared.vpcs
                cross join unnest(array[p.attributes -> 'requester', p.attributes -> 'accepter']) as side
                where side ->> 'region' is not null),
            teller as (
                select a.account_id as account, known.region,
                       coalesce(array_agg(known.vpc) filter (where known.vpc is not null), '{}') as vpcs,
                       (select coalesce(array_agg(distinct gateway), '{}') from hub) as gateways
                from known join account a on a.account_id = known.account and a.enabled
                where a.account_id <> $1 or known.region <> $2
                group by a.account_id, known.region)
            """;

    private static final String CELLS = TELLERS + """
            select teller.account, teller.region, c.kind
            from teller left join cell c
                on c.account_id = teller.account and c.region = teller.region and c.kind = any($3) and c.state = 'COMPLETE'
            """;

    private static final String FROM = """
            from teller join resource r
                on r.account_id = teller.account and r.region = teller.region and r.kind = any($3) and r.deleted_at is null
            where case r.kind
                when 'VPC' then r.resource_id = any(teller.vpcs)
                when 'INTERNET_GATEWAY' then r.attributes -> 'vpcIds' ?| teller.vpcs
                when 'VPN_GATEWAY' then r.attributes -> 'vpcIds' ?| teller.vpcs
                when 'VPC_PEERING_CONNECTION' then r.attributes -> 'vpcIds' ?| teller.vpcs
                when 'TRANSIT_GATEWAY_ATTACHMENT' then r.attributes ->> 'transitGatewayId' is null
                    or r.attributes ->> 'transitGatewayId' = any(teller.gateways)
                when 'TRANSIT_GATEWAY_ROUTE_TABLE' then r.attributes ->> 'transitGatewayId' = any(teller.gateways)
                when 'VPN_CONNECTION' then r.attributes ->> 'transitGatewayId' = any(teller.gateways) or exists (
                    select 1 from resource g
                    where g.account_id = r.account_id and g.region = r.region and g.kind = 'VPN_GATEWAY' and g.deleted_at is null
                      and g.resource_id = r.attributes ->> 'vpnGatewayId' and g.attributes -> 'vpcIds' ?| teller.vpcs)
                when 'REGION_SETTINGS' then true
                when 'BLOCK_PUBLIC_ACCESS_EXCLUSION' then true
                when 'PREFIX_LIST' then true
                when 'SECURITY_GROUP' then false
                else r.attributes ->> 'vpcId' = any(teller.vpcs) end
            """;

    private static final String RESOURCES = TELLERS + """
            select r.arn, r.kind, r.account_id, r.region, r.resource_id, r.name, r.tags::text, r.attributes::text, r.changed_at
            """ + FROM;

    private static final String FINGERPRINT = TELLERS + """
            , told as (
                select teller.account || teller.region || teller.vpcs::text || teller.gateways::text as part from teller
                union all
                select c.account_id || c.region || c.kind from teller join cell c
                    on c.account_id = teller.account and c.region = teller.region and c.kind = any($3) and c.state = 'COMPLETE'
                union all
                select r.arn || encode(r.content_hash, 'hex')
            """ + FROM + """
            )
            select coalesce(md5(string_agg(part, ',' order by part)), '') as fingerprint from told
            """;

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(INTERNET);
        kinds.add(ResourceKind.NAT_GATEWAY);
        kinds.add(ResourceKind.VPC_ENDPOINT);
        kinds.add(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT);
        kinds.add(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);
        kinds.add(ResourceKind.VPC_PEERING_CONNECTION);
        kinds.add(ResourceKind.VPN_GATEWAY);
        kinds.add(ResourceKind.VPN_CONNECTION);
        return Set.copyOf(kinds);
    }

    /** Reads the networks of other accounts for the region, in the caller's transaction. */
    public static Uni<SharedNetworks> of(SqlConnection connection, Scope scope, Followed followed) {
        return of(connection, scope, followed, KINDS);
    }

    /** @param kinds of security groups, it is read where they were listed, and none of them */
    static Uni<SharedNetworks> of(SqlConnection connection, Scope scope, Followed followed, Set<ResourceKind> kinds) {
        Tuple values = values(scope, followed, kinds);
        return connection
                .preparedQuery(CELLS)
                .execute(values)
                .map(rows -> complete(rows, scope))
                .chain(complete -> complete.isEmpty()
                        ? Uni.createFrom().item(NONE)
                        : StoredResources.select(connection, RESOURCES, values)
                                .map(resources -> new SharedNetworks(complete, resources)));
    }

    /**
     * A hash of what is read from the owners of shared VPCs, like a {@link Fingerprint} of a region; empty where no VPC is
     * shared.
     */
    public static Uni<String> fingerprint(SqlConnection connection, Scope scope) {
        return fingerprint(connection, scope, Followed.SHARED, KINDS);
    }

    SharedNetworks with(List<StoredResource> more) {
        return new SharedNetworks(
                complete, Stream.concat(resources.stream(), more.stream()).toList());
    }

    static Uni<String> fingerprint(SqlConnection connection, Scope scope, Followed followed, Set<ResourceKind> kinds) {
        return connection
                .preparedQuery(FINGERPRINT)
                .execute(values(scope, followed, kinds))
                .map(rows -> rows.iterator().next().getString("fingerprint"));
    }

    static Tuple values(Scope scope, Followed followed, Set<ResourceKind> kinds) {
        return Tuple.of(scope.accountId(), scope.region())
                .addArrayOfString(ResourceKind.names(kinds))
                .addBoolean(followed == Followed.OWN);
    }

    private static Map<Scope, Set<ResourceKind>> complete(Iterable<Row> rows, Scope asked) {
        Map<Scope, Set<ResourceKind>> complete = new HashMap<>();
        for (Row row : rows) {
            Scope teller =
                    Scope.of(row.getString("account"), row.getString("region")).in(asked.partition());
            Set<ResourceKind> kinds = complete.computeIfAbsent(teller, k -> EnumSet.noneOf(ResourceKind.class));
            if (row.getString("kind") != null) {
                kinds.add(ResourceKind.valueOf(row.getString("kind")));
            }
        }
        return complete;
    }
}
