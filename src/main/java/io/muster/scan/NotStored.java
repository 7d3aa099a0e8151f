package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.Set;

/**
 * The listing of a kind cannot be stored because of its contents. Its transaction fails with the statement, and is repeated
 * without the kind, so that the other kinds are stored.
 */
final class NotStored extends RuntimeException {

    /**
     * The classes of SQL states that are caused by the data: data exception, integrity constraint violation, program limit
     * exceeded.
     */
    private static final Set<String> OF_THE_CONTENT = Set.of("22", "23", "54");

    private final ResourceKind kind;

    NotStored(ResourceKind kind, Throwable cause) {
        super("The listing of " + kind + " cannot be stored", cause);
        this.kind = kind;
    }

    ResourceKind kind() {
        return kind;
    }

    /**
     * Whether a repetition would fail again, because of the data or an error in Muster. A database that is unreachable, full or
     * in a deadlock is no such cause.
     */
    static boolean isFor(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null && state.length() == 5 && OF_THE_CONTENT.contains(state.substring(0, 2));
        }
        return failure instanceof RuntimeException && !(failure instanceof VertxException);
    }
}
