package io.muster.graphql.endpoint;

import jakarta.annotation.Nullable;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Set;

/**
 * The form of graphql-transport-ws's messages from a client. A message without it would only be noticed by the failure of what reads it.
 *
 * @see <a href="https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md">GraphQL over WebSocket</a>
 */
final class MessageForm {

    private static final Set<String> TYPES = Set.of("connection_init", "ping", "pong", "subscribe", "complete");
    private static final Set<String> WITH_AN_ID = Set.of("subscribe", "complete");
    private static final Set<String> WITH_A_PAYLOAD = Set.of("subscribe");

    private MessageForm() {}

    /** Whether the message has a type that a client may send, and the members that messages of its type must have, each of its own type. */
    static boolean isKept(JsonObject message) {
        if (!(message.get("type") instanceof JsonString type) || !TYPES.contains(type.getString())) {
            return false;
        }
        boolean named = !WITH_AN_ID.contains(type.getString()) || message.get("id") instanceof JsonString;
        return named && payload(type.getString(), message.get("payload"));
    }

    private static boolean payload(String type, @Nullable JsonValue payload) {
        if (payload == null || payload.getValueType() == ValueType.NULL) {
            return !WITH_A_PAYLOAD.contains(type);
        }
        return payload.getValueType() == ValueType.OBJECT;
    }
}
