package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts.Recalled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A collector of a kind whose resources come from one listing, with look-ups for each. A look-up that fails leaves its facts
 * unknown, with a gap; the item is kept. An item that has vanished since it was listed is left out without a gap.
 *
 * @param <I> the SDK's type of an item
 */
abstract class DetailCollector<I, T extends Record> implements Collector<T> {

    /** How many items of one cell are looked up at once; the account's request budget is the actual limit. */
    static final int LOOKUPS_AT_ONCE = 8;

    private final Class<T> type;
    private final Listing<?, I> listing;
    private final Function<I, String> id;
    private final List<Lookup<I, ?>> lookups;
    private final Set<AwsOperation> operations;

    /** @param id the id by which items are told apart; an item without it is left out, with a gap */
    DetailCollector(Class<T> type, Listing<?, I> listing, Function<I, String> id, List<Lookup<I, ?>> lookups) {
        this.type = type;
        this.listing = listing;
        this.id = id;
        this.lookups = lookups;
        this.operations = operations(listing, lookups);
        if (lookups.stream().anyMatch(Lookup::isRechecked) != LookedUp.of(type).isPresent()) {
            throw new IllegalStateException(type + " must tell the age of facts that are rechecked, and of no others");
        }
        if (lookups.stream().anyMatch(Lookup::costsByItem)) {
            throw new IllegalStateException(type + " must not take a call for each item on each scan");
        }
    }

    abstract Resource<T> resource(AwsScope aws, Detail<I> detail);

    /** Whether the item belongs to the account. */
    boolean counts(AwsScope aws, I item) {
        return true;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public Set<AwsOperation> operations() {
        return operations;
    }

    private static <I> Set<AwsOperation> operations(Listing<?, I> listing, List<Lookup<I, ?>> lookups) {
        Set<AwsOperation> all = new HashSet<>();
        all.add(listing.operation());
        lookups.forEach(lookup -> all.addAll(lookup.operations()));
        return Set.copyOf(all);
    }

    @Override
    public boolean byId() {
        return listing.byId();
    }

    @Override
    public Uni<Collection<T>> collect(AwsScope aws) {
        return listed(aws)
                .chain(listed -> Rechecks.of(aws, type)
                        .chain(rechecks -> rechecks.any()
                                ? contradicted(aws).map(rechecks::contradicting)
                                : Uni.createFrom().item(rechecks))
                        .chain(rechecks -> withFacts(aws, listed, rechecks)));
    }

    /** Which resources have stored facts that contradict something else that the scan reads: AWS is asked for them anew. */
    Uni<Predicate<Resource<T>>> contradicted(AwsScope aws) {
        return Uni.createFrom().item(stored -> false);
    }

    /** The items of the listing. */
    Uni<Reading<I>> listed(AwsScope aws) {
        return listing.read(aws, this::identified);
    }

    private I identified(I item) {
        UnreadableItem.require("the id", id.apply(item));
        return item;
    }

    private Uni<Collection<T>> withFacts(AwsScope aws, Reading<I> listed, Rechecks<T> rechecks) {
        Harvest<Resource<T>> harvest = new Harvest<>();
        harvest.leaveOpen(listed);
        List<I> items =
                listed.items().stream().filter(item -> counts(aws, item)).toList();
        return askTogether(aws, items)
                .chain(asked -> sorted(asked, Multi.createFrom().iterable(items), harvest, rechecks))
                .chain(pending -> looked(pending.asked(), harvest, rechecks)
                        .chain(() -> looked(pending.due(), harvest, rechecks)))
                .map(done -> Reading.outcome(harvest.reading()));
    }

    /** Makes the look-ups that can be made for many items at once. */
    private Uni<AwsScope> askTogether(AwsScope aws, List<I> items) {
        return Multi.createFrom()
                .iterable(lookups)
                .onItem()
                .transformToUniAndConcatenate(lookup -> lookup.askTogether(aws, items))
                .collect()
                .with(Collectors.flatMapping(
                        answers -> answers.entrySet().stream(),
                        Collectors.<Map.Entry<LookupPass.Question, Uni<?>>, LookupPass.Question, Uni<?>>toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one)))
                .map(answers -> aws.withPass(aws.pass().withAnswers(answers)));
    }

