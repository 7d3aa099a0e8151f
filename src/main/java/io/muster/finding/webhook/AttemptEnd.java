package io.muster.finding.webhook;

/** How an attempt ended. */
enum AttemptEnd {
    /** The target took the delivery. */
    DELIVERED,
    /** It is attempted again. */
    FAILED,
    /** It was the last attempt. */
    GIVEN_UP
}
