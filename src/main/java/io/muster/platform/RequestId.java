package io.muster.platform;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;

/** The id of the call that is being answered, by which a caller's report can be found in the log. */
public final class RequestId {

    private static final String KEY = RequestId.class.getName();

    private RequestId() {}

    /** The id of the current call; empty outside a call, as in a scan. */
    public static Optional<String> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    }

    /** Sets the id of the current call. */
    public static void enter(String id) {
        ContextLocals.put(KEY, id);
    }
}
