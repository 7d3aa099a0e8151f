package io.muster.aws;

import io.muster.aws.TokenLedger.Bucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The part of its rate that each bucket may use. It is halved whenever AWS refuses a call as too many, and grows back over time,
 * as AWS's own bucket refills.
 */
final class Pace {

    private static final double LEAST = 1.0 / 16;

    /** The time in which the part grows from nothing to the whole rate. */
    static final Duration RECOVERY = Duration.ofMinutes(1);

    /** Calls that are under way at the same time are refused at the same time: refusals within this time count once. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private record Slowed(double part, long at) {
        double now(long now) {
            return Math.min(1, part + (double) (now - at) / RECOVERY.toNanos());
        }
    }

    private final Map<Bucket, Slowed> slowed = new HashMap<>();

    /** AWS refused a call. */
    synchronized void throttled(Bucket bucket, long now) {
        Slowed before = slowed.getOrDefault(bucket, new Slowed(1, now - RECOVERY.toNanos()));
        if (now - before.at >= TOGETHER.toNanos()) {
            slowed.put(bucket, new Slowed(Math.max(LEAST, before.now(now) / 2), now));
        }
    }

    /** More than 0, at most 1. */
    synchronized double part(Bucket bucket, long now) {
        Slowed known = slowed.get(bucket);
        if (known == null) {
            return 1;
        }
        double part = known.now(now);
        if (part >= 1) {
            slowed.remove(bucket);
        }
        return part;
    }
}
