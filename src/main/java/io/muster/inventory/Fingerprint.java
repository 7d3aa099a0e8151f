package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Set;

/**
 * A hash of what is stored of some kinds: the content hashes of their resources, the states of their cells with what was not
 * read, and the regions and the organization of their account. Results that follow from these alone need not be computed again while it is the same.
 * It is computed before the resources are read and again afterwards, because other transactions may write in between.
 * {@link io.muster.inventory.kind.Unhashed} components do not count.
 */
public final class Fingerprint {

    /**
     * Where a listing ended early, the cell does not record which resources were read, so that each attempt has another
     * fingerprint.
     */
    private static final String SQL = """
            select md5(coalesce((select string_agg(r.arn || %4$s, ',' order by r.arn)
                                 from resource r
                                 where r.account_id = $1 and r.kind = any($2) and r.deleted_at is null%1$s), '')
                       || coalesce((select string_agg(
                                        c.region || c.kind
                                        || case when %2$s then 'ABANDONED' when c.error_code = '%3$s' then 'LEFT'
                                                else c.state || coalesce(c.unread::text, 'REST') end
                                        || case when c.state = 'FAILED' and c.unread is null and c.items_read > 0 then c.xmin::text else '' end,
                                        ',' order by c.region, c.kind)
                                    from cell c where c.account_id = $1 and c.kind = any($2)%1$s), '')
                       || coalesce((select a.regions::text from account a where a.account_id = $1), '')
                       || coalesce((select o.organization_id from organization_account o where o.account_id = $1), '')) as fingerprint
            """;

    private static final String CONTENT = "encode(r.content_hash, 'hex')";

    private static final String OF_ACCOUNT = of("", CONTENT);
    private static final String OF_REGION = of(" and region = any($3)", CONTENT);
    private static final String OF_CONTACT = of("", "coalesce(r.attributes ->> 'pingStatus', '')");

    private Fingerprint() {}

    private static String of(String places, String content) {
        return SQL.formatted(places, Cells.ABANDONED, Cells.OUT_OF_SCOPE, content);
    }

    /** The fingerprint of the kinds in all regions of the account. */
    public static Uni<String> ofAccount(SqlConnection connection, String accountId, Set<ResourceKind> kinds) {
        return read(connection, OF_ACCOUNT, Tuple.of(accountId, ResourceKind.names(kinds)));
    }

    /**
     * The fingerprint of the account's managed nodes, by their ids and whether their agents are in contact: their other values
     * change often.
     */
    public static Uni<String> ofContact(SqlConnection connection, String accountId) {
        return read(
                connection, OF_CONTACT, Tuple.of(accountId, ResourceKind.names(Set.of(ResourceKind.MANAGED_INSTANCE))));
    }

    /** The fingerprint of the kinds in one region, and of account-wide kinds in its account. */
    public static Uni<String> ofRegion(SqlConnection connection, Scope scope, Set<ResourceKind> kinds) {
        String[] regions = {scope.region(), Scope.GLOBAL};
        return read(connection, OF_REGION, Tuple.of(scope.accountId(), ResourceKind.names(kinds), regions));
    }

    private static Uni<String> read(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.iterator().next().getString("fingerprint"));
    }
}
