package io.muster.collect;

import io.smallrye.mutiny.Multi;
import java.util.List;

/** Look-ups of what another look-up finds. */
final class NestedLookup {

    private NestedLookup() {}

    /** The same look-up; the item that it finds has look-ups of its own. */
    static <I, J> Lookup<I, Detail<J>> one(Lookup<I, J> outer, List<Lookup<J, ?>> inner) {
        return outer.then((aws, item, found) -> Detail.of(aws, found, inner), inner);
    }

    /** The same look-up; each item of the list that it finds has look-ups of its own. An item that has vanished is left out. */
    static <I, J> Lookup<I, List<Detail<J>>> each(Lookup<I, List<J>> outer, List<Lookup<J, ?>> inner) {
        return outer.then(
                (aws, item, found) -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(one -> Detail.of(aws, one, inner))
                        .collect()
                        .asList()
                        .map(Found::together),
                inner);
    }
}
