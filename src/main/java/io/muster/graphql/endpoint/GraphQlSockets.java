package io.muster.graphql.endpoint;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Stopping;
import io.muster.platform.StructuredLog;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Opens websockets that speak graphql-transport-ws. */
@ApplicationScoped
class GraphQlSockets {

    private static final StructuredLog LOG = StructuredLog.of(GraphQlSockets.class);
    private static final String PROTOCOL = "graphql-transport-ws";

    /** RFC 6455, section 7.4.1. */
    private static final short GOING_AWAY = 1001;

    private final Stopping stopping;

    GraphQlSockets(Stopping stopping) {
        this.stopping = stopping;
    }

    /** Fails where the client speaks another protocol, and while this replica stops. */
    void open(RoutingContext call, SmallRyeGraphQLAbstractHandler handler, Map<String, Object> context) {
        stopping.refuseNewWork();
        String protocols = call.request().getHeader("Sec-WebSocket-Protocol");
        if (protocols == null || !protocols.contains(PROTOCOL)) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "A websocket speaks " + PROTOCOL);
        }
        call.request()
                .toWebSocket()
                .onSuccess(socket -> serve(socket, call, handler, context))
                .onFailure(failure -> LOG.with("failure", failure.getMessage()).debug("A websocket was not opened"));
    }

    private void serve(
            ServerWebSocket socket,
            RoutingContext call,
            SmallRyeGraphQLAbstractHandler handler,
            Map<String, Object> context) {
        PacedSession session = new PacedSession(socket);
        context.put(Pace.KEY, session);
        GraphQlConversation conversation = new GraphQlConversation(session, context, call, handler);
        Runnable forget = stopping.whenItBegins(() -> session.close(GOING_AWAY, "Muster is stopping: connect again"));
        socket.closeHandler(closed -> {
            forget.run();
            conversation.onClose();
        });
        socket.exceptionHandler(conversation::onThrowable);
        socket.textMessageHandler(conversation::onMessage);
    }
}
