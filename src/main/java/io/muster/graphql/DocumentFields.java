package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.ResourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that come out of a resource's document. */
final class DocumentFields {

    /** The names of all fields, of any kind, for which the document must be read. */
    private static final Set<String> NAMES = Stream.concat(
                    Stream.of("attributes"),
                    KindModel.all().stream()
                            .flatMap(kind -> kind.properties().stream())
                            .map(Property::name))
            .collect(Collectors.toUnmodifiableSet());

    private DocumentFields() {}

    /**
     * Whether a field is selected that needs the document.
     *
     * @param paths where in the selection resources are, for example {@code nodes/}; empty for right here
     */
    static boolean selected(DataFetchingFieldSelectionSet selection, String... paths) {
        for (String path : paths) {
            if (selection.getFields(path + "*").stream()
                    .map(SelectedField::getName)
                    .anyMatch(NAMES::contains)) {
                return true;
            }
        }
        return false;
    }

    /** A component of a resource's record. */
    static Function<ResourceRow, Object> ofResource(Property property) {
        return row -> value(property, row.attributes());
    }

    /** A component of a record inside a document. */
    static Function<JsonNode, Object> ofNested(Property property) {
        return owner -> value(property, owner);
    }

    private static Object value(Property property, JsonNode owner) {
        JsonNode value = owner.path(property.name());
        if (property.list() && (!property.nullable() || value.isArray())) {
            List<Object> entries = new ArrayList<>();
            value.forEach(entry -> entries.add(single(property, entry)));
            return entries;
        }
        return value.isNull() || value.isMissingNode() ? null : single(property, value);
    }

    /** Documents of an earlier shape may differ in a value's type: one that cannot be read as today's type is null. */
    private static Object single(Property property, JsonNode value) {
        Class<?> type = property.element();
        if (type.isRecord() || property.json()) {
            return value;
        }
        if (type == Boolean.class) {
            return value.isBoolean() ? value.asBoolean() : null;
        }
        if (type == Double.class) {
            return value.isNumber() ? value.asDouble() : null;
        }
        if (Number.class.isAssignableFrom(type)) {
            return value.canConvertToInt() ? value.asInt() : null;
        }
        return value.asText();
    }
}
