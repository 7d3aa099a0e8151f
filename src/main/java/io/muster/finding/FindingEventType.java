package io.muster.finding;

import io.muster.inventory.kind.Described;

/** The kind of a change of a finding. */
@Described("The type of an event of a finding.")
public enum FindingEventType {
    @Described("A rule failed on a resource on which it had not failed before.")
    OPENED,
    @Described("The severity, the message or the evidence of the finding changed, or whether the finding is stale.")
    CHANGED,
    @Described("A suppression covers the finding now.")
    SUPPRESSED,
    @Described("No suppression covers the finding any more: it is open again.")
    RETURNED,
    @Described("The rule passes now, or the resource is gone for certain.")
    RESOLVED,
    @Described("The rule failed again after the finding was resolved.")
    REOPENED
}
