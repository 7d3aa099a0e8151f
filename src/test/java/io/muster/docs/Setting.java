package io.muster.docs;

import io.muster.estate.traffic.Cidr;
import io.muster.rule.PortRange;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.annotation.Nullable;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One setting that a user can make.
 *
 * @param fallback what holds where it is not set; null where it must be set or may be left out, as {@code optional} says
 */
record Setting(String key, String type, @Nullable String fallback, boolean optional, String description) {

    private static final Map<Class<?>, String> TYPE_NAMES = Map.ofEntries(
            Map.entry(boolean.class, "true or false"),
            Map.entry(int.class, "whole number"),
            Map.entry(long.class, "whole number"),
            Map.entry(double.class, "number"),
            Map.entry(String.class, "text"),
            Map.entry(URI.class, "URL"),
            Map.entry(Path.class, "file"),
            Map.entry(Duration.class, "duration"),
            Map.entry(MemorySize.class, "size in bytes, or with K or M"),
            Map.entry(PortRange.class, "port or range of ports"),
            Map.entry(Cidr.class, "range of addresses"));

    /** The settings of a mapping under its prefix, as they stand in the source; groups and maps are followed. */
    static Stream<Setting> of(Class<?> mapping, String prefix, Javadocs docs) {
        return docs.methods(mapping).stream()
                .map(name -> method(mapping, name))
                .flatMap(method -> of(method, prefix, docs));
    }

    /** The environment variable; what users fill in is left as it is. */
    String variable() {
        return Stream.of(key.split("(?=<)|(?<=>)"))
                .map(part -> part.startsWith("<")
                        ? part
                        : part.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.joining());
    }

    private static Stream<Setting> of(Method method, String prefix, Javadocs docs) {
        String key = key(method, prefix);
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            String entry =
                    key + ".\"<" + method.getAnnotation(ConfigDocMapKey.class).value() + ">\"";
            Type value = map.getActualTypeArguments()[1];
            return value instanceof Class<?> mapping && mapping.isInterface()
                    ? of(mapping, entry, docs)
                    : Stream.of(new Setting(
                            entry, typeName(value), null, true, docs.of(method.getDeclaringClass(), method.getName())));
        }
        if (type instanceof Class<?> group
                && group.getEnclosingClass() == method.getDeclaringClass()
                && group.isInterface()) {
            return of(group, key, docs);
        }
        WithDefault fallback = method.getAnnotation(WithDefault.class);
        return Stream.of(new Setting(
                key,
                typeName(type) + bounds(method),
                fallback == null ? null : fallback.value(),
                method.getReturnType() == Optional.class,
                docs.of(method.getDeclaringClass(), method.getName())));
    }

    private static String key(Method method, String prefix) {
        return method.isAnnotationPresent(WithParentName.class)
                ? prefix
                : prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Method method(Class<?> mapping, String name) {
        try {
            return mapping.getMethod(name);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            String inner = typeName(generic.getActualTypeArguments()[0]);
            return Collection.class.isAssignableFrom(raw) ? "list of " + inner : inner;
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return Arrays.stream(choice.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
        }
        String name = TYPE_NAMES.get(type);
        if (name == null) {
            throw new IllegalStateException("How shall users call a " + type + "?");
        }
        return name;
    }

    private static String bounds(Method method) {
        List<String> bounds = new ArrayList<>();
        Min min = method.getAnnotation(Min.class);
        if (min != null) {
            bounds.add("at least " + min.value());
        }
        DecimalMin above = method.getAnnotation(DecimalMin.class);
        if (above != null) {
            bounds.add((above.inclusive() ? "at least " : "more than ") + above.value());
        }
        Max max = method.getAnnotation(Max.class);
        if (max != null) {
            bounds.add("at most " + max.value());
        }
        DecimalMax below = method.getAnnotation(DecimalMax.class);
        if (below != null) {
            bounds.add((below.inclusive() ? "at most " : "less than ") + below.value());
        }
        return bounds.isEmpty() ? "" : ", " + String.join(", ", bounds);
    }
}
