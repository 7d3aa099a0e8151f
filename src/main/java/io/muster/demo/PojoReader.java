package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Builds objects of the SDK's types from trees, by the types' own metadata.
 *
 * @see SdkField
 */
final class PojoReader {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Function<SdkField<?>, String> names;
    private final UnaryOperator<String> documents;

    /** @param names how the trees name a member */
    PojoReader(Function<SdkField<?>, String> names) {
        this(names, document -> document);
    }

    /** @param documents how a document that is a text is sent */
    PojoReader(Function<SdkField<?>, String> names, UnaryOperator<String> documents) {
        this.names = names;
        this.documents = documents;
    }

    /**
     * The object of a tree.
     *
     * @param builder a new one of the object's type
     * @throws IllegalArgumentException for a name that the type does not have, and for a value that is not of its type
     */
    SdkPojo read(SdkPojo builder, JsonNode tree) {
        Set<String> known = new HashSet<>();
        for (SdkField<?> field : builder.sdkFields()) {
            String name = names.apply(field);
            known.add(name);
            JsonNode value = tree.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                field.set(builder, value(name, field, value));
            }
        }
        tree.fieldNames().forEachRemaining(name -> require(known.contains(name), "There is no member " + name));
        return (SdkPojo) ((Buildable) builder).build();
    }

    private Object value(String name, SdkField<?> field, JsonNode value) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> read(field.constructor().get(), value);
            case LIST -> list(name, field.getRequiredTrait(ListTrait.class), value);
            case MAP -> map(field.getRequiredTrait(MapTrait.class), value);
            case STRING -> value.isValueNode() ? value.asText() : documents.apply(value.toString());
            default -> scalar(name, field, value.asText());
        };
    }

    private static Object scalar(String name, SdkField<?> field, String text) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> flag(text);
                case INSTANT -> time(text);
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
                default -> throw new IllegalArgumentException("not supported");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("The value '" + text + "' is invalid for " + name, e);
        }
    }

    private static Boolean flag(String text) {
        require(text.equals("true") || text.equals("false"), "neither true nor false");
        return Boolean.valueOf(text);
    }

    /** A time in ISO 8601, or in seconds since 1970. */
    private static Instant time(String text) {
        if (text.contains("T")) {
            return Instant.parse(text);
        }
        BigDecimal seconds = new BigDecimal(text);
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).multiply(NANOS).longValue());
    }

    private List<Object> list(String name, ListTrait trait, JsonNode value) {
        List<Object> items = new ArrayList<>();
        items(trait, value).forEach(item -> items.add(value(name, trait.memberFieldInfo(), item)));
        return items;
    }

    /** The items of an array, of a single value, or of an object that numbers them, as the query protocols do. */
    private static List<JsonNode> items(ListTrait trait, JsonNode value) {
        List<JsonNode> items = new ArrayList<>();
        if (!value.isObject()) {
            (value.isArray() ? value : List.of(value)).forEach(items::add);
            return items;
        }
        JsonNode numbered = value.path(trait.memberFieldInfo().locationName());
        JsonNode all = numbered.isObject() ? numbered : value;
        all.properties().stream()
                .sorted(Comparator.comparingInt(item -> Integer.parseInt(item.getKey())))
                .forEach(item -> items.add(item.getValue()));
        return items;
    }

    private Map<String, Object> map(MapTrait trait, JsonNode value) {
        Map<String, Object> entries = new LinkedHashMap<>();
        value.properties()
                .forEach(entry ->
                        entries.put(entry.getKey(), value(entry.getKey(), trait.valueFieldInfo(), entry.getValue())));
        return entries;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
