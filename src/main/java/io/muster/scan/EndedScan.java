package io.muster.scan;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;

/**
 * A scan that has just come to its end.
 *
 * @param took from the request
 */
record EndedScan(long scanId, ScanPurpose purpose, ScanStatus status, ScanTrigger trigger, Duration took) {

    /** The columns that a statement that ends a scan returns. */
    static final String COLUMNS =
            "scan.id, scan.purpose, scan.status, scan.trigger, extract(epoch from scan.finished_at - scan.requested_at)::float8 as took";

    static EndedScan of(Row row) {
        return new EndedScan(
                row.getLong("id"),
                ScanPurpose.valueOf(row.getString("purpose")),
                ScanStatus.valueOf(row.getString("status")),
                ScanTrigger.valueOf(row.getString("trigger")),
                Duration.ofNanos((long) (row.getDouble("took") * 1e9)));
    }
}
