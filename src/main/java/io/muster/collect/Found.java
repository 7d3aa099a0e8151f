package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.Jobs;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The outcome of a {@link Lookup} for one item.
 *
 * @param facts   null where they are unknown
 * @param gone    whether the item has vanished since it was listed
 * @param missing the facts that the look-up, or one nested in it, failed to read
 */
record Found<D>(@Nullable D facts, boolean gone, List<Missing> missing) {

    /** Facts of an item that could not be read. */
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

    /** The found facts, with further facts missing. */
    Found<D> lacking(List<Missing> more) {
        return more.isEmpty()
                ? this
                : new Found<>(
                        facts,
                        gone,
                        Stream.concat(more.stream(), missing.stream()).toList());
    }

    /** Whether facts are missing only because AWS has not finished preparing them. */
    boolean isUnfinished() {
        return !missing.isEmpty() && missing.stream().allMatch(fact -> fact.reason() instanceof Jobs.Unfinished);
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
