package io.muster.rule;

import io.muster.inventory.Resource;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Takes parts out of resources, as documents may lack them: a list is then empty, anything else null. */
final class AbsentParts {

    private AbsentParts() {}

    /**
     * The resource without some parts. Primitive ones stay: a document that lacks them is read as false.
     *
     * @param absent asked of each place of a part, for example {@code i-1.blockDevices[0].deviceName}
     */
    @SuppressWarnings("unchecked") // a record is rebuilt as one of its own type
    static <T extends Record> Resource<T> without(Resource<T> resource, Predicate<String> absent) {
        T attributes = (T) rebuilt(resource.attributes(), resource.resourceId(), absent);
        return new Resource<>(
                resource.arn(),
                resource.kind(),
                resource.scope(),
                resource.resourceId(),
                resource.name(),
                resource.tags(),
                attributes);
    }

    private static Object rebuilt(Record whole, String place, Predicate<String> absent) {
        RecordComponent[] components = whole.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = part(components[i], read(components[i], whole), place + "." + components[i].getName(), absent);
        }
        return built(whole.getClass(), components, values);
    }

    private static Object part(RecordComponent component, Object value, String place, Predicate<String> absent) {
        if (component.getType().isPrimitive() || value == null) {
            return value;
        }
        if (absent.test(place)) {
            return value instanceof List<?> ? List.of() : null;
        }
        return value instanceof List<?> list ? entries(list, place, absent) : nested(value, place, absent);
    }

    private static Object nested(Object value, String place, Predicate<String> absent) {
        return value instanceof Record part ? rebuilt(part, place, absent) : value;
    }

    private static List<Object> entries(List<?> list, String place, Predicate<String> absent) {
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            entries.add(nested(list.get(i), place + "[" + i + "]", absent));
        }
        return entries;
    }

    private static Object read(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component + " cannot be read", e);
        }
    }

    private static Object built(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }
}
