package io.muster.aws;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for bodies of answers that are being read, of all clients together. */
final class BodySpace {

    private static final int PART_OF_MEMORY = 6;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodySpace(long most) {
        this.most = most;
    }

    /** A part of the memory of this process, for a body is copied while it is read. */
    static BodySpace ofMemory() {
        return new BodySpace(Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
    }

    /** The most that one body may take. */
    long mostOfOne() {
        return most / 2;
    }

    /** Whether there was room. */
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
