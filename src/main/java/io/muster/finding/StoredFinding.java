package io.muster.finding;

import io.muster.inventory.ContentHash;
import io.muster.inventory.Shared;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/** The parts of a stored finding that a settlement needs: a region may have a million of them. */
record StoredFinding(UUID id, SeriesKey series, boolean stale, ContentHash hash) {

    static final String COLUMNS = "id, rule_id, resource_kind, area, severity, status, stale, content_hash";

    static StoredFinding of(Row row) {
        return new StoredFinding(
                row.getUUID("id"),
                Shared.part(SeriesKey.of(row)),
                row.getBoolean("stale"),
                ContentHash.of(row.getBuffer("content_hash").getBytes()));
    }

    boolean resolved() {
        return series.status().equals(FindingStatus.RESOLVED.name());
    }
}
