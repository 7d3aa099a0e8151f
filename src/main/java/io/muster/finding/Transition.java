package io.muster.finding;

/**
 * A change of a finding. Its occurrences are counted beside how many findings there are, in series that have the
 * transition in the place of a status.
 */
enum Transition {
    /** The finding is found for the first time. */
    OPENING,
    /** The finding's rule passes, or its resource is gone for certain. */
    RESOLUTION,
    /** The finding was resolved, and is found again. */
    REOPENING,
    /** An exemption covers the finding. */
    SUPPRESSION,
    /** No exemption covers the finding any more. */
    RETURN
}
