package io.muster.platform;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;

/** Names the call that is being answered, so that a caller's report and the log find each other. */
public final class RequestId {

    private static final String KEY = RequestId.class.getName();

    private RequestId() {}

    /** That of the call on whose context this is; none outside a call, as in a scan. */
    public static Optional<String> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    }

    /** Names the current call. */
    public static void enter(String id) {
        ContextLocals.put(KEY, id);
    }
}
