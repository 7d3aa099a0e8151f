package io.muster.inventory;

import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The lock of a scope, which a transaction that writes the scope's resources or findings holds until its end. */
public final class ScopeLock {

    /** The expression that takes the lock. Its parameter is the scope's {@link #key}. */
    public static final String TAKEN = taken("$1");

    /** The expression that takes the locks of all scopes of an account, for each row with a {@code region}. Its parameter is the account. */
    public static final String ALL_TAKEN = taken("$1 || '/' || region");

    private static final String TAKE = "select " + TAKEN;

    private ScopeLock() {}

    private static String taken(String key) {
        return "pg_advisory_xact_lock(hashtextextended(" + key + ", 0))";
    }

    /** The text that names the scope to {@link #TAKEN}. */
    public static String key(Scope scope) {
        return scope.accountId() + "/" + scope.region();
    }

    /** Waits for the lock, for as long as the transaction may wait for locks. */
    public static Uni<Void> take(SqlConnection connection, Scope scope) {
        return connection.preparedQuery(TAKE).execute(Tuple.of(key(scope))).replaceWithVoid();
    }
}
