package io.muster.scan;

/** The task was called off, or another replica has it: whatever this one brings is not wanted any more. */
final class LostTask extends RuntimeException {

    LostTask() {
        super("The task belongs to this replica no more");
    }
}
