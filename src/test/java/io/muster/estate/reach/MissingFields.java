package io.muster.estate.reach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.IpAddress;
import io.muster.inventory.kind.Link;
import jakarta.annotation.Nullable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A resource as it would be if AWS left one field out, or said something that nobody knows: each component of its document in turn. A
 * list, or a text, that is never absent in a document stays: AWS tells an empty list by leaving it out. Names of other resources are not
 * replaced, for those of resources that nobody knows are ordinary ones.
 */
final class MissingFields {

    /** @param field the kind and the path of the component, and what became of it */
    record Change(String field, Resource<?> resource) {}

    static final String MISSING = " is missing";
    static final String UNHEARD_OF = " is unheard of";

    private static final Pattern REFERENCE =
            Pattern.compile("(.+(Id|Ids|Arn|Arns|Ips|Name|Addresses))|arn|id|description|region");

    private final Resource<?> resource;
    private final JsonNode document;
    private final List<Change> changes = new ArrayList<>();

    private MissingFields(Resource<?> resource) {
        this.resource = resource;
        document = Documents.tree(Documents.write(resource.attributes()));
    }

    static List<Change> of(Resource<?> resource) {
        MissingFields fields = new MissingFields(resource);
        fields.walk(
                (ObjectNode) fields.document,
                resource.attributes().getClass(),
                resource.kind().name());
        return fields.changes;
    }

    private void walk(ObjectNode node, Class<?> type, String path) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            JsonNode value = node.get(name);
            if (value != null && component.getType() != JsonNode.class) {
                if (mayBeMissing(component)) {
                    node.remove(name);
                    keep(path + "." + name + MISSING);
                }
                if (value.isTextual() && isOfItsOwn(component)) {
                    node.set(name, unheardOf());
                    keep(path + "." + name + UNHEARD_OF);
                }
                node.set(name, value);
                inside(value, component, path + "." + name);
            }
        }
    }

    private void inside(JsonNode value, RecordComponent component, String path) {
        if (value instanceof ObjectNode object) {
            walk(object, component.getType(), path);
        } else if (value instanceof ArrayNode array) {
            Class<?> element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof ObjectNode object) {
                    walk(object, element, path);
                } else if (isOfItsOwn(component)) {
                    JsonNode kept = array.get(i);
                    array.set(i, unheardOf());
                    keep(path + UNHEARD_OF);
                    array.set(i, kept);
                }
            }
        }
    }

    private static JsonNode unheardOf() {
        return TextNode.valueOf("unheard-of");
    }

    private static boolean mayBeMissing(RecordComponent component) {
        return component.getType().isPrimitive() || component.isAnnotationPresent(Nullable.class);
    }

    private static boolean isOfItsOwn(RecordComponent component) {
        boolean isText = component.getType() == String.class || component.getType() == List.class;
        boolean isReference = component.isAnnotationPresent(Link.class)
                || component.isAnnotationPresent(IpAddress.class)
                || REFERENCE.matcher(component.getName()).matches();
        return isText && (!isReference || component.getName().equals("target"));
    }

    private void keep(String field) {
        changes.add(new Change(
                field,
                new Resource<>(
                        resource.arn(),
                        resource.kind(),
                        resource.scope(),
                        resource.resourceId(),
                        resource.name(),
                        resource.tags(),
                        Documents.read(
                                Documents.write(document), resource.attributes().getClass()))));
    }
}
