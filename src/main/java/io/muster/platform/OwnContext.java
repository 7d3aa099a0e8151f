package io.muster.platform;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Brings results of other threads back to the Vert.x context of the call that asks for them. The SDK of AWS completes on threads of its own or on
 * a worker with any context; Hibernate Reactive and context locals need the duplicated context of the call.
 */
public final class OwnContext {

    private OwnContext() {}

    /** The same result, or failure, on the duplicated context of its subscriber; as it comes where the subscriber has none. */
    public static <T> Uni<T> back(Uni<T> elsewhere) {
        return Uni.createFrom().deferred(() -> {
            if (!VertxContext.isOnDuplicatedContext()) {
                return elsewhere;
            }
            Context own = Vertx.currentContext();
            return elsewhere.emitOn(command -> {
                if (Vertx.currentContext() == own) {
                    command.run();
                } else {
                    own.runOnContext(ready -> command.run());
                }
            });
        });
    }
}
