package io.muster.platform;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs work of unknown size in steps of bounded size, each of which returns how much it did. */
public final class BoundedSteps {

    private BoundedSteps() {}

    /** Repeats the step until it does less than {@code least}; returns how much all steps did. */
    public static Uni<Integer> whileAtLeast(int least, Supplier<Uni<? extends Integer>> step) {
        return Multi.createBy()
                .repeating()
                .uni(step)
                .whilst(count -> count >= least)
                .collect()
                .with(Collectors.summingInt(count -> count));
    }
}
