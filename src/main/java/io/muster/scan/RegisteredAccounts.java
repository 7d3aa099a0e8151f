package io.muster.scan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.Set;

/** The accounts that are registered, whether enabled or not: they are the installation's own. */
final class RegisteredAccounts {

    private static final String IDS = "select account_id from account";

    private RegisteredAccounts() {}

    static Uni<Set<String>> ids(SqlConnection connection) {
        return connection.query(IDS).execute().map(rows -> {
            Set<String> ids = new HashSet<>();
            rows.forEach(row -> ids.add(row.getString("account_id")));
            return ids;
        });
    }
}
