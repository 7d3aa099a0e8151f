package io.muster.graphql;

import io.muster.inventory.change.ChangeView;
import io.muster.inventory.change.Differences;
import io.muster.inventory.change.FieldChanges;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A change, or the version of a resource that a change made, with the fields that changed.
 *
 * @param fields the fields that changed; none where they are not selected
 */
record ChangeValue<T>(T made, FieldChanges fields) {

    /**
     * Adds the fields that changed.
     *
     * @param key  the change that made it
     * @param most how many fields are wanted; empty for no fields
     */
    static <T> Uni<List<ChangeValue<T>>> of(
            Collection<T> made, Function<T, ChangeView.Key> key, OptionalInt most, Differences differences) {
        Uni<Map<ChangeView.Key, FieldChanges>> fields = most.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : differences.of(made.stream().map(key).toList(), most.getAsInt());
        return fields.map(found -> made.stream()
                .map(one -> new ChangeValue<>(one, found.getOrDefault(key.apply(one), FieldChanges.NONE)))
                .toList());
    }

    /** The first fields that changed, as the API shows them. */
    List<FieldChangeType> first(int most) {
        return FieldChangeType.of(fields).stream().limit(most).toList();
    }
}
