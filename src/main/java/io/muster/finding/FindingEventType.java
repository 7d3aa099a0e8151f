package io.muster.finding;

import io.muster.inventory.kind.Described;

/** What happened to a finding. */
@Described("What happened to a finding.")
public enum FindingEventType {
    @Described("Its rule failed on a resource on which it had not failed before.")
    OPENED,
    @Described("Its severity, message or evidence is another, or it turned stale or is so no more.")
    CHANGED,
    @Described("A suppression covers it now.")
    SUPPRESSED,
    @Described("Its rule passes now, or the resource is gone for certain.")
    RESOLVED,
    @Described("Its rule failed again after it was resolved.")
    REOPENED
}
