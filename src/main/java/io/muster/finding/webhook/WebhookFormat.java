package io.muster.finding.webhook;

import io.muster.inventory.kind.Described;

/** The format of a webhook's messages. */
@Described("The format of a webhook's messages.")
public enum WebhookFormat {
    @Described("The event as a JSON document, for programs.")
    JSON,
    @Described("A message for an incoming webhook of Slack.")
    SLACK,
    @Described("An adaptive card for a workflow of Microsoft Teams.")
    TEAMS
}
