package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.muster.estate.change.Refused;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One entry of a plan's {@code resource_changes}.
 *
 * @param unknown holds true at the places of what is known after apply
 */
record PlanResource(
        String pointer,
        String address,
        String type,
        boolean data,
        List<String> actions,
        JsonNode before,
        JsonNode after,
        JsonNode unknown,
        PlanReferences references) {

    /** Attributes that exist only in Terraform, or that do not affect access. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "id",
            "arn",
            "description",
            "tags_all",
            "timeouts",
            "force_detach_policies",
            "revoke_rules_on_delete",
            "user_data_replace_on_change");

    static PlanResource of(JsonNode entry, String pointer, PlanReferences references) {
        JsonNode change = entry.path("change");
        if (!entry.path("address").isTextual() || !entry.path("type").isTextual()) {
            throw MusterException.badField(pointer, "must have the texts address and type");
        }
        return new PlanResource(
                pointer,
                entry.path("address").asText(),
                entry.path("type").asText(),
                "data".equals(entry.path("mode").asText()),
                actions(change.path("actions"), pointer + "/change/actions"),
                state(change.path("before"), pointer + "/change/before"),
                state(change.path("after"), pointer + "/change/after"),
                change.path("after_unknown"),
                references);
    }

    private static List<String> actions(JsonNode given, String pointer) {
        if (!given.isArray() || given.isEmpty()) {
            throw MusterException.badField(pointer, "must be a list of actions");
        }
        List<String> actions = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (!given.get(i).isTextual()) {
                throw MusterException.badField(pointer + "/" + i, "must be a text");
            }
            actions.add(given.get(i).textValue());
        }
        return List.copyOf(actions);
    }

    private static JsonNode state(JsonNode given, String pointer) {
        if (!given.isObject() && !given.isNull() && !given.isMissingNode()) {
            throw MusterException.badField(pointer, "must be a JSON object or null");
        }
        return given;
    }

    /** Whether something is made, changed or deleted: data that is read is not. */
    boolean isChange() {
        return !data && (creates() || deletes() || actions.contains("update"));
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
        return holdsTrue(unknown.isBoolean() ? unknown : unknown.path(attribute));
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

    /** Whether the attribute is known after apply because its author wrote it so, and not because AWS fills it in. */
    boolean undecided(String attribute) {
        return unknown(attribute) && (updates() || references.writes(address, attribute));
    }

    /** Whether the attribute would be another, or may be. */
    boolean differs(String attribute) {
        return unknown(attribute) || !plain(before, attribute).equals(plain(after, attribute));
    }

    /** The attributes of a resource that stays which would be others, but for those that are read. */
    Set<String> others(Set<String> read) {
        Set<String> others = new TreeSet<>();
        before.fieldNames().forEachRemaining(others::add);
        after.fieldNames().forEachRemaining(others::add);
        others.removeAll(read);
        others.removeAll(WITHOUT_EFFECT);
        others.removeIf(name -> unknown(name) ? !references.writes(address, name) : !differs(name));
        return others;
    }

    /** Terraform has an absent attribute as null, as nothing, or as an empty text or list. */
    private static JsonNode plain(JsonNode state, String attribute) {
        JsonNode node = state.path(attribute);
        boolean empty = node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
        return empty ? MissingNode.getInstance() : node;
    }

    /** The current value of an attribute that identifies the resource. */
    String old(String attribute) {
        String value = text(before, attribute);
        if (value == null) {
            throw new Refused("", "the plan does not tell its " + attribute + " today");
        }
        return value;
    }

    /** An attribute of a state; null where there is none. */
    @Nullable
    static String text(JsonNode state, String attribute) {
        JsonNode node = plain(state, attribute);
        return node.isMissingNode() || node.isContainerNode() ? null : node.asText();
    }

    /** A whole number, which some versions of the provider write as a text; null where there is none. */
    @Nullable
    static Integer integer(JsonNode state, String attribute) {
        JsonNode node = state.path(attribute);
        if (node.isTextual() && node.textValue().matches("-?\\d{1,9}")) {
            return Integer.valueOf(node.textValue());
        }
        return node.canConvertToInt() ? Integer.valueOf(node.intValue()) : null;
    }

    static List<String> texts(JsonNode state, String attribute) {
        List<String> texts = new ArrayList<>();
        state.path(attribute).forEach(one -> {
            if (one.isTextual()) {
                texts.add(one.textValue());
            }
        });
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
        return unknown(attribute) ? references.onlyMade(address, attribute, type) : text(after, attribute);
    }
}
