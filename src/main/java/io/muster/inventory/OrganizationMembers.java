package io.muster.inventory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.util.HashSet;
import java.util.Set;

/**
 * The accounts of the organization that Muster follows, registered or not, as it was last listed completely.
 *
 * @param organizationId null where the accounts are not known
 */
public record OrganizationMembers(@Nullable String organizationId, Set<String> accountIds) {

    /** No organization is followed, or its accounts could never be listed. */
    public static final OrganizationMembers UNKNOWN = new OrganizationMembers(null, Set.of());

    private static final String SELECT = "select account_id, organization_id from organization_account";

    private static final String DELETE =
            "delete from organization_account where organization_id is distinct from $1 or account_id != all($2)";

    private static final String INSERT =
            "insert into organization_account (account_id, organization_id) select unnest($2::text[]), $1"
                    + " on conflict do nothing";

    /** Reads the members in the caller's transaction. */
    public static Uni<OrganizationMembers> of(SqlConnection connection) {
        return connection.query(SELECT).execute().map(rows -> {
            String organization = null;
            Set<String> ids = new HashSet<>();
            for (var row : rows) {
                organization = row.getString("organization_id");
                ids.add(row.getString("account_id"));
            }
            return new OrganizationMembers(organization, ids);
        });
    }

    /** Stores them in place of those that were known: none where they are not known. */
    public Uni<Void> store(Pool pool) {
        Tuple values = Tuple.of(organizationId, accountIds.toArray(String[]::new));
        return pool.withTransaction(connection -> connection
                        .preparedQuery(DELETE)
                        .execute(values)
                        .chain(() -> connection.preparedQuery(INSERT).execute(values)))
                .replaceWithVoid();
    }
}
