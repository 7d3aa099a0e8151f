package io.muster.estate.attack;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.List;
import java.util.stream.Stream;

/**
 * An instance that an attacker holds, or perhaps, by what its own region tells.
 *
 * @param certain    false where that depends on what was not read
 * @param atLarge    whether the internet at large gets in at the beginning, and not chosen addresses alone
 * @param hardlyWeak whether the only weakness of some instance on the way is that it is not managed
 * @param steps      from the internet to it
 */
record OfferedHost(
        Resource<Instance> instance, boolean certain, boolean atLarge, boolean hardlyWeak, List<AttackStep> steps) {

    static OfferedHost of(Entry entry) {
        return new OfferedHost(entry.instance(), entry.certain(), entry.atLarge(), entry.hardlyWeak(), entry.steps());
    }

    /**
     * The instance that is taken from this one.
     *
     * @param weaknesses of that instance
     * @param how        the way to it, in words
     * @param open       whether the way is certain
     */
    OfferedHost taking(Resource<Instance> next, List<Weakness> weaknesses, String how, boolean open) {
        List<Weakness> decisive = Entry.decisive(weaknesses);
        return new OfferedHost(
                next,
                certain && open && decisive.get(0).certain(),
                atLarge,
                hardlyWeak || Weakness.areUnmanaged(decisive),
                Stream.concat(steps.stream(), Stream.of(Entry.taken(next, decisive, how + ", and ")))
                        .toList());
    }
}
