package io.muster.collect;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An item with the facts that its look-ups found. */
final class Detail<I> {

    private final I item;
    private final Map<Lookup<?, ?>, Object> facts;

    private Detail(I item, Map<Lookup<?, ?>, Object> facts) {
        this.item = item;
        this.facts = facts;
    }

    /** Makes all look-ups of an item, one after the other. Never fails; the item is gone if one of them finds so. */
    static <I> Uni<Found<Detail<I>>> of(AwsScope aws, I item, List<Lookup<I, ?>> lookups) {
        Map<Lookup<?, ?>, Object> facts = new HashMap<>();
        List<Found.Missing> missing = new ArrayList<>();
        return Multi.createFrom()
                .iterable(lookups)
                .onItem()
                .transformToUniAndConcatenate(lookup -> lookup.ask(aws, item).invoke(found -> {
                    facts.put(lookup, found.facts());
                    missing.addAll(found.missing());
                }))
                .collect()
                .with(Collectors.reducing(false, Found::gone, Boolean::logicalOr))
                .map(gone -> gone ? Found.vanished() : new Found<>(new Detail<>(item, facts), false, missing));
    }

    I item() {
        return item;
    }

    /** The facts that the look-up found; null where they are unknown. */
    @SuppressWarnings("unchecked") // put there by the look-up itself
    <D> @Nullable D of(Lookup<I, D> lookup) {
        return (D) facts.get(lookup);
    }
}
