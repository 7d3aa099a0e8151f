package io.muster.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.Described;
import io.muster.inventory.kind.Filterable;
import io.muster.inventory.kind.Flicker;
import io.muster.inventory.kind.IpAddress;
import io.muster.inventory.kind.Link;
import io.muster.inventory.kind.Unhashed;
import jakarta.annotation.Nullable;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One component of a kind's record, or of a record nested in it.
 *
 * @param name     as documents and GraphQL spell it
 * @param element  its type; where it is a list, the type of its entries; primitives boxed
 * @param nullable whether AWS may leave it out (a list: whether it may be unknown)
 * @param flicker  why its change does not count as a change of the resource; empty where it does
 * @param address  whether it holds IP addresses of the resource
 * @param link     the link that it makes; empty where it makes none
 * @param nested   the components of {@code element}, where that is a record
 */
public record Property(
        String name,
        String description,
        Class<?> element,
        boolean list,
        boolean nullable,
        Optional<Flicker> flicker,
        boolean address,
        Optional<Link> link,
        List<Filterable> filters,
        List<Property> nested,
        Method accessor) {

    /** The components of a record, in their order. */
    public static List<Property> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Property::of).toList();
    }

    private static Property of(RecordComponent component) {
        Class<?> element = element(component.getGenericType());
        boolean list = List.class.isAssignableFrom(component.getType());
        Described described = component.getAnnotation(Described.class);
        return new Property(
                name(component),
                described == null ? "" : described.value(),
                element,
                list,
                nullable(component),
                Optional.ofNullable(component.getAnnotation(Unhashed.class)).map(Unhashed::value),
                component.isAnnotationPresent(IpAddress.class),
                Optional.ofNullable(component.getAnnotation(Link.class)),
                List.of(component.getAnnotationsByType(Filterable.class)),
                element.isRecord() ? of(element) : List.of(),
                component.getAccessor());
    }

    /** Whether its change is a change of the resource. */
    public boolean hashed() {
        return flicker.isEmpty();
    }

    /** Whether a part of its values is left out of the hash. */
    boolean flickers() {
        return !hashed() || nested.stream().anyMatch(Property::flickers);
    }

    /** Whether its values are JSON of no fixed shape. */
    public boolean json() {
        return JsonNode.class.isAssignableFrom(element);
    }

    /** The value in a record that has this component. */
    @Nullable
    public Object read(Object owner) {
        try {
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + name + " of " + owner.getClass(), e);
        }
    }

    /** The values in a record that has this component: none, one, or a list's entries. */
    List<?> values(Object owner) {
        Object value = read(owner);
        if (value instanceof List<?> entries) {
            return entries;
        }
        return value == null ? List.of() : List.of(value);
    }

    /** Annotations that do not name record components as their target reach the accessor, but not the component. */
    static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static boolean nullable(RecordComponent component) {
        return component.isAnnotationPresent(Nullable.class)
                || component.getAccessor().isAnnotationPresent(Nullable.class);
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getActualTypeArguments()[0];
        }
        return boxed((Class<?>) type);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
