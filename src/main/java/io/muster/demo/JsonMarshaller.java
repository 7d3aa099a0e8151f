package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * Writes answers in the JSON protocols. Names come from the SDK's own response types, so that what is written is what the
 * SDK reads.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">JSON 1.1 protocol</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">REST JSON protocol</a>
 */
final class JsonMarshaller {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonMarshaller() {}

    static String answer(SdkPojo response) {
        Optional<SdkField<?>> payload = response.sdkFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class))
                .findFirst();
        if (payload.isEmpty()) {
            return object(response).toString();
        }
        Object value = payload.get().getValueOrDefault(response);
        return value == null ? "" : payload(payload.get(), value);
    }

    static String error(DemoError error) {
        return JSON.objectNode()
                .put("__type", error.code())
                .put("message", error.getMessage())
                .toString();
    }

    /** What of the answer goes into headers, by their names. */
    static Map<String, String> headers(SdkPojo response) {
        Map<String, String> headers = new TreeMap<>();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            if (field.location() == MarshallLocation.HEADER && !Wire.absent(value)) {
                headers.put(
                        field.locationName(),
                        value instanceof Instant time
                                ? Wire.time(field, TimestampFormatTrait.Format.RFC_822, time)
                                : value.toString());
            }
        }
        return headers;
    }

    private static String payload(SdkField<?> field, Object value) {
        JsonNode node = value(field, value);
        return node.isTextual() ? node.asText() : node.toString();
    }

    private static ObjectNode object(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (field.location() == MarshallLocation.PAYLOAD && !Wire.absent(value)) {
                object.set(field.unmarshallLocationName(), value(field, value));
            }
        }
        return object;
    }

    private static JsonNode value(SdkField<?> field, Object value) {
        if (value instanceof SdkPojo pojo) {
            return object(pojo);
        } else if (value instanceof List<?> list) {
            ArrayNode items = JSON.arrayNode();
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            list.forEach(item -> items.add(value(member, item)));
            return items;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode entries = JSON.objectNode();
            SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            map.forEach((key, entry) -> entries.set(key.toString(), value(member, entry)));
            return entries;
        }
        return scalar(field, value);
    }

    private static JsonNode scalar(SdkField<?> field, Object value) {
        if (value instanceof Instant time) {
            String text = Wire.time(field, TimestampFormatTrait.Format.UNIX_TIMESTAMP, time);
            return text.matches("[0-9.-]+") ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
        } else if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        } else if (value instanceof Number number) {
            return JSON.numberNode(new BigDecimal(number.toString()));
        } else if (value instanceof SdkBytes bytes) {
            return JSON.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        }
        return JSON.textNode(value.toString());
    }
}
