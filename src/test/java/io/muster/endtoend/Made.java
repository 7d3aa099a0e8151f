package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Documents;
import io.muster.inventory.KindModel;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A resource as it was made, or as the service shows it.
 *
 * @param attributes every attribute of its kind
 */
record Made(String arn, String resourceId, String name, Map<String, String> tags, String attributes) {

    /** Made and read by their collectors' tests alone. */
    private static final Set<ResourceKind> ELSEWHERE = Set.of(
            ResourceKind.NAT_GATEWAY, ResourceKind.KMS_KEY, ResourceKind.LOAD_BALANCER, ResourceKind.TARGET_GROUP);

    /** The kinds of which the estate has resources. */
    static List<ResourceKind> kinds() {
        return KindModel.all().stream()
                .map(KindModel::kind)
                .filter(kind -> !ELSEWHERE.contains(kind))
                .toList();
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
                pretty(resource.path("attributes")));
    }

    private static String idOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** A text whose difference from another one can be read. */
    private static String pretty(JsonNode document) {
        return Documents.tree(Documents.write(document)).toPrettyString();
    }
}
