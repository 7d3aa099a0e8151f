package io.muster.finding.webhook;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that belongs to this replica for the time of an attempt.
 *
 * @param attempt which one it is, from 1 on
 */
record Outgoing(long id, int attempt, Event event, Target target) {

    /**
     * The event that is sent.
     *
     * @param id       the idempotency key
     * @param sequence rises: of two events of a finding, the later one has the greater
     * @param body     the finding as it was at the event, or the digest, as JSON
     */
    record Event(UUID id, String type, Instant at, long sequence, String body) {}

    /** @param secret null where nothing is signed */
    record Target(
            String webhook,
            WebhookFormat format,
            Secret url,
            @Nullable Secret secret) {}

    static Outgoing of(Row row) {
        return new Outgoing(
                row.getLong("id"),
                row.getInteger("attempts"),
                new Event(
                        row.getUUID("event_id"),
                        row.getString("type"),
                        row.getOffsetDateTime("at").toInstant(),
                        row.getLong("sequence"),
                        row.getString("body")),
                target(row));
    }

    static Target target(Row row) {
        String secret = row.getString("secret");
        return new Target(
                row.getString("name"),
                WebhookFormat.valueOf(row.getString("format")),
                new Secret(row.getString("url")),
                secret == null ? null : new Secret(secret));
    }
}
