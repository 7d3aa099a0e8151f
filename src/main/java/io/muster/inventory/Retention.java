package io.muster.inventory;

import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** The deletion of data that was kept for long enough. */
public final class Retention {

    private static final StructuredLog LOG = StructuredLog.of(Retention.class);

    private Retention() {}

    /**
     * Deletes the data that ended before an instant, and logs how much that was, unless it was nothing.
     *
     * @param what     the name of the data, a plural noun
     * @param deletion deletes what ended before the instant, and returns how many rows these were
     */
    public static Uni<Void> run(String what, OffsetDateTime end, Function<OffsetDateTime, Uni<Integer>> deletion) {
        return deletion.apply(end)
                .invoke(count -> {
                    if (count > 0) {
                        LOG.with("what", what)
                                .with("rows", count)
                                .with("endedBefore", end)
                                .info("Old data deleted");
                    }
                })
                .replaceWithVoid();
    }
}
