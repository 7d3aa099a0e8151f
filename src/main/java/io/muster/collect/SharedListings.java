package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The listings that one task has read in its scope. Some kinds take a fact from another kind's listing: the collector that needs
 * it first reads it, and the others wait for the result. Records are kept, and AWS's answers only where several kinds are made
 * from one answer.
 */
public final class SharedListings {

    private final Map<ResourceKind, Uni<? extends Collection<?>>> outcomes = new ConcurrentHashMap<>();

    private final Map<AwsOperation, Uni<? extends Reading<?>>> readings = new ConcurrentHashMap<>();

    private final ManagedResources.Known managed = new ManagedResources.Known();

    SharedListings() {}

    /** What the task has found out about the parameter for resources that AWS's services manage. */
    ManagedResources.Known managed() {
        return managed;
    }

    /** The result of a listing that several kinds are read from: it is read once for all of them. */
    @SuppressWarnings("unchecked") // all who share a listing read it alike
    <R> Uni<Reading<R>> read(AwsOperation operation, Supplier<Uni<Reading<R>>> reading) {
        return (Uni<Reading<R>>) readings.computeIfAbsent(
                operation, asked -> reading.get().memoize().indefinitely());
    }

    @SuppressWarnings("unchecked") // a kind has one collector, and the map is keyed by its kind
    <T extends Record> Uni<Collection<T>> collected(Collector<T> collector, AwsScope aws) {
        return (Uni<Collection<T>>) outcomes.computeIfAbsent(
                collector.kind(),
                // asked later: a collector that needs another one's outcome would change this map while it is computed
                kind -> Uni.createFrom()
                        .deferred(() -> collector.collect(aws))
                        .memoize()
                        .indefinitely());
    }

    /**
     * Releases the listings after the task's collectors have ended: a pool thread may keep a reference to the last task that it
     * ran until it runs another, and through it to all that the collectors hold.
     */
    public void forget() {
        outcomes.clear();
        readings.clear();
    }
}
