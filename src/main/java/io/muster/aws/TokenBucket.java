package io.muster.aws;

/**
 * A token bucket whose tokens are promised ahead: a caller that finds it empty learns how long to wait for the token
 * that is now its own. Callers are thus served in the order in which they came, without a queue.
 */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double capacity;
    private final double perSecond;
    private double tokens;
    private long at;

    TokenBucket(double capacity, double perSecond, long now) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.tokens = capacity;
        this.at = now;
    }

    /** Takes one token and tells in how many nanoseconds it may be used. */
    synchronized long take(long now) {
        refill(now);
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perSecond * NANOS);
    }

    /** Takes tokens for what has already happened: whoever comes next waits for it. */
    synchronized void charge(long count, long now) {
        refill(now);
        tokens -= count;
    }

    /** Whether nothing would be lost by starting over with a new bucket. */
    synchronized boolean full(long now) {
        refill(now);
        return tokens >= capacity;
    }

    private void refill(long now) {
        tokens = Math.min(capacity, tokens + (now - at) / NANOS * perSecond);
        at = now;
    }
}
