package io.muster.aws;

/**
 * A replica's part of a bucket, for the time that the ledger cannot be asked. It begins empty, once the ledger's tokens have
 * been used, and allows no burst.
 */
final class TokenShare {

    private final RequestRate rate;
    private final double burst;
    private final TokenBucket tokens;
    private int taken;

    /** @param from the time from which on it refills */
    TokenShare(RequestRate rate, int replicas, long from) {
        this.rate = rate;
        this.burst = rate.burst() / replicas;
        this.tokens = TokenBucket.emptyUntil(from, 1, rate.perSecond() / replicas);
    }

    RequestRate rate() {
        return rate;
    }

    /** Takes tokens and tells in how many nanoseconds the last of them may be used. */
    long take(int count, long now) {
        taken += count;
        return tokens.take(count, now);
    }

    /**
     * The tokens to report to the ledger when it is back: its bucket has refilled, for all that were taken here. It cannot have
     * refilled by more than a full bucket, of which other replicas owe their parts; what may not be used yet comes on top.
     */
    int owed(long now) {
        return (int) Math.min(taken, Math.ceil(burst + tokens.promised(now)));
    }
}
