package io.muster.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.Nullable;

/** Writes the answer to a message over HTTP, once. */
record McpAnswer(HttpServerResponse http, ObjectMapper mapper) {

    static final String JSON = "application/json";

    void accepted() {
        http.setStatusCode(202).end();
    }

    void result(JsonNode id, ObjectNode result) {
        send(200, about(id).set("result", result));
    }

    /** @param id the message's; null where it could not be read */
    void refuse(@Nullable JsonNode id, RpcError refusal) {
        ObjectNode answer = about(id);
        ObjectNode error = answer.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
        if (refusal.about() != null) {
            error.set("data", mapper.valueToTree(refusal.about()));
        }
        send(refusal.httpStatus(), answer);
    }

    private static ObjectNode about(@Nullable JsonNode id) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        return id == null ? answer : answer.set("id", id);
    }

    private void send(int status, ObjectNode answer) {
        if (!http.ended() && !http.closed()) {
            http.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(answer.toString());
        }
    }
}
