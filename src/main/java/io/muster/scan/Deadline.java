package io.muster.scan;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.time.Duration;

/** The time by which an answer must be complete. */
public final class Deadline {

    private volatile long end;
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
        end = System.nanoTime() + limit.toNanos();
    }

    /** The deadline after this time. */
    public static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** Sets the deadline to now, because no caller waits for the answer any more. */
    public void end() {
        end = System.nanoTime() - 1;
    }

    /** Whether no more work is to be done. */
    public boolean isPast() {
        return System.nanoTime() - end > 0;
    }

    /**
     * Fails if it is past.
     *
     * @throws MusterException {@code TIMEOUT}
     */
    public void check() {
        if (isPast()) {
            throw new MusterException(
                    ErrorCode.TIMEOUT, "The changes could not be judged within " + limit.toSeconds() + " s");
        }
    }
}
