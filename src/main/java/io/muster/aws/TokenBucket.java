package io.muster.aws;

/**
 * A token bucket whose tokens are promised ahead: a caller that finds it empty learns how long to wait for the token that is now
 * its own. Callers are thus served in the order in which they came, without a queue. Not thread-safe.
 */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double capacity;
    private final double perSecond;
    private double tokens;
    private long at;

    private TokenBucket(double capacity, double perSecond, long now) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.at = now;
    }

    /** A bucket that is empty until a time, and begins to refill then. */
    static TokenBucket emptyUntil(long time, double capacity, double perSecond) {
        return new TokenBucket(capacity, perSecond, time);
    }

    /** Takes tokens and tells in how many nanoseconds the last of them may be used. */
    long take(int count, long now) {
        refill(now);
        tokens -= count;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perSecond * NANOS);
    }

    /** The tokens that are promised and may not be used yet. */
    double promised(long now) {
        refill(now);
        return Math.max(0, -tokens);
    }

    private void refill(long now) {
        tokens = Math.min(capacity, tokens + (now - at) / NANOS * perSecond);
        at = now;
    }
}
