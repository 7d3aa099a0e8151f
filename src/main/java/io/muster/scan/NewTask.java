package io.muster.scan;

/** A task to be queued. */
record NewTask(String accountId, String region, TaskPhase phase) {}
