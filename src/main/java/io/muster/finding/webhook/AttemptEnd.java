package io.muster.finding.webhook;

/** How an attempt ended. */
enum AttemptEnd {
    /** The target took the delivery. */
    DELIVERED,
    /** The attempt failed, and the delivery is attempted again. */
    FAILED,
    /** The attempt failed, and was the last one. */
    GIVEN_UP
}
