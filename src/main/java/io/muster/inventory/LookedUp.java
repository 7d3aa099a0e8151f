package io.muster.inventory;

import io.muster.inventory.kind.CheckedAt;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The components of a kind's record that take a call for each resource, and the component with their age.
 *
 * @see CheckedAt
 */
public final class LookedUp<T extends Record> {

    private static final Map<Class<?>, Optional<? extends LookedUp<?>>> KNOWN = new ConcurrentHashMap<>();

    private final Class<T> type;
    private final List<RecordComponent> components;
    private final Constructor<T> constructor;
    private final RecordComponent age;
    private final Set<String> facts;
    private final boolean tags;
    private final int intervals;

    private LookedUp(Class<T> type, RecordComponent age) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        this.constructor = constructor(type);
        this.age = age;
        this.facts = Set.of(age.getAnnotation(CheckedAt.class).value());
        this.tags = age.getAnnotation(CheckedAt.class).tags();
        this.intervals = age.getAnnotation(CheckedAt.class).intervals();
    }

    /** Empty for a kind without such look-ups, or whose look-ups are all made on each scan. */
    @SuppressWarnings("unchecked") // kept by its type
    public static <T extends Record> Optional<LookedUp<T>> of(Class<T> type) {
        return (Optional<LookedUp<T>>) KNOWN.computeIfAbsent(type, asked -> read(type));
    }

    private static <T extends Record> Optional<LookedUp<T>> read(Class<T> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(CheckedAt.class))
                .findFirst()
                .map(age -> new LookedUp<>(type, age));
    }

    private static <T> Constructor<T> constructor(Class<T> type) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    Class<T> type() {
        return type;
    }

    ResourceKind kind() {
        return type.getAnnotation(Kind.class).value();
    }

    /** The member of the document that has the age. */
    String age() {
        return Property.name(age);
    }

    /** The members of the document that hold the facts, and their age. */
    List<String> members() {
        return Stream.concat(
                        Stream.of(age()),
                        components.stream()
                                .filter(component -> facts.contains(component.getName()))
                                .map(Property::name))
                .toList();
    }

    boolean tags() {
        return tags;
    }

    /** The greatest age of the facts, as a multiple of the usual interval. */
    public int intervals() {
        return intervals;
    }

    /** When AWS was asked last for the facts; null where that is not known. */
    @Nullable
    public Instant checkedAt(T attributes) {
        return (Instant) value(age, attributes);
    }

    /** These attributes, with the age and any null facts taken from the stored ones. */
    public T recalled(T attributes, T stored) {
        return made(
                attributes,
                (component, value) ->
                        isAge(component) || (value == null && isFact(component)) ? value(component, stored) : value);
    }

    /** These attributes with the age. */
    public T checked(T attributes, @Nullable Instant at) {
        return made(attributes, (component, value) -> isAge(component) ? at : value);
    }

    private boolean isAge(RecordComponent component) {
        return component.getName().equals(age.getName());
    }

    private boolean isFact(RecordComponent component) {
        return facts.contains(component.getName());
    }

    private T made(T attributes, BiFunction<RecordComponent, Object, Object> change) {
        List<Object> values = new ArrayList<>();
        components.forEach(component -> values.add(change.apply(component, value(component, attributes))));
        try {
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make " + type, e);
        }
    }

    private static @Nullable Object value(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
