package io.muster.finding.exemption;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Ends the exemptions that name a purged account, so that they cover no finding if it is registered again. They are kept with
 * their history: who accepted which risk is not collected data.
 */
public final class ExemptionPurge {

    private static final String END = """
            with ended as (
                update exemption set state = 'LIFTED', settled = true, ended_at = now(), version = version + 1
                where account_id = $1 and state in ('REQUESTED', 'ACTIVE') returning id)
            insert into exemption_event (exemption_id, at, type, note)
            select id, now(), 'LIFTED', 'what was collected of the account was purged' from ended
            """;

    private ExemptionPurge() {}

    /** Runs in the transaction that deletes the account's findings, so that there are none to bring in line. */
    public static Uni<Void> purge(SqlConnection connection, String accountId) {
        return connection.preparedQuery(END).execute(Tuple.of(accountId)).replaceWithVoid();
    }
}
