package io.muster.collect;

import io.muster.aws.AwsOperation;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of a {@link Lookup} for one item.
 *
 * @param facts   null where they are unknown
 * @param gone    whether the item has vanished since it was listed
 * @param missing the facts that the look-up, or one nested in it, could not read
 */
record Found<D>(@Nullable D facts, boolean gone, List<Missing> missing) {

    /** Facts of an item that could not be asked for. */
    record Missing(AwsOperation operation, Throwable reason, String item) {}

    static <D> Found<D> known(@Nullable D facts) {
        return new Found<>(facts, false, List.of());
    }

    static <D> Found<D> unknown(List<Missing> missing) {
        return new Found<>(null, false, missing);
    }

    static <D> Found<D> vanished() {
        return new Found<>(null, true, List.of());
    }

    /** The facts of all items that have not vanished. */
    static <D> Found<List<D>> together(List<Found<D>> parts) {
        List<D> facts = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        parts.stream().filter(part -> !part.gone()).forEach(part -> {
            facts.add(part.facts());
            missing.addAll(part.missing());
        });
        return new Found<>(facts, false, missing);
    }
}
