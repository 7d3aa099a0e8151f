package io.muster.rest;

import io.muster.finding.webhook.WebhookFormat;
import io.muster.finding.webhook.WebhookView;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook, without its address and its secret. */
record WebhookAnswer(
        @Schema(description = "Its id.", examples = "7") String id,

        @Schema(description = "Its name.") String name,

        @Schema(description = "Whether it is told of events.")
        boolean enabled,

        @Schema(description = "The form of its messages.") WebhookFormat format,

        @Schema(description = "Scheme, host and port of its address.", examples = "https://hooks.example.com")
        String target,

        @Schema(description = "Whether its messages are signed.")
        boolean hasSecret,

        @Nullable @Schema(description = "The hour in UTC of its daily digest; null where each event is sent at once.")
        Integer digestHour,

        @Nullable @Schema(description = "When the next digest is made.")
        Instant nextDigestAt,

        @Schema(description = "The events that it is told of.")
        WebhookBody.FilterBody filter,

        @Schema(description = "The caller who made it.") String createdBy,
        @Schema(description = "When it was made.") Instant createdAt,
        @Schema(description = "When it was changed last.") Instant changedAt,

        @Schema(description = "How many deliveries are to be sent.")
        long pending,

        @Schema(description = "How many events wait for the next digest.")
        long gathered,

        @Schema(description = "How many deliveries were given up, and can be replayed.")
        long dead) {

    static WebhookAnswer of(WebhookView view) {
        return new WebhookAnswer(
                view.id(),
                view.name(),
                view.enabled(),
                view.format(),
                view.target(),
                view.hasSecret(),
                view.digestHour(),
                view.nextDigestAt(),
                WebhookBody.FilterBody.of(view.filter()),
                view.createdBy(),
                view.createdAt(),
                view.changedAt(),
                view.pending(),
                view.gathered(),
                view.dead());
    }
}
