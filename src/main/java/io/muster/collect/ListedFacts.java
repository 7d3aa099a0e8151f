package io.muster.collect;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Facts of items that a second listing returns for all of them: cheaper than a look-up of each item.
 *
 * @param byId  the facts, by the item's id
 * @param whole the second listing; the facts of an item that it lacks are unknown unless it was read to its end
 */
record ListedFacts<F>(Map<String, F> byId, Reading<?> whole) {

    /** @param id the id of the item that the facts belong to; facts without one may be of any item, which is a gap */
    static <F> Uni<ListedFacts<F>> read(AwsScope aws, Listing<?, F> listing, Function<F, String> id) {
        return listing.<F>read(aws, fact -> {
                    UnreadableItem.require("the id", id.apply(fact));
                    return fact;
                })
                .map(reading -> of(reading, id));
    }

    private static <F> ListedFacts<F> of(Reading<F> reading, Function<F, String> id) {
        Map<String, F> byId = new HashMap<>();
        reading.items().forEach(fact -> byId.put(id.apply(fact), fact));
        return new ListedFacts<>(byId, reading);
    }

    /** Joins several readings, each about some of the items. */
    static <F> ListedFacts<F> together(List<ListedFacts<F>> parts) {
        Map<String, F> byId = new HashMap<>();
        Harvest<Object> harvest = new Harvest<>();
        parts.forEach(part -> {
            byId.putAll(part.byId);
            harvest.leaveOpen(part.whole);
        });
        return new ListedFacts<>(byId, harvest.reading());
    }

    /** The facts of an item; null where it has none, or where that is unknown. */
    @Nullable
    F of(@Nullable String item) {
        return item == null ? null : byId.get(item);
    }

    /** Whether an item is known to have the facts, or to have none. */
    boolean tells(@Nullable String item) {
        return whole.gaps().isEmpty() || of(item) != null;
    }
}
