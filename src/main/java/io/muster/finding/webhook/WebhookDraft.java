package io.muster.finding.webhook;

import jakarta.annotation.Nullable;

/**
 * A webhook as a caller wants it.
 *
 * @param url        null, in a change, for the one that it has
 * @param secret     null, in a change, for the one that it has
 * @param digestHour the hour of the day in UTC at which the events of a day are sent as one message; null to send each at once
 */
public record WebhookDraft(
        @Nullable String name,
        boolean enabled,
        @Nullable WebhookFormat format,
        @Nullable Secret url,
        @Nullable Secret secret,
        @Nullable Integer digestHour,
        WebhookFilter filter) {}
