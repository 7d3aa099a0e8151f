package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.IdentifiedBy;
import io.muster.inventory.kind.ResourceKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The known structure of the objects at one place of a document.
 *
 * @param parts    the shapes of its members, or of their entries, by name; missing ones are unknown
 * @param noise    the members whose change is no change
 * @param identity the members that tell it from others of the same list; empty where there are none
 */
record Shape(Map<String, Shape> parts, Set<String> noise, List<String> identity) {

    static final Shape UNKNOWN = new Shape(Map.of(), Set.of(), List.of());

    private static final Map<ResourceKind, Shape> OF_KINDS = new ConcurrentHashMap<>();

    Shape {
        parts = Map.copyOf(parts);
        noise = Set.copyOf(noise);
        identity = List.copyOf(identity);
    }

    /** The shape of a kind's documents; unknown for a kind that has no record. */
    static Shape of(ResourceKind kind) {
        return OF_KINDS.computeIfAbsent(
                kind,
                any -> KindModel.find(any)
                        .map(model -> of(model.properties(), List.of()))
                        .orElse(UNKNOWN));
    }

    private static Shape of(List<Property> properties, List<String> identity) {
        Map<String, Shape> parts = new HashMap<>();
        Set<String> noise = new HashSet<>();
        for (Property property : properties) {
            if (!property.hashed()) {
                noise.add(property.name());
            } else if (!property.nested().isEmpty()) {
                parts.put(property.name(), of(property.nested(), identity(property.element())));
            }
        }
        return new Shape(parts, noise, identity);
    }

    private static List<String> identity(Class<?> type) {
        IdentifiedBy declared = type.getAnnotation(IdentifiedBy.class);
        return declared == null ? List.of() : List.of(declared.value());
    }

    Shape part(String name) {
        return parts.getOrDefault(name, UNKNOWN);
    }

    /** The document, or each entry of a list, without the members that count as noise. */
    JsonNode quiet(JsonNode value) {
        if (!isNoisy()) {
            return value;
        }
        if (value instanceof ArrayNode entries) {
            ArrayNode quiet = entries.arrayNode(entries.size());
            entries.forEach(entry -> quiet.add(quiet(entry)));
            return quiet;
        }
        return value instanceof ObjectNode object ? quiet(object) : value;
    }

    private JsonNode quiet(ObjectNode object) {
        ObjectNode quiet = object.objectNode();
        object.properties().stream()
                .filter(member -> !noise.contains(member.getKey()))
                .forEach(member ->
                        quiet.set(member.getKey(), part(member.getKey()).quiet(member.getValue())));
        return quiet;
    }

    private boolean isNoisy() {
        return !noise.isEmpty() || parts.values().stream().anyMatch(Shape::isNoisy);
    }

    /** Whether the value has all that tells it from others. */
    boolean identifies(JsonNode entry) {
        return !identity.isEmpty()
                && identity.stream()
                        .allMatch(name -> entry.path(name).isValueNode()
                                && !entry.path(name).isNull());
    }
}
