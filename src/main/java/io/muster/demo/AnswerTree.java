package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.AnswerProtocol;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Converts the SDK's objects to trees, from which the bodies of all protocols are written. Names come from the SDK's own response
 * types, so that the SDK can read every answer. In XML an array stands for an element that is repeated.
 *
 * @param protocol says how lists, maps and times are sent
 */
record AnswerTree(AnswerProtocol protocol) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Whether the member is not set: AWS omits lists for which the SDK has an empty one. */
    static boolean absent(Object value) {
        return value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    /** The members that go into the body. */
    ObjectNode object(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (field.location() == MarshallLocation.PAYLOAD && !absent(value)) {
                object.set(field.unmarshallLocationName(), value(field, value));
            }
        }
        return object;
    }

    JsonNode value(SdkField<?> field, Object value) {
        if (value instanceof SdkPojo pojo) {
            return object(pojo);
        } else if (value instanceof List<?> list) {
            return list(field.getRequiredTrait(ListTrait.class), list);
        } else if (value instanceof Map<?, ?> map) {
            return map(field.getRequiredTrait(MapTrait.class), map);
        }
        return scalar(field, value);
    }

    private JsonNode list(ListTrait trait, List<?> list) {
        ArrayNode items = JSON.arrayNode();
        list.forEach(item -> items.add(value(trait.memberFieldInfo(), item)));
        if (!protocol.xml() || trait.isFlattened()) {
            return items;
        }
        String usual = protocol == AnswerProtocol.EC2_QUERY ? "item" : "member";
        return JSON.objectNode().set(or(trait.memberLocationName(), usual), items);
    }

    private JsonNode map(MapTrait trait, Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        ArrayNode entries = JSON.arrayNode();
        map.forEach((key, value) -> {
            JsonNode entry = value(trait.valueFieldInfo(), value);
            object.set(key.toString(), entry);
            entries.addObject()
                    .put(or(trait.keyLocationName(), "key"), key.toString())
                    .set(or(trait.valueLocationName(), "value"), entry);
        });
        if (!protocol.xml()) {
            return object;
        }
        return trait.isFlattened() ? entries : JSON.objectNode().set("entry", entries);
    }

    private static String or(String name, String usual) {
        return name == null ? usual : name;
    }

    private JsonNode scalar(SdkField<?> field, Object value) {
        if (value instanceof Instant time) {
            String text = time(
                    field,
                    protocol.xml() ? TimestampFormatTrait.Format.ISO_8601 : TimestampFormatTrait.Format.UNIX_TIMESTAMP,
                    time);
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

    /**
     * A time as it is sent.
     *
     * @param usual the format of the protocol and the place, which the member may override
     */
    static String time(SdkField<?> field, TimestampFormatTrait.Format usual, Instant time) {
        TimestampFormatTrait.Format format = field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(usual);
        return switch (format) {
            case ISO_8601 -> time.toString();
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
            case UNIX_TIMESTAMP ->
                BigDecimal.valueOf(time.getEpochSecond())
                        .add(BigDecimal.valueOf(time.getNano(), 9))
                        .stripTrailingZeros()
                        .toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(time.toEpochMilli());
        };
    }
}
