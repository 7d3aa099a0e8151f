package io.muster.rest.connection;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of the answer to a call, or of its connection. Quarkus's handler of GraphQL and MCP calls takes the response's end handlers for itself, so
 * that those of the routing context are not told: the end of the body counts as well.
 */
final class AnswerEnd {

    private AnswerEnd() {}

    /** Runs the action once. */
    static void then(RoutingContext call, Runnable action) {
        AtomicBoolean ended = new AtomicBoolean();
        Runnable once = () -> {
            if (ended.compareAndSet(false, true)) {
                action.run();
            }
        };
        call.addBodyEndHandler(sent -> once.run());
        call.addEndHandler(over -> once.run());
    }
}
