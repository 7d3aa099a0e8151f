package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A collector of a kind whose resources come from one listing, with a look-up for each. The listing counts by itself: a
 * look-up that fails leaves its facts unknown, with a gap, and costs no more. An item that has vanished since it was
 * listed is left out without one.
 *
 * @param <I> the SDK's type of an item
 * @param <D> the facts that the look-up adds
 */
abstract class DetailCollector<I, D, T extends Record> implements Collector<T> {

    /** How many look-ups of one cell are under way at once; the account's budget is the real brake. */
    static final int LOOKUPS_AT_ONCE = 8;

    private final Class<T> type;
    private final Listing<?, I> listing;
    private final Lookup<I, D> lookup;

    DetailCollector(Class<T> type, Listing<?, I> listing, Lookup<I, D> lookup) {
        this.type = type;
        this.listing = listing;
        this.lookup = lookup;
    }

    /** @param facts null where they are unknown */
    abstract Resource<T> resource(AwsScope aws, I item, @Nullable D facts);

    /** Whether the item is the account's at all. */
    boolean counts(AwsScope aws, I item) {
        return true;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(listing.operation(), lookup.operation());
    }

    @Override
    public Uni<Collection<T>> collect(AwsScope aws) {
        return listing.read(aws, this::identified).chain(listed -> withFacts(aws, listed));
    }

    private I identified(I item) {
        UnreadableItem.require("the id", lookup.id().apply(item));
        return item;
    }

    private Uni<Collection<T>> withFacts(AwsScope aws, Reading<I> listed) {
        Harvest<Resource<T>> harvest = new Harvest<>();
        harvest.leaveOpen(listed);
        return Multi.createFrom()
                .iterable(listed.items())
                .filter(item -> counts(aws, item))
                .onItem()
                .transformToUni(item -> lookUp(aws, item))
                .merge(LOOKUPS_AT_ONCE)
                .invoke(found -> found.accept(harvest))
                .onItem()
                .ignoreAsUni()
                .map(done -> Reading.outcome(harvest.reading()));
    }

    /** What the look-up means for the harvest, which takes one result after the other. */
    private Uni<Consumer<Harvest<Resource<T>>>> lookUp(AwsScope aws, I item) {
        String id = lookup.id().apply(item);
        return lookup.ask()
                .apply(aws, item)
                .<Consumer<Harvest<Resource<T>>>>map(
                        facts -> harvest -> harvest.add(listing.operation(), id, () -> resource(aws, item, facts)))
                .onFailure()
                .recoverWithItem(thrown -> harvest -> {
                    if (!lookup.vanished(thrown)) {
                        harvest.withoutFact(lookup.operation(), thrown, id);
                        harvest.add(listing.operation(), id, () -> resource(aws, item, null));
                    }
                });
    }
}
