package io.muster.platform;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Work of unknown size in steps of bounded size, each of which tells how much it did. */
public final class Rounds {

    private Rounds() {}

    /** Does a step after the other, until one does less than the least: how much all of them did. */
    public static Uni<Integer> whileAtLeast(int least, Supplier<Uni<? extends Integer>> step) {
        return Multi.createBy()
                .repeating()
                .uni(step)
                .whilst(count -> count >= least)
                .collect()
                .with(Collectors.summingInt(count -> count));
    }
}
