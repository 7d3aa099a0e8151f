package io.muster.rule.own;

import io.muster.inventory.Property;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the resource of a rule's test: a mapping with the fields of its kind, as far as the test needs them. */
final class Sample {

    private Sample() {}

    static Map<String, Object> read(Yaml node, ResourceKind kind) {
        return record(node, KindTypes.of(kind).name());
    }

    private static Map<String, Object> record(Yaml node, String type) {
        Map<String, Property> properties = KindTypes.properties(type);
        Map<String, FollowedLink> links = KindTypes.links(type);
        boolean resource = KindTypes.kind(type).isPresent();
        Map<String, Object> values = new LinkedHashMap<>();
        properties.values().stream()
                .filter(property -> property.list() && !property.nullable())
                .forEach(list -> values.put(list.name(), List.of()));
        if (resource) {
            values.put("tags", Map.of());
            values.put(KindTypes.SIGNALS, List.of());
            links.values().stream().filter(FollowedLink::many).forEach(link -> values.put(link.name(), List.of()));
        }
        node.members().forEach((field, value) -> {
            if (properties.containsKey(field)) {
                put(values, field, value, property(value, properties.get(field)));
            } else if (links.containsKey(field)) {
                put(values, field, value, linked(value, links.get(field)));
            } else if (resource && field.equals(KindTypes.SIGNALS)) {
                put(values, field, value, signals(value));
            } else if (resource && KindTypes.COMMON.containsKey(field)) {
                put(values, field, value, field.equals("tags") ? tags(value) : value.text());
            } else {
                throw value.refused(type + " has no field " + Texts.quoted(field)
                        + Nearest.suggestion(field, fields(properties, links, resource)));
            }
        });
        return values;
    }

    private static void put(Map<String, Object> values, String field, Yaml node, Object value) {
        if (node.isNull()) {
            values.remove(field);
        } else {
            values.put(field, value);
        }
    }

    private static Set<String> fields(
            Map<String, Property> properties, Map<String, FollowedLink> links, boolean resource) {
        Set<String> fields = new TreeSet<>(properties.keySet());
        fields.addAll(links.keySet());
        if (resource) {
            fields.addAll(KindTypes.COMMON.keySet());
            fields.add(KindTypes.SIGNALS);
        }
        return fields;
    }

    private static List<?> signals(Yaml node) {
        return node.isNull()
                ? List.of()
                : node.entries().stream()
                        .map(entry -> record(entry, KindTypes.SIGNAL))
                        .toList();
    }

    private static Map<String, String> tags(Yaml node) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (!node.isNull()) {
            node.members().forEach((key, value) -> tags.put(key, value.text()));
        }
        return tags;
    }

    private static Object linked(Yaml node, FollowedLink link) {
        String type = KindTypes.of(link.to()).name();
        if (node.isNull()) {
            return List.of();
        }
        return link.many()
                ? node.entries().stream().map(entry -> record(entry, type)).toList()
                : record(node, type);
    }

    private static Object property(Yaml node, Property property) {
        if (node.isNull()) {
            return List.of();
        }
        if (!property.list()) {
            return element(node, property);
        }
        List<Object> entries = new ArrayList<>();
        node.entries().forEach(entry -> entries.add(element(entry, property)));
        return entries;
    }

    private static Object element(Yaml node, Property property) {
        Class<?> type = property.element();
        if (type.isRecord()) {
            return record(node, KindTypes.name(type));
        }
        if (property.json()) {
            return node.plain();
        }
        if (type.isEnum()) {
            return node.oneOf(Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList());
        }
        if (type == Boolean.class) {
            return node.truth();
        }
        if (type == Integer.class || type == Long.class) {
            return node.integer();
        }
        if (type == Double.class) {
            return node.number();
        }
        return type == Instant.class ? instant(node) : node.text();
    }

    static Instant instant(Yaml node) {
        try {
            return Instant.parse(node.text());
        } catch (DateTimeParseException notOne) {
            throw node.refused(Texts.quoted(node.text()) + " is not a time, for example 2026-11-26T08:00:00Z");
        }
    }
}
