package io.muster.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Objects of the SDK's types with anything in them.
 *
 * @param whole  whether every member is set, and no list is empty: a request cannot say more than that nothing is set
 */
record RandomPojo(Random random, boolean whole) {

    private static final int DEEPEST = 7;
    private static final List<String> TEXTS = List.of(
            "a", "b c", "<&>\"'", "ü€\uD83D\uDE00", "x]]>y", "{\"k\":[1]}", "50%+/=", "line\nend", "-1", "true");

    SdkPojo of(SdkPojo builder) {
        return of(builder, 0, field -> field.location() != MarshallLocation.STATUS_CODE);
    }

    private SdkPojo of(SdkPojo builder, int depth, Predicate<SdkField<?>> members) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (members.test(field) && (whole || random.nextInt(4) > 0)) {
                Object value = value(field, depth);
                if (value != null) {
                    field.set(builder, value);
                }
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    /** Null where it would be nested too deeply. */
    private Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> field.location() == MarshallLocation.PAYLOAD ? text() : "word";
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case SHORT -> (short) random.nextInt();
            case BYTE -> (byte) random.nextInt();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextInt(), 3);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochMilli(1_000L * random.nextInt(2_000_000_000) + random.nextInt(1000));
            case SDK_BYTES -> SdkBytes.fromUtf8String(text());
            case SDK_POJO -> depth == DEEPEST ? null : of(field.constructor().get(), depth + 1, any -> true);
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), depth);
            case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth);
            default -> null;
        };
    }

    private List<Object> list(SdkField<?> item, int depth) {
        List<Object> items = new ArrayList<>();
        for (int left = count(depth); left > 0; left--) {
            Object value = value(item, depth + 1);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    private Map<String, Object> map(SdkField<?> item, int depth) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int left = count(depth); left > 0; left--) {
            Object value = value(item, depth + 1);
            if (value != null) {
                entries.put(text(), value);
            }
        }
        return entries;
    }

    /** Few where it is deep already. */
    private int count(int depth) {
        return depth > 3 ? 1 : random.nextInt(3) + (whole ? 1 : 0);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
