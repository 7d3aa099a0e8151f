package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A collector of a kind whose resources come from one listing, with look-ups for each. The listing counts by itself: a
 * look-up that fails leaves its facts unknown, with a gap, and costs no more. An item that has vanished since it was
 * listed is left out without one.
 *
 * @param <I> the SDK's type of an item
 */
abstract class DetailCollector<I, T extends Record> implements Collector<T> {

    /** How many items of one cell are looked up at once; the account's budget is the real brake. */
    static final int LOOKUPS_AT_ONCE = 8;

    private final Class<T> type;
    private final Listing<?, I> listing;
    private final Function<I, String> id;
    private final List<Lookup<I, ?>> lookups;

    /** @param id the id by which items are told apart; an item without it is left out, with a gap */
    DetailCollector(Class<T> type, Listing<?, I> listing, Function<I, String> id, List<Lookup<I, ?>> lookups) {
        this.type = type;
        this.listing = listing;
        this.id = id;
        this.lookups = lookups;
    }

    abstract Resource<T> resource(AwsScope aws, Detail<I> detail);

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
        Set<AwsOperation> all = new HashSet<>();
        all.add(listing.operation());
        lookups.forEach(lookup -> all.addAll(lookup.operations()));
        return Set.copyOf(all);
    }

    @Override
    public Uni<Collection<T>> collect(AwsScope aws) {
        return listing.read(aws, this::identified).chain(listed -> withFacts(aws, listed));
    }

    private I identified(I item) {
        UnreadableItem.require("the id", id.apply(item));
        return item;
    }

    private Uni<Collection<T>> withFacts(AwsScope aws, Reading<I> listed) {
        Harvest<Resource<T>> harvest = new Harvest<>();
        harvest.leaveOpen(listed);
        return Multi.createFrom()
                .iterable(listed.items())
                .filter(item -> counts(aws, item))
                .onItem()
                .transformToUni(item -> Detail.of(aws, item, lookups))
                .merge(LOOKUPS_AT_ONCE)
                .filter(found -> !found.gone())
                // which takes one result after the other
                .invoke(found -> add(aws, found, harvest))
                .onItem()
                .ignoreAsUni()
                .map(done -> Reading.outcome(harvest.reading()));
    }

    private void add(AwsScope aws, Lookup.Found<Detail<I>> found, Harvest<Resource<T>> harvest) {
        found.missing().forEach(fact -> harvest.withoutFact(fact.operation(), fact.reason(), fact.item()));
        Detail<I> detail = found.facts();
        harvest.add(listing.operation(), id.apply(detail.item()), () -> resource(aws, detail));
    }
}
