package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.change.ChangeView;
import io.muster.inventory.change.Differences;
import io.muster.inventory.change.FieldChanges;
import io.muster.inventory.change.FieldChanges.Bounded;
import io.muster.inventory.query.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Something that a change made: the change itself, or a version of a resource.
 *
 * @param fields what changed; none where that is not selected
 */
record ChangeValue<T>(T made, FieldChanges fields) {

    /**
     * Adds what changed.
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

    /** The fields that every such value has, see {@link FieldSelection#DEFINITION}. */
    static void wire(GraphQLCodeRegistry.Builder code, String type) {
        Fields<ChangeValue<?>> value = new Fields<>(code, type);
        value.field("fieldCount", change -> change.fields.count());
        value.fetched("fields", (DataFetcher<List<Bounded>>) environment -> {
            ChangeValue<?> change = environment.getSource();
            int first = PageRequest.of(environment.getArgument("first"), null).first();
            return change.fields.first().stream().limit(first).toList();
        });
    }
}
