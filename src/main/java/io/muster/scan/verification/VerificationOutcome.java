package io.muster.scan.verification;

import io.muster.inventory.kind.Described;

/** The outcome of a verification. */
@Described("The outcome of a verification.")
public enum VerificationOutcome {
    @Described("AWS has not answered yet.")
    PENDING,
    @Described("AWS says the same.")
    AGREES,
    @Described("AWS says the opposite.")
    DISAGREES,
    @Described("The two answers cannot be compared; the reason says why.")
    UNDECIDED,
    @Described("AWS could not be asked, or did not answer.")
    FAILED
}
