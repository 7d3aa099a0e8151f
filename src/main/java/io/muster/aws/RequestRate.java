package io.muster.aws;

/**
 * How many requests AWS allows: a token bucket.
 *
 * @param burst     requests at once, when none were made for a time
 * @param perSecond requests per second after that
 */
record RequestRate(double burst, double perSecond) {

    /** A part of the rate. At least one token, or a small part would never let a call pass at once. */
    RequestRate part(double fraction) {
        return new RequestRate(Math.max(1, fraction * burst), fraction * perSecond);
    }
}
