package io.muster.scan;

/**
 * A task to be queued.
 *
 * @param discovers whether it finds out the account's regions and queues a task for each
 */
record NewTask(String accountId, String region, TaskPhase phase, boolean discovers) {

    NewTask(String accountId, String region, TaskPhase phase) {
        this(accountId, region, phase, false);
    }
}
