package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Records of any shape that AWS's answers may lead to: what is nullable may be null, lists have any length. */
final class AnyRecord {

    private static final List<String> TEXTS =
            List.of("", "a", "A b", "ü", "\u2028", "\ud83d\ude00", "\"\\", "null", "0", "{}");

    private static final List<String> TREES =
            List.of("{}", "[]", "null", "1.50", "{\"b\":[1,null],\"a\":{\"d\":\"ü\",\"c\":true}}");

    private final Random random;

    AnyRecord(long seed) {
        random = new Random(seed);
    }

    <T extends Record> T of(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(this::value).toArray();
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        boolean nullable = !component.getType().isPrimitive() && component.getType() != List.class;
        return nullable && random.nextInt(4) == 0 ? null : value(component.getGenericType());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType list) {
            return IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> value(list.getActualTypeArguments()[0]))
                    .toList();
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        if (plain.isEnum()) {
            return one(List.of(plain.getEnumConstants()));
        }
        return switch (plain.getSimpleName()) {
            case "String" -> one(TEXTS);
            case "boolean", "Boolean" -> random.nextBoolean();
            case "int", "Integer" -> random.nextInt();
            case "long", "Long" -> random.nextLong();
            case "double", "Double" -> random.nextInt() / 64.0;
            case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case "JsonNode" -> Documents.tree(one(TREES));
            default -> throw new AssertionError("no value for " + type);
        };
    }

    private <V> V one(List<V> values) {
        return values.get(random.nextInt(values.size()));
    }
}
