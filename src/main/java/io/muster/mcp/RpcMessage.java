package io.muster.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Nullable;

/**
 * A message of a client: a request, or a notification, which has no id and gets no answer.
 *
 * @param id     a text or an integer; null of a notification
 * @param params missing where the message has none
 */
record RpcMessage(@Nullable JsonNode id, String method, JsonNode params) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws RpcError where the body is no such message */
    static RpcMessage read(String body) {
        JsonNode message = parse(body);
        if (message.isArray()) {
            throw invalid("Batches of messages are not taken: send one at a time");
        }
        JsonNode id = message.get("id");
        if (!(message instanceof ObjectNode)
                || !message.path("jsonrpc").asText().equals("2.0")) {
            throw invalid("The body is no JSON-RPC 2.0 message");
        }
        if (id != null && !id.isTextual() && !id.isIntegralNumber()) {
            throw invalid("id: must be a text or an integer");
        }
        if (!message.path("method").isTextual()) {
            throw invalid("method: must be a text; answers are not taken, since this server asks for nothing");
        }
        JsonNode params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw invalid("params: must be an object");
        }
        return new RpcMessage(id, message.get("method").asText(), params);
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode message = JSON.readTree(body);
            return message == null ? MissingNode.getInstance() : message;
        } catch (JsonProcessingException malformed) {
            throw new RpcError(400, RpcError.PARSE_ERROR, "The body is not valid JSON, or has a member twice");
        }
    }

    private static RpcError invalid(String message) {
        return new RpcError(400, RpcError.INVALID_REQUEST, message);
    }

    boolean isNotification() {
        return id == null;
    }

    /** The version that the message itself names, as messages of the revision without sessions do; empty without one. */
    String version() {
        return meta("protocolVersion").asText();
    }

    boolean tellsCapabilities() {
        return meta("clientCapabilities").isObject();
    }

    private JsonNode meta(String name) {
        return params.path("_meta").path("io.modelcontextprotocol/" + name);
    }
}
