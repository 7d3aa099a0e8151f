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

    /** RFC 6455, section 7.4.1: an unexpected condition at the server. */
    private static final short FAILED = 1011;

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
            if (isJson(text)) {
                super.onMessage(text);
            } else {
                session.close(BAD_MESSAGE, "The message was not understood");
            }
        } catch (RuntimeException failure) {
            LOG.error("A websocket's message failed", failure);
            session.close(FAILED, "This went wrong here: connect again");
        }
    }

    private static boolean isJson(String text) {
        try {
            RequestBody.parse(text);
            return true;
        } catch (MusterException malformed) {
            return false;
        }
    }

    /** Whether the client has sent {@code connection_init}. */
    boolean isBegun() {
        return begun;
    }

    @Override
    protected void onMessage(JsonObject message) {
        if (message != null && !MessageForm.isKept(message)) {
            session.close(BAD_MESSAGE, "The message was not understood");
            return;
        }
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
