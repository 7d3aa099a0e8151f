package io.muster.collect;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Facts of the items of a listing that another one has for all of them at once: cheaper than a look-up of each.
 *
 * @param byId  the facts, by the item's id
 * @param whole the items of the other listing; one that it lacks is unknown unless the listing was read to its end
 */
record Beside<F>(Map<String, F> byId, Reading<?> whole) {

    /** @param id of the item that the facts are about; facts about none are passed over */
    static <F> Uni<Beside<F>> read(AwsScope aws, Listing<?, F> listing, Function<F, String> id) {
        return listing.<F>read(aws, fact -> fact).map(reading -> of(reading, id));
    }

    private static <F> Beside<F> of(Reading<F> reading, Function<F, String> id) {
        Map<String, F> byId = new HashMap<>();
        reading.items().forEach(fact -> {
            String item = id.apply(fact);
            if (item != null) {
                byId.put(item, fact);
            }
        });
        return new Beside<>(byId, reading);
    }

    /** Several readings as one, each of some of the items. */
    static <F> Beside<F> together(List<Beside<F>> parts) {
        Map<String, F> byId = new HashMap<>();
        Harvest<Object> harvest = new Harvest<>();
        parts.forEach(part -> {
            byId.putAll(part.byId);
            harvest.leaveOpen(part.whole);
        });
        return new Beside<>(byId, harvest.reading());
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
