package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Where a role leads on to, as its account's scans tell it to those who may assume the role. Statements of policies are not told.
 *
 * @param toAdministrator the steps to an administrator of its account; none where there is no such way, or the role is one
 * @param toHost          the steps to an instance on which it runs code for certain, where it leads to no administrator for certain
 * @param beyond          the roles of other accounts that it or others of its account may assume
 */
record OnwardWays(List<Escalation> toAdministrator, List<Escalation> toHost, List<Beyond> beyond) {

    static final OnwardWays NONE = new OnwardWays(List.of(), List.of(), List.of());

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * A role of another account.
     *
     * @param by    the ARN of the role that may assume it
     * @param seen  stands for what was known of it then
     * @param steps of which the last assumes it
     */
    record Beyond(String role, String by, Certainty certainty, String seen, List<Escalation> steps) {}

    /** As they are stored: what is empty is left out. */
    JsonNode json() {
        ObjectNode json = JSON.objectNode();
        put(json, "administrator", toAdministrator, OnwardWays::json);
        put(json, "host", toHost, OnwardWays::json);
        put(json, "beyond", beyond, OnwardWays::json);
        return json;
    }

    private static <T> void put(ObjectNode json, String name, List<T> all, Function<T, JsonNode> form) {
        if (!all.isEmpty()) {
            ArrayNode list = json.putArray(name);
            all.forEach(one -> list.add(form.apply(one)));
        }
    }

    private static JsonNode json(Beyond one) {
        ObjectNode json = JSON.objectNode()
                .put("role", one.role())
                .put("by", one.by())
                .put("certainty", one.certainty().name())
                .put("seen", one.seen());
        put(json, "steps", one.steps(), OnwardWays::json);
        return json;
    }

    private static JsonNode json(Escalation step) {
        ObjectNode json = JSON.objectNode()
                .put("name", step.name())
                .put("target", step.target())
                .put("administrator", step.administrator())
                .put("certainty", step.certainty().name())
                .put("next", step.next())
                .put("host", step.host());
        step.actions().forEach(json.putArray("actions")::add);
        return json;
    }

    /** @param json as {@link #json()} makes it; null for none */
    static OnwardWays of(@Nullable JsonNode json) {
        return json == null || json.isEmpty()
                ? NONE
                : new OnwardWays(
                        list(json, "administrator", OnwardWays::step),
                        list(json, "host", OnwardWays::step),
                        list(json, "beyond", OnwardWays::beyond));
    }

    private static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> read) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .map(read)
                .toList();
    }

    private static Beyond beyond(JsonNode json) {
        return new Beyond(
                json.path("role").asText(),
                json.path("by").asText(),
                Certainty.valueOf(json.path("certainty").asText()),
                json.path("seen").asText(),
                list(json, "steps", OnwardWays::step));
    }

    private static Escalation step(JsonNode json) {
        return new Escalation(
                json.path("name").asText(),
                list(json, "actions", JsonNode::asText),
                "",
                json.path("target").asText(),
                json.path("administrator").asBoolean(),
                Certainty.valueOf(json.path("certainty").asText()),
                json.path("next").asText(),
                json.path("host").textValue(),
                List.of());
    }
}
