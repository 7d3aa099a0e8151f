package io.muster.aws;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where the tokens of all replicas are taken from. Its clock is one for all of them. */
interface TokenLedger {

    /**
     * One bucket.
     *
     * @param name of AWS's bucket: service and operation, or service alone where its operations share one
     */
    record Bucket(String accountId, String region, String name) {}

    /**
     * Tokens that are wanted of a bucket.
     *
     * @param rate the rate at which the replicas may take from it together
     */
    record Wanted(Bucket bucket, RequestRate rate, int tokens) {

        /** How long the bucket takes to refill by them. */
        Duration cost() {
            return refill(rate, tokens);
        }
    }

    /**
     * Tokens that were taken, each of which may be used from a time on.
     *
     * @param at     the ledger's time
     * @param fullAt when the bucket will be full again
     */
    record Taken(Instant at, Instant fullAt) {

        /** When a token may be used. Tokens are numbered backwards from the last one taken, which is 0. */
        Instant usableAt(int fromLast, RequestRate rate) {
            return fullAt.minus(refill(rate, rate.burst())).minus(refill(rate, fromLast));
        }

        /** How long to wait for a token from the ledger's answer on. */
        Duration wait(int fromLast, RequestRate rate) {
            Duration wait = Duration.between(at, usableAt(fromLast, rate));
            return wait.isNegative() ? Duration.ZERO : wait;
        }
    }

    /**
     * An answer.
     *
     * @param replicas how many replicas took tokens of late, this one included
     */
    record Answer(int replicas, Map<Bucket, Taken> taken) {}

    /** Takes the tokens that are wanted; each bucket is named once at most. */
    Uni<Answer> take(List<Wanted> wanted);

    /** Forgets the buckets that are full: a new one is the same. */
    Uni<Void> sweep();

    private static Duration refill(RequestRate rate, double tokens) {
        return Duration.ofNanos((long) Math.ceil(tokens / rate.perSecond() * 1e9));
    }
}
