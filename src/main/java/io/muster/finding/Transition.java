package io.muster.finding;

/**
 * A change of a finding. Its occurrences are counted beside how many findings there are, in series that have the
 * transition in the place of a status.
 */
enum Transition {
    /** It is found for the first time. */
    OPENING,
    /** Its rule passes, or its resource is gone for certain. */
    RESOLUTION,
    /** It was resolved, and is found again. */
    REOPENING,
    /** An exemption covers it. */
    SUPPRESSION,
    /** No exemption covers it any more. */
    RETURN
}
