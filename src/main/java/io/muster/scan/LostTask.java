package io.muster.scan;

/** The task was called off, or another replica has it: the results of this one are not wanted any more. */
final class LostTask extends RuntimeException {

    LostTask() {
        super("The task belongs to this replica no more");
    }
}
