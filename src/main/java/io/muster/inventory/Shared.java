package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
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
 * tags, but each answer of AWS and each stored document brings copies of its own. The parts that were used last are kept in
 * tables of fixed size: a part that falls out of them may be in memory twice, which is no error. The tables are released when no
 * task of a replica reads from AWS any more.
 */
public final class Shared {

    /**
     * Resources of other kinds refer to an id: in a region of a hundred thousand instances most ids are still in the table when
     * those are listed, because no other parts take their places.
     */
    private static final RecentValues IDS = new RecentValues(1 << 20);

    private static final RecentValues OTHERS = new RecentValues(1 << 18);

    /** For parts that take much memory each, of which few are the same but the policies of an account's roles. */
    private static final RecentValues LARGE = new RecentValues(1 << 10);

    private static final List<RecentValues> ALL = List.of(IDS, OTHERS, LARGE);

    private static final int LONGEST_ID = 32;
    private static final int LONGEST_PREFIX = 10;
    private static final int LARGE_TEXT = 256;

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
    public static <V> V part(V value) {
        if (value == null) {
            return value;
        }
        return (value instanceof String text ? table(text) : OTHERS).same(value);
    }

    private static RecentValues table(String text) {
        if (text.length() > LARGE_TEXT) {
            return LARGE;
        }
        return isLikeAnId(text) ? IDS : OTHERS;
    }

    /** As {@code i-0123456789abcdef0} is; a text that only looks like it does no harm. */
    private static boolean isLikeAnId(String text) {
        int prefix = text.indexOf('-');
        return prefix > 0 && prefix <= LONGEST_PREFIX && text.length() <= LONGEST_ID;
    }

    /** Releases the tables, which are not needed until the next task reads. */
    public static void forget() {
        ALL.forEach(RecentValues::forget);
    }

    /** Releases the tables that hold much, so that the parts of tasks that have ended do not stay while others read. */
    public static void forgetMany() {
        ALL.forEach(RecentValues::forgetMany);
    }

    private static Map<String, String> tags(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return Map.of();
        }
        return part(CompactTags.of(new TreeMap<>(tags), Shared::part));
    }

    private static Record rebuilt(Record value) {
        return form(value).rebuilt(value);
    }

    private static Form form(Record value) {
        return FORMS.computeIfAbsent(value.getClass(), Form::of);
    }

    private static Object shared(Object value) {
        if (value instanceof String || value instanceof Instant) {
            return part(value);
        }
        if (value instanceof Record whole) {
            return (isLarge(whole) ? LARGE : OTHERS).same(rebuilt(whole));
        }
        return value instanceof List<?> list ? list(list) : value;
    }

    private static Object list(List<?> list) {
        if (list.stream().anyMatch(Objects::isNull)) {
            return list;
        }
        List<Object> shared = new ArrayList<>(list.size());
        list.forEach(one -> shared.add(shared(one)));
        return (list.stream().anyMatch(Shared::isLarge) ? LARGE : OTHERS).same(List.of(shared.toArray()));
    }

    private static boolean isLarge(Object value) {
        return value instanceof String text
                ? text.length() > LARGE_TEXT
                : value instanceof Record whole && form(whole).hasDocument();
    }

    /** How a record is taken apart and built. */
    private record Form(List<RecordComponent> components, Constructor<?> constructor) {

        boolean hasDocument() {
            return components.stream().anyMatch(component -> component.getType() == JsonNode.class);
        }

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
