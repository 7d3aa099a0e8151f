package io.muster.platform;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;

/** The address that the call being answered came from. */
public final class RemoteAddress {

    private static final String KEY = RemoteAddress.class.getName();

    private RemoteAddress() {}

    /** The address of the current call; empty outside a call, as in a scan. */
    public static Optional<String> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    }

    /** Notes where the current call came from. */
    public static void enter(String address) {
        ContextLocals.put(KEY, address);
    }
}
