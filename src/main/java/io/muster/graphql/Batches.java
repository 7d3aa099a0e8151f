package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.inventory.Documents;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;

/**
 * Reads a field for all the entries of a page at once: one statement for each field and each different set of arguments.
 *
 * <p>SmallRye's own batching ({@code List<@Source>}) would not do for fields with arguments: it gives every key of a batch
 * the arguments of the first, so that two aliases of one field get the same answer.
 */
final class Batches {

    private Batches() {}

    /**
     * The value for one key, read together with those for the others.
     *
     * @param variant a further value that the reading depends on, beside the field and its arguments
     * @param read    reads any number of keys
     * @param absent  the value of a key that the reading does not bring
     */
    static <K, V> CompletableFuture<V> load(
            DataFetchingEnvironment environment,
            K key,
            Object variant,
            Function<Set<K>, Uni<Map<K, V>>> read,
            V absent) {
        DataLoader<K, V> loader = environment
                .getDataLoaderRegistry()
                .computeIfAbsent(
                        name(environment, variant, read),
                        name -> DataLoaderFactory.<K, V>newMappedDataLoader(
                                (Set<K> keys) -> read.apply(keys).subscribeAsCompletionStage()));
        return loader.load(key).thenApply(value -> value == null ? absent : value);
    }

    /**
     * Canonical, not a hash: two sets of arguments must never be taken for one. Types may have fields of one name that are read
     * otherwise: the class of the reading, of which each lambda expression has its own, tells them apart.
     */
    private static String name(DataFetchingEnvironment environment, Object variant, Function<?, ?> read) {
        return environment.getFieldDefinition().getName()
                + Documents.write(environment.getArguments())
                + PointInTime.of(environment).at()
                + variant
                + read.getClass().getName();
    }
}
