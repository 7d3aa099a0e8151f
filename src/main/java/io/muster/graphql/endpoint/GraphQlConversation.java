package io.muster.graphql.endpoint;

import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.quarkus.smallrye.graphql.runtime.SmallRyeAuthGraphQLTransportWSSubprotocolHandler;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.vertx.ext.web.RoutingContext;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** One websocket's graphql-transport-ws. SmallRye's own neither checks the form of messages nor forgets failed operations. */
final class GraphQlConversation extends SmallRyeAuthGraphQLTransportWSSubprotocolHandler {

    private static final StructuredLog LOG = StructuredLog.of(GraphQlConversation.class);
    private static final short BAD_MESSAGE = 4400;
    private static final String SUBSCRIBE = "subscribe";
    private static final String INIT = "connection_init";

    private final PersistedQueries persisted;
    private volatile boolean begun;

    GraphQlConversation(
            GraphQLWebSocketSession session,
            Map<String, Object> context,
            RoutingContext call,
            SmallRyeGraphQLAbstractHandler handler,
            PersistedQueries persisted) {
        super(session, context, call, handler, Optional.empty());
        this.persisted = persisted;
    }

    @Override
    public void onMessage(String text) {
        try {
            super.onMessage(text);
        } catch (RuntimeException malformed) {
            LOG.with("failure", malformed.getClass().getSimpleName()).debug("A websocket's message was not understood");
            session.close(BAD_MESSAGE, "The message was not understood");
        }
    }

    /** Whether the client has sent {@code connection_init}. */
    boolean isBegun() {
        return begun;
    }

    @Override
    protected void onMessage(JsonObject message) {
        begun |= message != null && INIT.equals(message.getString("type"));
        if (message != null && SUBSCRIBE.equals(message.getString("type"))) {
            try {
                JsonObject request = RequestBody.checked(message.getJsonObject("payload"));
                persisted.requireListed(request.getString("query"));
            } catch (MusterException refusal) {
                refuse(message.getString("id"), refusal);
                return;
            }
        }
        super.onMessage(message);
    }

    private void refuse(String operation, MusterException refusal) {
        try {
            sendErrorMessage(operation, Answer.failed(refusal));
        } catch (IOException e) {
            LOG.with("failure", e.getMessage()).debug("A websocket is gone");
        }
    }

    /** An operation that failed is over, and its name free again. */
    @Override
    protected void sendErrorMessage(String operation, ExecutionResponse response) throws IOException {
        super.sendErrorMessage(operation, response);
        activeOperations.remove(operation);
    }
}
