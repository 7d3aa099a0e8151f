package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Portal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The roles of other accounts, registered and enabled, that may trust identities of an account, and whose rights are worth it: those with the
 * most rights first, {@link #OF_AN_ACCOUNT} of each account and {@link #ALL} together; and those that these lead on to, over {@link #LINKS} of them
 * at most.
 *
 * @param roles    of each no more is known than its trust policy and its tags
 * @param policies the policies of the organization that apply to their accounts, of which service control policies are without documents: they bind
 *                 what the roles do themselves
 * @param complete of their accounts, the kinds of those two that were listed completely
 * @param leftOut  the ids of accounts that have more such roles
 * @param beyond   whether others of these lead on to more roles
 * @param unread   the ids of further accounts, registered and enabled, whose roles were not read, or not judged yet
 * @param readAt   of their accounts, when the roles were listed completely last
 */
public record TrustingRoles(
        List<TrustingRole> roles,
        List<StoredResource> policies,
        Map<String, Set<ResourceKind>> complete,
        Set<String> leftOut,
        boolean beyond,
        Set<String> unread,
        Map<String, Instant> readAt) {

    public static final TrustingRoles NONE =
            new TrustingRoles(List.of(), List.of(), Map.of(), Set.of(), false, Set.of(), Map.of());

    /** The kinds of what is told of another account. */
    public static final Set<ResourceKind> KINDS = Set.of(ResourceKind.ROLE, ResourceKind.ORGANIZATION_POLICY);

    /** The missing part of a role that leads on to more roles than are stored, or whose further roles were not computed yet. */
    public static final String FURTHER_ROLES = "further roles of further accounts";

    static final int OF_AN_ACCOUNT = 50;
    static final int ALL = 1_000;
    static final int LINKS = 3;

    /**
     * One of them, with what its own account's scans found, as YES, POSSIBLE or NO.
     *
     * @param direct        whether it may trust the account itself
     * @param administrator whether it is an administrator of its account, or leads to one within it
     * @param gain          whether it holds something sensitive, or leads to it within its account
     * @param ways          where it leads on to, as its account wrote it down; null for nowhere
     * @param missing       what was not read of further accounts, to which it may lead on
     */
    public record TrustingRole(
            Resource<Role> role,
            boolean direct,
            String administrator,
            String gain,
            @Nullable JsonNode ways,
            List<String> missing) {}

    private static final String TRUSTING = """
            with recursive offered as not materialized (
                select r.arn, r.account_id, r.resource_id, r.tags::text as tags, (r.attributes -> 'trustPolicy')::text as trust,
                       t.accounts, t.administrator, t.gain, t.ways,
                       case when t.ways is null then array['%4$s'] else t.missing end as missing,
                       array_position(array['YES', 'POSSIBLE', 'NO'], t.administrator) as by_administrator,
                       array_position(array['YES', 'POSSIBLE', 'NO'], t.gain) as by_gain,
                       t.ways -> 'beyond' is null as by_beyond
                from trusting_role t
                         join resource r on r.id = t.resource_id and r.deleted_at is null and r.account_id <> $1
                         join account a on a.account_id = r.account_id and a.enabled
                where t.administrator <> 'NO' or t.gain <> 'NO' or t.ways is null or t.ways -> 'beyond' is not null
                   or t.missing <> '{}'),
            ranked as (
                select arn, ways,
                       row_number() over (partition by account_id order by by_administrator, by_gain, by_beyond, arn) as of_account,
                       row_number() over (order by by_administrator, by_gain, by_beyond, arn) as of_all
                from offered where accounts && array[$1, '*']),
            direct as (select arn, ways, of_account <= %1$d and of_all <= %2$d as kept from ranked),
            reached (arn, ways, links) as (
                select arn, ways, 0 from direct where kept
                union
                select o.arn, o.ways, reached.links + 1
                from reached
                         cross join jsonb_array_elements(reached.ways -> 'beyond') as further
                         join offered o on o.arn = further ->> 'role'
                where reached.links <= %3$d),
            nearest as (
                select arn, min(links) as links from reached group by arn
                union all
                select arn, null from direct where not kept and arn not in (select arn from reached)),
            told as (
                select o.*, n.links, coalesce(n.links = 0, false) as direct,
                       coalesce(n.links <= %3$d, false)
                           and row_number() over (order by n.links, by_administrator, by_gain, by_beyond, o.arn) <= 2 * %2$d as kept
                from nearest n join offered o on o.arn = n.arn)
            """.formatted(OF_AN_ACCOUNT, ALL, LINKS, FURTHER_ROLES);

    private static final String ROLES = TRUSTING
            + " select told.*, ways::text as written from told order by links, by_administrator, by_gain, by_beyond, arn";

    private static final String NAMED = """
            select r.arn, r.account_id, r.resource_id, r.tags::text as tags, (r.attributes -> 'trustPolicy')::text as trust,
                   true as direct, 'NO' as administrator, 'NO' as gain, null as written, '{}'::text[] as missing, true as kept
            from resource r join account a on a.account_id = r.account_id and a.enabled
            where r.arn = $2 and r.kind = 'ROLE' and r.deleted_at is null and r.account_id <> $1
            """;

    private static final String UNREAD = """
            select a.account_id from account a
            where a.enabled and a.account_id <> $1
              and (not exists (select from privilege_input i where i.account_id = a.account_id)
                   or not exists (select from cell c
                                  where c.account_id = a.account_id and c.region = 'global' and c.kind = 'ROLE'
                                    and c.state = 'COMPLETE'))
            """;

    private static final String CELLS = """
            select account_id, kind, state, last_complete_at from cell
            where account_id = any($1) and region = 'global' and kind in ('ROLE', 'ORGANIZATION_POLICY')
            """;

    private static final String POLICIES = """
            select arn, kind, account_id, region, resource_id, name, tags::text, changed_at,
                   (case attributes ->> 'policyType' when 'SERVICE_CONTROL_POLICY' then attributes - 'document' else attributes end)::text
                       as attributes
            from resource
            where account_id = any($1) and region = 'global' and kind = 'ORGANIZATION_POLICY' and deleted_at is null
            """;

    private static final String FINGERPRINT = TRUSTING + """
            , tellers as (select distinct account_id from told where kept),
            parts as (
                select arn || direct::text || tags || coalesce(trust, '') || administrator || gain || coalesce(ways::text, '') || missing::text as part
                from told where kept
                union all
                select distinct account_id from told where not kept
                union all
                select c.account_id || c.kind from tellers join cell c
                    on c.account_id = tellers.account_id and c.region = 'global'
                        and c.kind in ('ROLE', 'ORGANIZATION_POLICY') and c.state = 'COMPLETE'
                union all
                select r.arn || case r.attributes ->> 'policyType' when 'SERVICE_CONTROL_POLICY' then '' else encode(r.content_hash, 'hex') end
                from tellers join resource r
                    on r.account_id = tellers.account_id and r.region = 'global' and r.kind = 'ORGANIZATION_POLICY'
                        and r.deleted_at is null)
            select coalesce(md5(string_agg(part, ',' order by part)), '') as fingerprint
            from (select part from parts union all select 'unread ' || account_id from (%s) u) p
            """.formatted(UNREAD);

    /** Reads the roles for the account, in the caller's transaction. */
    public static Uni<TrustingRoles> of(SqlConnection connection, String accountId) {
        return read(connection, ROLES, Tuple.of(accountId))
                .chain(told -> connection
                        .preparedQuery(UNREAD)
                        .execute(Tuple.of(accountId))
                        .map(rows -> {
                            Set<String> unread = new TreeSet<>();
                            rows.forEach(row -> unread.add(row.getString("account_id")));
                            return told.withUnread(unread);
                        }));
    }

    private TrustingRoles withUnread(Set<String> accounts) {
        return new TrustingRoles(roles, policies, complete, leftOut, beyond, accounts, readAt);
    }

    /** The role of the ARN, of another account than that, whomever it trusts; what it has is not told. */
    public static Uni<TrustingRoles> named(SqlConnection connection, String accountId, String arn) {
        return read(connection, NAMED, Tuple.of(accountId, arn));
    }

    private static Uni<TrustingRoles> read(SqlConnection connection, String sql, Tuple values) {
        List<TrustingRole> roles = new ArrayList<>();
        Set<String> leftOut = new TreeSet<>();
        AtomicBoolean beyond = new AtomicBoolean();
        return Portal.each(connection, sql, values, row -> {
                    if (row.getBoolean("kept")) {
                        roles.add(role(row));
                    } else if (row.getInteger("links") == null) {
                        leftOut.add(row.getString("account_id"));
                    } else {
                        beyond.set(true);
                    }
                })
                .chain(() -> roles.isEmpty()
                        ? Uni.createFrom().item(NONE)
                        : withAccounts(connection, roles, leftOut, beyond.get()));
    }

    private static TrustingRole role(Row row) {
        String arn = row.getString("arn");
        String id = row.getString("resource_id");
        JsonNode trust =
                Optional.ofNullable(row.getString("trust")).map(Documents::tree).orElse(null);
        Scope scope = Scope.of(row.getString("account_id"), Scope.GLOBAL).inPartitionOf(arn);
        return new TrustingRole(
                new Resource<>(
                        arn,
                        ResourceKind.ROLE,
                        scope,
                        id,
                        id,
                        Documents.readTags(row.getString("tags")),
                        Role.trusting(trust)),
                row.getBoolean("direct"),
                row.getString("administrator"),
                row.getString("gain"),
                Optional.ofNullable(row.getString("written"))
                        .map(Documents::tree)
                        .orElse(null),
                List.of(row.getArrayOfStrings("missing")));
    }

    private static Uni<TrustingRoles> withAccounts(
            SqlConnection connection, List<TrustingRole> roles, Set<String> leftOut, boolean beyond) {
        Set<String> accounts = new HashSet<>();
        roles.forEach(one -> accounts.add(one.role().scope().accountId()));
        Tuple ids = Tuple.tuple().addArrayOfString(accounts.toArray(String[]::new));
        return connection
                .preparedQuery(CELLS)
                .execute(ids)
                .chain(cells -> StoredResources.select(connection, POLICIES, ids)
                        .map(policies -> new TrustingRoles(
                                roles, policies, complete(cells), leftOut, beyond, Set.of(), readAt(cells))));
    }

    private static Map<String, Set<ResourceKind>> complete(Iterable<Row> cells) {
        Map<String, Set<ResourceKind>> complete = new HashMap<>();
        cells.forEach(cell -> {
            if (cell.getString("state").equals("COMPLETE")) {
                complete.computeIfAbsent(cell.getString("account_id"), id -> EnumSet.noneOf(ResourceKind.class))
                        .add(ResourceKind.valueOf(cell.getString("kind")));
            }
        });
        return complete;
    }

    private static Map<String, Instant> readAt(Iterable<Row> cells) {
        Map<String, Instant> readAt = new HashMap<>();
        cells.forEach(cell -> {
            OffsetDateTime at = cell.getOffsetDateTime("last_complete_at");
            if (at != null && cell.getString("kind").equals(ResourceKind.ROLE.name())) {
                readAt.put(cell.getString("account_id"), at.toInstant());
            }
        });
        return readAt;
    }

    /** A hash of what is read for the account, like a {@link Fingerprint}; empty where nothing is. */
    public static Uni<String> fingerprint(SqlConnection connection, String accountId) {
        return connection
                .preparedQuery(FINGERPRINT)
                .execute(Tuple.of(accountId))
                .map(rows -> rows.iterator().next().getString("fingerprint"));
    }
}
