package io.muster.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;

/** Changes documents by JSON merge patches, RFC 7396: members that a patch names are replaced, or removed by null. */
@ApplicationScoped
class MergePatch {

    static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;

    MergePatch(ObjectMapper json) {
        this.json = json;
    }

    /** Fails where the patch is no object, or has a member that the type has not. */
    void check(@Nullable JsonNode patch, Class<?> type) {
        if (!(patch instanceof ObjectNode)) {
            throw MusterException.badField("body", "a JSON object with the members to change is expected");
        }
        read(patch, type);
    }

    <T> T apply(JsonNode patch, T document, Class<T> type) {
        return read(merged(json.valueToTree(document), patch), type);
    }

    private static JsonNode merged(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merged(merged.get(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    /** {@link Problems} tells what is wrong by the cause. */
    private <T> T read(JsonNode document, Class<T> type) {
        try {
            return json.treeToValue(document, type);
        } catch (JsonProcessingException unfit) {
            throw new BadRequestException(unfit);
        }
    }
}
