package io.muster.aws;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for bodies of answers that are being read, of all clients that share it together. */
final class BodySpace {

    private static final int PART_OF_MEMORY = 2;
    private static final int PART_OF_ALL = 5;

    /** Of STS, whose answers have some 2 kB. */
    private static final long OF_SHORT_ANSWERS = 5L << 20;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodySpace(long most) {
        this.most = most;
    }

    /** Half of the memory of this process, which the pages of all listings that run at a time do not take. */
    static BodySpace ofMemory() {
        return new BodySpace(Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
    }

    static BodySpace ofShortAnswers() {
        return new BodySpace(OF_SHORT_ANSWERS);
    }

    /** The most that one body may take: few are copied at a time, but each of them while it is read. */
    long mostOfOne() {
        return most / PART_OF_ALL;
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
