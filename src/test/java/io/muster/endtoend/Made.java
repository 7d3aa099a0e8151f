package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.Documents;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resource as it was made, or as the service shows it.
 *
 * @param attributes every attribute of its kind
 */
record Made(String arn, String resourceId, String name, Map<String, String> tags, String attributes) {

    /** The kinds of which the estate has resources; the others are made by their samples alone. */
    static List<ResourceKind> kinds() {
        return List.of(
                ResourceKind.INSTANCE,
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.SECURITY_GROUP,
                ResourceKind.VPC,
                ResourceKind.SUBNET,
                ResourceKind.ROUTE_TABLE,
                ResourceKind.NETWORK_ACL,
                ResourceKind.INTERNET_GATEWAY,
                ResourceKind.PREFIX_LIST,
                ResourceKind.VOLUME,
                ResourceKind.SNAPSHOT,
                ResourceKind.IMAGE,
                ResourceKind.KEY_PAIR,
                ResourceKind.FLOW_LOG,
                ResourceKind.INSTANCE_PROFILE,
                ResourceKind.ROLE,
                ResourceKind.REGION_SETTINGS);
    }

    Made(String arn, String resourceId, String name, Map<String, String> tags, Record attributes) {
        this(arn, resourceId, name, tags, pretty(Documents.tree(Documents.write(attributes))));
    }

    /** What is named by its Name tag, and has no other. */
    static Made named(String arn, String name, Record attributes) {
        return new Made(arn, idOf(arn), name, Map.of("Name", name), attributes);
    }

    static Made untagged(String arn, String name, Record attributes) {
        return new Made(arn, idOf(arn), name, Map.of(), attributes);
    }

    static Made shown(JsonNode resource) {
        Map<String, String> tags = new TreeMap<>();
        resource.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return new Made(
                resource.path("id").asText(),
                resource.path("resourceId").asText(),
                resource.path("name").textValue(),
                tags,
                pretty(asAwsTells(resource.path("attributes"))));
    }

    /** Without the times of the scan's own questions. */
    private static JsonNode asAwsTells(JsonNode attributes) {
        if (attributes instanceof ObjectNode document) {
            List<String> names = new ArrayList<>();
            document.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> name.endsWith("CheckedAt")).forEach(document::remove);
        }
        return attributes;
    }

    private static String idOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** A text whose difference from another one can be read. */
    private static String pretty(JsonNode document) {
        return Documents.tree(Documents.write(document)).toPrettyString();
    }
}
