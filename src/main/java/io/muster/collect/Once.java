package io.muster.collect;

import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The listings that one task has walked in its scope. Some kinds take a fact from another kind's listing: whichever is
 * collected first walks it, and the other waits for its outcome. Kept are records, not AWS's answers.
 */
public final class Once {

    private final Map<ResourceKind, Uni<? extends Collection<?>>> outcomes = new ConcurrentHashMap<>();

    Once() {}

    @SuppressWarnings("unchecked") // a kind has one collector, and the map is keyed by its kind
    <T extends Record> Uni<Collection<T>> collected(Collector<T> collector, AwsScope aws) {
        return (Uni<Collection<T>>) outcomes.computeIfAbsent(
                collector.kind(), kind -> collector.collect(aws).memoize().indefinitely());
    }
}
