package io.muster.collect;

import com.fasterxml.jackson.databind.node.NullNode;
import io.muster.inventory.kind.CheckedAt;
import jakarta.annotation.Nullable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** The components of records, with those of the records in them, by their paths. */
final class Components {

    private Components() {}

    /** All that a type has. */
    static Set<String> of(Class<?> type) {
        Set<String> paths = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(CheckedAt.class)) {
                continue; // the scan's own time, and none of AWS's
            }
            paths.add(component.getName());
            nested(component.getGenericType())
                    .ifPresent(inner -> of(inner).forEach(path -> paths.add(component.getName() + "." + path)));
        }
        return paths;
    }

    /** Those that have a value: a list an item, a primitive flag {@code true}. */
    static Set<String> set(Record value) {
        return having(value, (component, found) -> true);
    }

    /** Those of primitive types that have another value than the usual one. */
    static Set<String> setPrimitives(Record value) {
        return having(value, (component, found) -> component.getType().isPrimitive());
    }

    /** Those that have a value and need not. */
    static Set<String> setThoughNullable(Record value) {
        return having(value, (component, found) -> nullable(component));
    }

    private static Set<String> having(Record value, BiPredicate<RecordComponent, Object> wanted) {
        Set<String> paths = new TreeSet<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object found = value(component, value);
            if (isSet(component, found) && wanted.test(component, found)) {
                paths.add(component.getName());
            }
            items(found)
                    .forEach(inner ->
                            having(inner, wanted).forEach(path -> paths.add(component.getName() + "." + path)));
        }
        return paths;
    }

    private static boolean nullable(RecordComponent component) {
        return component.isAnnotationPresent(Nullable.class)
                || component.getAccessor().isAnnotationPresent(Nullable.class);
    }

    private static Stream<Record> items(Object value) {
        Stream<?> all = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return all.filter(Record.class::isInstance).map(Record.class::cast);
    }

    private static boolean isSet(RecordComponent component, Object value) {
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return component.getType().isPrimitive()
                ? !Boolean.FALSE.equals(value)
                : value != null && !(value instanceof NullNode);
    }

    private static Optional<Class<?>> nested(Type type) {
        Type item = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        return Optional.of(item)
                .filter(Class.class::isInstance)
                .<Class<?>>map(found -> (Class<?>) found)
                .filter(Class::isRecord);
    }

    private static Object value(RecordComponent component, Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
