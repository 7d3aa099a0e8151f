package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.Set;

/**
 * The listing of a kind that cannot be stored, for what it holds. Its transaction is lost, as the driver gives up one in which
 * a statement failed; done again without the kind, it costs no other.
 */
final class NotStored extends RuntimeException {

    /** Data exception, integrity constraint violation, program limit exceeded: what was to be written is at fault. */
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
     * Whether the same would fail again however often it is tried: for what is written, or for an error of Muster's own.
     * A database that is away, full or in a deadlock is neither.
     */
    static boolean isFor(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null && state.length() == 5 && OF_THE_CONTENT.contains(state.substring(0, 2));
        }
        return failure instanceof RuntimeException && !(failure instanceof VertxException);
    }
}
