package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes resources share their equal parts: a hundred thousand instances have few different types, subnets, groups and sets of
 * tags, but each answer of AWS and each stored document brings copies of its own. The parts that were used last are kept in a
 * table of fixed size: a part that falls out of it may be in memory twice, which is no error. The table is released when the last
 * scan of a replica ends.
 */
public final class Shared {

    /**
     * Large enough that in a region of a hundred thousand instances most ids are still in the table when resources of other kinds
     * refer to them.
     */
    private static final int SLOTS = 1 << 19;

    /** Used without a lock: entries are immutable, and a lost one is added again. */
    @Nullable
    private static volatile Object[] table;

    private static final Map<Class<?>, Form> FORMS = new ConcurrentHashMap<>();

    private Shared() {}

    /** The same resource, its parts shared with others. Its ARN is its own. */
    @SuppressWarnings("unchecked") // a record is rebuilt as its own type
    public static <T extends Record> Resource<T> of(Resource<T> resource) {
        return new Resource<>(
                resource.givenArn(),
                resource.kind(),
                part(resource.scope()),
                part(resource.resourceId()),
                part(resource.name()),
                resource.tagsKnown() ? tags(resource.tags()) : resource.tags(),
                (T) rebuilt(resource.attributes()));
    }

    /** An equal value that others may have, too. */
    @SuppressWarnings("unchecked") // of the same class
    public static <V> V part(V value) {
        if (value == null) {
            return value;
        }
        int hash = value.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Object[] all = known();
        Object known = all[slot];
        if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
            return (V) known;
        }
        all[slot] = value;
        return value;
    }

    private static Object[] known() {
        Object[] known = table;
        if (known == null) {
            known = new Object[SLOTS];
            table = known;
        }
        return known;
    }

    /** Releases the table, which is not needed until the next scan. */
    public static void forget() {
        table = null;
    }

    private static Map<String, String> tags(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return Map.of();
        }
        return part(CompactTags.of(new TreeMap<>(tags), Shared::part));
    }

    private static Record rebuilt(Record value) {
        return FORMS.computeIfAbsent(value.getClass(), Form::of).rebuilt(value);
    }

    private static Object shared(Object value) {
        if (value instanceof String || value instanceof Instant) {
            return part(value);
        }
        if (value instanceof Record whole) {
            return part(rebuilt(whole));
        }
        return value instanceof List<?> list ? list(list) : value;
    }

    private static Object list(List<?> list) {
        if (list.stream().anyMatch(Objects::isNull)) {
            return list;
        }
        List<Object> shared = new ArrayList<>(list.size());
        list.forEach(one -> shared.add(shared(one)));
        return part(List.of(shared.toArray()));
    }

    /** How a record is taken apart and built. */
    private record Form(List<RecordComponent> components, Constructor<?> constructor) {

        static Form of(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
                return new Form(components, constructor);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has no canonical constructor", e);
            }
        }

        Record rebuilt(Record value) {
            try {
                Object[] values = new Object[components.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = shared(components.get(i).getAccessor().invoke(value));
                }
                return (Record) constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot rebuild " + value.getClass(), e);
            }
        }
    }
}
