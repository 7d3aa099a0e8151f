package io.muster.inventory;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of which a test names what matters to it. What it does not name is absent: a list is empty, a primitive false or
 * zero, anything else null. A kind that gains a component does not touch such a test.
 */
public final class Parts {

    private Parts() {}

    /**
     * A record of the type.
     *
     * @param namesAndValues the names of components, each with its value behind it
     */
    public static <T extends Record> T of(Class<T> type, Object... namesAndValues) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> given.containsKey(component.getName())
                        ? given.remove(component.getName())
                        : absent(component.getType()))
                .toArray();
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no component " + given.keySet());
        }
        return made(type, components, values);
    }

    private static Object absent(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == List.class ? List.of() : null;
    }

    private static <T extends Record> T made(Class<T> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }
}
