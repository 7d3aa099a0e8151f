package io.muster.scan;

import java.util.List;
import java.util.function.Function;

/**
 * A task to be queued.
 *
 * @param discovers whether it finds out the account's regions and queues a task for each
 */
record NewTask(String accountId, String region, TaskPhase phase, boolean discovers) {

    NewTask(String accountId, String region, TaskPhase phase) {
        this(accountId, region, phase, false);
    }

    /** The values of the tasks, in their order. */
    static String[] column(List<NewTask> tasks, Function<NewTask, String> value) {
        return tasks.stream().map(value).toArray(String[]::new);
    }
}
