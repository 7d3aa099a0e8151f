package io.muster.scan.whatif;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.time.Duration;

/** The time by which an answer must be complete. */
final class Deadline {

    private volatile long end;
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
        end = System.nanoTime() + limit.toNanos();
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** Sets the deadline to now, because no caller waits for the answer any more. */
    void end() {
        end = System.nanoTime() - 1;
    }

    boolean isPast() {
        return System.nanoTime() - end > 0;
    }

    /** @throws MusterException if it is past */
    void check() {
        if (isPast()) {
            throw new MusterException(
                    ErrorCode.TIMEOUT, "The changes could not be judged within " + limit.toSeconds() + " s");
        }
    }
}
