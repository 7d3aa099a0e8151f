package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Batch;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * The rights that an account's roles offer to identities of other accounts, as {@link io.muster.inventory.TrustingRoles} tells them there: what
 * the roles have and reach within the account, and where they lead on to.
 */
final class OfferedRights {

    private static final String FORGET = """
            delete from trusting_role t using resource r
            where r.id = t.resource_id and r.account_id = $1 and r.arn <> all($2)
            """;

    private static final String KEEP = """
            insert into trusting_role as t (resource_id, accounts, administrator, gain, ways, missing)
            select r.id, string_to_array(n.accounts, ','), n.administrator, n.gain, n.ways::jsonb, string_to_array(n.missing, E'\\n')
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                     n (arn, accounts, administrator, gain, ways, missing)
                     join resource r on r.arn = n.arn
            on conflict (resource_id) do update
                set accounts = excluded.accounts, administrator = excluded.administrator, gain = excluded.gain,
                    ways = excluded.ways, missing = excluded.missing
                where (t.accounts, t.administrator, t.gain, t.ways, t.missing)
                    is distinct from (excluded.accounts, excluded.administrator, excluded.gain, excluded.ways, excluded.missing)
            """;

    private record Offered(
            String arn, String accounts, String administrator, String gain, String ways, String missing) {}

    private OfferedRights() {}

    /** Brings what is stored in line with the estate, in the caller's transaction. */
    static Uni<Void> record(SqlConnection connection, Scope scope, Estate estate) {
        List<Resource<Role>> roles = estate.stored(Role.class).stream()
                .filter(role ->
                        !RolePrivileges.of(role, estate).trust().otherAccounts().isEmpty())
                .toList();
        String[] arns = roles.stream().map(Resource::arn).toArray(String[]::new);
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(scope.accountId(), arns))
                .chain(() -> Batch.run(connection, KEEP, roles, chunk -> columns(chunk, estate)));
    }

    private static Tuple columns(List<Resource<Role>> roles, Estate estate) {
        List<Offered> offered =
                roles.stream().map(role -> offered(role, estate)).toList();
        return Tuple.tuple()
                .addArrayOfString(Batch.column(offered, Offered::arn, new String[0]))
                .addArrayOfString(Batch.column(offered, Offered::accounts, new String[0]))
                .addArrayOfString(Batch.column(offered, Offered::administrator, new String[0]))
                .addArrayOfString(Batch.column(offered, Offered::gain, new String[0]))
                .addArrayOfString(Batch.column(offered, Offered::ways, new String[0]))
                .addArrayOfString(Batch.column(offered, Offered::missing, new String[0]));
    }

    private static Offered offered(Resource<Role> role, Estate estate) {
        RightsWithin rights = RightsWithin.of(estate);
        OfferedWays search = new OfferedWays(role, estate);
        OnwardWays ways = search.all();
        return new Offered(
                role.arn(),
                String.join(",", RolePrivileges.of(role, estate).trust().otherAccounts()),
                rights.administrator(role).name(),
                rights.gain(role)
                        .or(Certainty.certainly(!ways.toHost().isEmpty()))
                        .name(),
                Documents.write(ways.json()),
                String.join("\n", search.missing()));
    }
}
