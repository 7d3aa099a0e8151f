package io.muster.finding;

import io.muster.inventory.kind.Described;

/** Where a finding is in its life. */
@Described("The status of a finding.")
public enum FindingStatus {
    @Described("The rule fails on the resource.")
    OPEN,
    @Described("The rule fails on the resource, and a suppression with a reason covers the finding.")
    SUPPRESSED,
    @Described("The rule passes, or the resource is gone for certain.")
    RESOLVED
}
