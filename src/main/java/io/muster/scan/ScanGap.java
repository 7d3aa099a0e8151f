package io.muster.scan;

import io.muster.inventory.Batch;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** A part of an account that a scan could not read, with the reason. */
record ScanGap(String accountId, String region, ResourceKind kind, String operation, String errorCode, String message) {

    /** The operation of a gap where none of AWS's failed. */
    static final String OWN_OPERATION = "muster:Scan";

    private static final String ADD = """
            insert into scan_gap (scan_id, account_id, region, kind, operation, error_code, message)
            select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
            on conflict do nothing
            """;

    /** Adds gaps to a scan, in the caller's transaction; one that it has already is left alone. */
    static Uni<Void> add(SqlConnection connection, long scanId, List<ScanGap> gaps) {
        return Batch.run(
                connection,
                ADD,
                gaps,
                chunk -> Tuple.of(scanId)
                        .addArrayOfString(Batch.column(chunk, ScanGap::accountId, new String[0]))
                        .addArrayOfString(Batch.column(chunk, ScanGap::region, new String[0]))
                        .addArrayOfString(Batch.column(chunk, gap -> gap.kind().name(), new String[0]))
                        .addArrayOfString(Batch.column(chunk, ScanGap::operation, new String[0]))
                        .addArrayOfString(Batch.column(chunk, ScanGap::errorCode, new String[0]))
                        .addArrayOfString(Batch.column(chunk, ScanGap::message, new String[0])));
    }
}
