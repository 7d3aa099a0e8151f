package io.muster.finding;

import io.muster.inventory.kind.Described;

/** The type of a step in the life of a finding. */
@Described("The type of a step in the life of a finding.")
public enum FindingStepType {
    @Described("A rule failed on a resource on which it had not failed before.")
    OPENED,
    @Described("The severity, the message or the evidence became another.")
    CHANGED,
    @Described("A scan could not check it.")
    STALE,
    @Described("A scan found it unchanged after it had been stale.")
    CONFIRMED,
    @Described("A suppression, or an attestation, covers it from then on.")
    SUPPRESSED,
    @Described("No suppression covers it any more: it is open again.")
    RETURNED,
    @Described("The rule no longer failed, or there was no resource or no rule any more; the resolution tells.")
    RESOLVED,
    @Described("The rule failed again after it had been resolved.")
    REOPENED
}
