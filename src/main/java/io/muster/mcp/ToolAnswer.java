package io.muster.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import java.util.ArrayList;
import java.util.List;

/** Converts the answer to a tool's document into the tool's result. */
final class ToolAnswer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ToolAnswer() {}

    /**
     * The result. If a part is missing because of an error in Muster, the result says so.
     *
     * @throws MusterException where the request is refused, or nothing could be read
     */
    static ObjectNode of(Tool tool, JsonNode answer) {
        List<JsonNode> faults = new ArrayList<>();
        answer.path("errors").forEach(faults::add);
        JsonNode data = answer.path("data");
        boolean none = !data.isObject()
                || data.properties().stream().allMatch(field -> field.getValue().isNull());
        for (JsonNode fault : faults) {
            if (none || code(fault).httpStatus() < ErrorCode.INTERNAL.httpStatus()) {
                throw refusal(tool, fault);
            }
        }
        requireFound(data);
        ObjectNode shaped = AnswerShape.of(data);
        faults.forEach(fault -> shaped.withArray("incomplete").add(path(fault) + ": " + message(fault)));
        return result(shaped, false);
    }

    /** Refuses an answer whose single requested object does not exist. */
    private static void requireFound(JsonNode data) {
        boolean rule = data.has("rule") && data.get("rule").isNull();
        boolean resource =
                data.has("resources") && data.path("resources").path("nodes").isEmpty();
        if (rule || resource) {
            throw new MusterException(
                    ErrorCode.NOT_FOUND,
                    rule
                            ? "ruleId: there is no such rule"
                            : "id: no such resource is in the inventory of the accounts that you may see. It may exist where"
                                    + " listings are missing: the tool coverage tells");
        }
    }

    private static MusterException refusal(Tool tool, JsonNode fault) {
        List<Violation> violations = new ArrayList<>();
        fault.path("extensions")
                .path("violations")
                .forEach(violation -> violations.add(new Violation(
                        tool.argument(violation.path("field").asText()),
                        violation.path("message").asText())));
        String message = violations.isEmpty()
                ? renamed(tool, message(fault))
                : violations.get(0).field() + ": " + violations.get(0).message();
        return new MusterException(code(fault), message, violations);
    }

    /** A message that begins with the name of its field. */
    private static String renamed(Tool tool, String message) {
        String[] parts = message.split(": ", 2);
        return parts.length == 1 ? message : tool.argument(parts[0]) + ": " + parts[1];
    }

    private static String message(JsonNode fault) {
        return fault.path("message").asText();
    }

    private static ErrorCode code(JsonNode fault) {
        return ErrorCode.valueOf(fault.path("extensions").path("code").asText(ErrorCode.INTERNAL.name()));
    }

    private static String path(JsonNode fault) {
        List<String> steps = new ArrayList<>();
        fault.path("path").forEach(step -> steps.add(step.asText()));
        return String.join(".", steps);
    }

    /** A refusal that the agent can act upon: it is the tool's answer, not the protocol's. */
    static ObjectNode refused(MusterException refusal, String requestId) {
        ObjectNode error = JSON.objectNode();
        error.put("code", refusal.code().name()).put("message", refusal.getMessage());
        if (!refusal.violations().isEmpty()) {
            error.put("field", refusal.violations().get(0).field());
        }
        error.put("retryable", refusal.code().retryable());
        if (!requestId.isEmpty()) {
            error.put("requestId", requestId);
        }
        return result(JSON.objectNode().set("error", error), true);
    }

    /** As data, and as text for clients that know no other. */
    private static ObjectNode result(ObjectNode answer, boolean error) {
        ObjectNode result = JSON.objectNode();
        result.putArray("content").addObject().put("type", "text").put("text", answer.toString());
        result.set("structuredContent", answer);
        return result.put("isError", error);
    }
}
