package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * A collector of a kind whose resources come from one listing, each item on its own.
 *
 * @param <I> the SDK's type of an item
 */
abstract class ListingCollector<I, T extends Record> implements Collector<T> {

    private final Class<T> type;
    private final Listing<?, I> listing;

    ListingCollector(Class<T> type, Listing<?, I> listing) {
        this.type = type;
        this.listing = listing;
    }

    abstract Resource<T> resource(AwsScope aws, I item);

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(listing.operation());
    }

    @Override
    public boolean byId() {
        return listing.byId();
    }

    @Override
    public Uni<Collection<T>> collect(AwsScope aws) {
        return listing.read(aws, item -> resource(aws, item)).map(Reading::outcome);
    }
}
