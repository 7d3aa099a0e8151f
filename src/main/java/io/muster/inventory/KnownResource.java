package io.muster.inventory;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * The stored values of a resource that a listing is compared with.
 *
 * @param changedAt  since when it has been as it is
 * @param flickering its components that are {@link io.muster.inventory.kind.Unhashed}, as JSON; null for a kind without any
 */
record KnownResource(
        long id,
        ContentHash hash,
        Instant changedAt,
        boolean deleted,
        @Nullable String flickering) {

    static KnownResource of(Row row) {
        return new KnownResource(
                row.getLong("id"),
                ContentHash.of(row.getBuffer("content_hash").getBytes()),
                Shared.part(row.getOffsetDateTime("changed_at").toInstant()),
                row.getBoolean("deleted"),
                row.getString("flickering"));
    }

    boolean flickersAs(String document) {
        return flickering != null && Documents.write(Documents.tree(flickering)).equals(document);
    }
}
