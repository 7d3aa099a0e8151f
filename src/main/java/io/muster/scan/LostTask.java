package io.muster.scan;

/** The task was cancelled, or another replica has claimed it, so that the results of this attempt are discarded. */
final class LostTask extends RuntimeException {

    LostTask() {
        super("The task belongs to this replica no more");
    }
}
