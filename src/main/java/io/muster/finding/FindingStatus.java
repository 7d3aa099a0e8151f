package io.muster.finding;

import io.muster.inventory.kind.Described;

/** Where a finding is in its life. */
@Described("Where a finding is in its life.")
public enum FindingStatus {
    @Described("The rule fires.")
    OPEN,
    @Described("The rule fires, and a suppression with a reason covers it.")
    SUPPRESSED,
    @Described("The rule passes, or the resource is gone for certain.")
    RESOLVED
}
