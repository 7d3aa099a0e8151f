package io.muster.collect;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Listings that are asked for so many ids at a time. */
final class Batches {

    private Batches() {}

    /** The readings of all batches as one. Never fails. */
    static <I> Uni<Reading<I>> read(
            AwsScope aws, List<String> ids, int most, Function<List<String>, Listing<?, I>> listing) {
        return together(Multi.createFrom()
                .iterable(ids)
                .group()
                .intoLists()
                .of(most)
                .onItem()
                .transformToUniAndConcatenate(some -> listing.apply(some).<I>read(aws, item -> item)));
    }

    static <I> Uni<Reading<I>> together(Multi<Reading<I>> readings) {
        return readings.collect().asList().map(all -> {
            Harvest<I> harvest = new Harvest<>();
            all.forEach(harvest::takeOver);
            return harvest.reading();
        });
    }
}
