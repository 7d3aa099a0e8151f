package io.muster.finding.webhook;

import io.muster.inventory.kind.Described;

/** The events of findings that webhooks can be told of. */
@Described("The type of an event of a finding, as webhooks are told of it.")
public enum WebhookEventType {
    @Described("A rule failed on a resource on which it had not failed before.")
    OPENED,
    @Described("The rule failed again after the finding was resolved.")
    REOPENED,
    @Described("The severity of an open finding became another.")
    SEVERITY_CHANGED,
    @Described("The rule passes now, or the resource is gone for certain.")
    RESOLVED,
    @Described("A suppression covers the finding now.")
    SUPPRESSED,
    @Described("No suppression covers the finding any more: it is open again.")
    RETURNED
}
