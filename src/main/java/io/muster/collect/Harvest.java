package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsOperation;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What comes of a reading: everything, or the reason why not. */
final class Harvest {

    private static final StructuredLog LOG = StructuredLog.of(Harvest.class);

    /** How many single look-ups of one cell are under way at once; the account's budget is the real brake. */
    private static final int LOOKUPS_AT_ONCE = 8;

    private Harvest() {}

    /**
     * A reading that counts as a whole or not at all.
     *
     * @param operation what to blame for a failure that is not a call's
     */
    static <T extends Record> Uni<Collection<T>> whole(AwsOperation operation, Uni<List<Resource<T>>> reading) {
        return reading.<Collection<T>>map(resources -> new Collection.Complete<>(ordered(resources)))
                .onFailure()
                .recoverWithItem(thrown -> new Collection.Incomplete<>(List.of(), List.of(gap(operation, thrown))));
    }

    /** Looks something up for each item, a few at a time. An item for which null comes back is left out. */
    static <I, R> Uni<List<R>> each(List<I> items, Function<I, Uni<R>> lookup) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(lookup::apply)
                .merge(LOOKUPS_AT_ONCE)
                .collect()
                .asList();
    }

    static Gap gap(AwsOperation operation, Throwable thrown) {
        AwsFailure failure = AwsFailure.of(operation, thrown);
        if (failure.errorCode().equals(AwsFailure.INTERNAL)) {
            LOG.with("operation", operation.action()).error("An answer of AWS could not be handled", thrown);
        }
        return new Gap(failure.operation(), failure.errorCode(), failure.message());
    }

    /** Whether AWS says that it does not know the resource (any more). */
    static boolean refusedAs(Throwable thrown, String code) {
        return thrown instanceof AwsException refused && refused.hasCode(code);
    }

    private static <T extends Record> List<Resource<T>> ordered(List<Resource<T>> resources) {
        return resources.stream().sorted(Comparator.comparing(Resource::arn)).toList();
    }
}
