package io.muster.graphql.endpoint;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/** Opens websockets that speak graphql-transport-ws. */
@ApplicationScoped
class GraphQlSockets {

    private static final Logger LOG = Logger.getLogger(GraphQlSockets.class);
    private static final String PROTOCOL = "graphql-transport-ws";

    /** Fails where the client speaks another protocol. */
    void open(RoutingContext call, SmallRyeGraphQLAbstractHandler handler, Map<String, Object> context) {
        String protocols = call.request().getHeader("Sec-WebSocket-Protocol");
        if (protocols == null || !protocols.contains(PROTOCOL)) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "A websocket speaks " + PROTOCOL);
        }
        call.request()
                .toWebSocket()
                .onSuccess(socket -> serve(socket, call, handler, context))
                .onFailure(failure -> LOG.debug("A websocket was not opened", failure));
    }

    private static void serve(
            ServerWebSocket socket,
            RoutingContext call,
            SmallRyeGraphQLAbstractHandler handler,
            Map<String, Object> context) {
        GraphQlConversation conversation = new GraphQlConversation(new Session(socket), context, call, handler);
        socket.closeHandler(closed -> conversation.onClose());
        socket.exceptionHandler(conversation::onThrowable);
        socket.textMessageHandler(conversation::onMessage);
    }

    private record Session(ServerWebSocket socket) implements GraphQLWebSocketSession {

        @Override
        public void sendMessage(String message) {
            socket.writeTextMessage(message);
        }

        @Override
        public void close(short status, String reason) {
            socket.close(status, reason);
        }

        @Override
        public boolean isClosed() {
            return socket.isClosed();
        }
    }
}