    /** An item whose look-ups are to be made, with the scope to make them in. */
    private record Pending<I>(AwsScope aws, I item) {}

    /**
     * The look-ups that are to be made.
     *
     * @param asked items that are new or have changed
     * @param due   items whose facts have become old: they come last
     */
    private record Order<I>(List<Pending<I>> asked, List<Pending<I>> due) {}

    /** Adds the items whose stored facts can be used, and returns the others. */
    private Uni<Order<I>> sorted(AwsScope aws, Multi<I> items, Harvest<Resource<T>> harvest, Rechecks<T> rechecks) {
        Order<I> order = new Order<>(new ArrayList<>(), new ArrayList<>());
        if (!rechecks.any()) {
            return items.map(item -> new Pending<>(aws, item))
                    .collect()
                    .asList()
                    .map(all -> new Order<>(all, List.of()));
        }
        return items.onItem()
                .transformToUni(item -> {
                    AwsScope quick = aws.withPass(aws.pass().withoutRechecked());
                    return Detail.of(quick, item, lookups).map(found -> new Answered<>(quick, item, found));
                })
                .merge(LOOKUPS_AT_ONCE)
                .filter(quick -> !quick.found.gone())
                // merged results arrive one at a time
                .invoke(quick -> sort(quick, harvest, rechecks, order))
                .onItem()
                .ignoreAsUni()
                .replaceWith(order);
    }

    /** An item with the facts of its look-ups. */
    private record Answered<I>(AwsScope aws, I item, Found<Detail<I>> found) {
        Pending<I> pending() {
            return new Pending<>(aws.withPass(aws.pass().withRechecked()), item);
        }
    }

    private void sort(Answered<I> quick, Harvest<Resource<T>> harvest, Rechecks<T> rechecks, Order<I> order) {
        Optional<Recalled<T>> known = recalled(quick, rechecks);
        if (known.isEmpty()) {
            order.asked.add(quick.pending());
        } else if (rechecks.isDue(known.get())) {
            order.due.add(quick.pending());
        } else {
            note(quick.found, harvest);
            harvest.add(
                    listing.operation(), id.apply(quick.item), () -> known.get().resource());
        }
    }

    private Optional<Recalled<T>> recalled(Answered<I> quick, Rechecks<T> rechecks) {
        try {
            return rechecks.recalled(resource(quick.aws, quick.found.facts()));
        } catch (RuntimeException unreadable) {
            return Optional.empty(); // reported when all look-ups of the item have been made
        }
    }

    private Uni<Void> looked(List<Pending<I>> pending, Harvest<Resource<T>> harvest, Rechecks<T> rechecks) {
        return Multi.createFrom()
                .iterable(pending)
                .onItem()
                .transformToUni(one ->
                        Detail.of(one.aws, one.item, lookups).map(found -> new Answered<>(one.aws, one.item, found)))
                .merge(LOOKUPS_AT_ONCE)
                .filter(one -> !one.found.gone())
                .invoke(one -> add(one, harvest, rechecks))
                .onItem()
                .ignoreAsUni();
    }

    private void add(Answered<I> one, Harvest<Resource<T>> harvest, Rechecks<T> rechecks) {
        note(one.found, harvest);
        boolean whole = one.found.missing().isEmpty();
        harvest.add(
                listing.operation(),
                id.apply(one.item),
                () -> rechecks.checked(resource(one.aws, one.found.facts()), whole));
    }

    private static void note(Found<?> found, Harvest<?> harvest) {
        found.missing().forEach(fact -> harvest.withoutFact(fact.operation(), fact.reason(), fact.item()));
    }
}
