package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records of any kind, made from their components alone: for what is to hold of each kind alike. */
public final class Filled {

    private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");

    private Filled() {}

    /** A resource of the kind with every part, in the scope or account-wide as the kind is. */
    public static Resource<?> resource(ResourceKind kind, Scope scope) {
        return resource(kind, scope, KindModel.of(kind).type());
    }

    private static <T extends Record> Resource<T> resource(ResourceKind kind, Scope scope, Class<T> type) {
        Scope home = kind.global() ? scope.global() : scope;
        String id = kind.name().toLowerCase(Locale.ROOT);
        return new Resource<>(arn(home, kind, id), kind, home, id, "name", Map.of("Name", "name"), record(type));
    }

    /** The ARN of a resource; one of a form of its own where AWS alone knows it. */
    public static String arn(Scope scope, ResourceKind kind, String id) {
        try {
            return scope.arn(kind, id);
        } catch (IllegalStateException given) {
            return String.join(":", "arn:aws:given", scope.region(), scope.accountId(), kind.name(), id);
        }
    }

    /** Texts are their component's name, numbers 1, lists of one entry. */
    public static <T extends Record> T record(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), component.getName()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? List.of(value(of[0], name))
                    : Map.of(name, value(of[of.length - 1], name));
        }
        return value((Class<?>) type, name);
    }

    private static Object value(Class<?> type, String name) {
        if (type.isRecord()) {
            return record(type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "String" -> name;
            case "boolean", "Boolean" -> true;
            case "int", "Integer" -> 1;
            case "long", "Long" -> 1L;
            case "double", "Double" -> 1.5;
            case "Instant" -> TIME;
            case "JsonNode" -> Documents.tree("{\"b\":[1,null,\"ü\"],\"a\":{\"d\":true}}");
            default -> throw new AssertionError("no value for " + type + " " + name);
        };
    }
}
