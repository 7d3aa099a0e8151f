package io.muster.inventory;

import io.muster.platform.BoundedSteps;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** The deletion of data that was kept for long enough. */
public final class Retention {

    private static final StructuredLog LOG = StructuredLog.of(Retention.class);

    private Retention() {}

    /**
     * Deletes the data that ended before an instant in bounded steps, and logs as {@link #run}.
     *
     * @param delete a statement that deletes the oldest rows: its parameters are the instant and the limit of rows
     * @param most   the limit of rows of a step
     */
    public static Uni<Void> inSteps(String what, OffsetDateTime end, Pool pool, String delete, int most) {
        Tuple values = Tuple.of(end, most);
        return run(
                what,
                end,
                before -> BoundedSteps.whileAtLeast(
                        most, () -> pool.preparedQuery(delete).execute(values).map(RowSet::rowCount)));
    }

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
