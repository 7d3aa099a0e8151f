package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One entry of a plan's {@code resource_changes}.
 *
 * @param unknown holds true at the places of what is known after apply
 */
record PlanResource(
        String pointer,
        String address,
        String type,
        List<String> actions,
        JsonNode before,
        JsonNode after,
        JsonNode unknown,
        PlanReferences references) {

    static PlanResource of(JsonNode entry, String pointer, PlanReferences references) {
        JsonNode change = entry.path("change");
        if (!entry.path("address").isTextual() || !entry.path("type").isTextual()) {
            throw MusterException.badField(pointer, "must have the texts address and type");
        }
        if (!change.path("actions").isArray() || change.path("actions").isEmpty()) {
            throw MusterException.badField(pointer + "/change/actions", "must be a list of actions");
        }
        List<String> actions = new ArrayList<>();
        change.path("actions").forEach(action -> actions.add(action.asText()));
        return new PlanResource(
                pointer,
                entry.path("address").asText(),
                entry.path("type").asText(),
                actions,
                change.path("before"),
                change.path("after"),
                change.path("after_unknown"),
                references);
    }

    /** Whether something is made, changed or deleted. */
    boolean isChange() {
        return creates() || deletes() || actions.contains("update");
    }

    boolean creates() {
        return actions.contains("create");
    }

    boolean deletes() {
        return actions.contains("delete");
    }

    /** Whether it stays, with other attributes. */
    boolean updates() {
        return actions.equals(List.of("update"));
    }

    /** Whether the attribute, or a part of it, is known after apply. */
    boolean unknown(String attribute) {
        return holdsTrue(unknown.path(attribute));
    }

    static boolean holdsTrue(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        for (JsonNode part : node) {
            if (holdsTrue(part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the attribute would be another, or may be. */
    boolean differs(String attribute) {
        return unknown(attribute) || !plain(before, attribute).equals(plain(after, attribute));
    }

    /** Terraform has an absent attribute as null, as nothing, or as an empty text or list. */
    private static JsonNode plain(JsonNode state, String attribute) {
        JsonNode node = state.path(attribute);
        boolean empty = node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
        return empty ? MissingNode.getInstance() : node;
    }

    /** An attribute of a state; null where there is none. */
    @Nullable
    static String text(JsonNode state, String attribute) {
        JsonNode node = plain(state, attribute);
        return node.isMissingNode() || node.isContainerNode() ? null : node.asText();
    }

    @Nullable
    static Integer integer(JsonNode state, String attribute) {
        JsonNode node = state.path(attribute);
        return node.canConvertToInt() ? Integer.valueOf(node.intValue()) : null;
    }

    static List<String> texts(JsonNode state, String attribute) {
        List<String> texts = new ArrayList<>();
        state.path(attribute).forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** The first text that there is of the attributes. */
    @Nullable
    static String first(JsonNode state, List<String> attributes) {
        return attributes.stream()
                .map(attribute -> text(state, attribute))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The resource that an attribute of the planned state names: by its value, or as the one resource that the plan makes and the configuration refers
     * to. Null where that is not known.
     */
    @Nullable
    String named(String attribute, String type) {
        if (!unknown(attribute)) {
            return text(after, attribute);
        }
        List<String> made = references.made(address, attribute, type);
        return made.size() == 1 ? made.get(0) : null;
    }
}
