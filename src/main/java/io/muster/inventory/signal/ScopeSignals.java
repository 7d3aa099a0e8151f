package io.muster.inventory.signal;

import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The signals of the resources in a scope that are not closed, without their long texts. Those of a region hold the signals of account-wide
 * resources, those of the account-wide scope the signals of all regions.
 */
public final class ScopeSignals {

    private static final String SELECT = """
            select resource, source, uid, type, state, severity_rank, observed_at, received_at,
                   (document - 'message' - 'remediation')::text as document
            from signal
            where account_id = $1 and state <> 'CLOSED' and ($2 = 'global' or signal_region(resource) in ($2, 'global'))
            order by severity_rank desc nulls last, observed_at desc, source, uid, resource
            """;

    private final Map<String, List<StoredSignal>> byResource = new HashMap<>();

    /** No signals. */
    public ScopeSignals() {}

    public static Uni<ScopeSignals> of(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .map(rows -> {
                    ScopeSignals signals = new ScopeSignals();
                    rows.forEach(row -> signals.add(row.getString("resource"), signal(row)));
                    return signals;
                });
    }

    private static StoredSignal signal(Row row) {
        return new StoredSignal(
                row.getString("source"),
                row.getString("uid"),
                SignalType.valueOf(row.getString("type")),
                SignalState.valueOf(row.getString("state")),
                row.getInteger("severity_rank"),
                row.getOffsetDateTime("observed_at").toInstant(),
                row.getOffsetDateTime("received_at").toInstant(),
                Documents.tree(row.getString("document")));
    }

    /** Adds a signal of an ARN, or of account/region/id. */
    public void add(String resource, StoredSignal signal) {
        byResource.computeIfAbsent(resource, any -> new ArrayList<>()).add(signal);
    }

    /**
     * The signals of a resource: those by its ARN before those by its short id, each in the order in which they were added, the
     * worst first.
     */
    public List<StoredSignal> of(Resource<?> resource) {
        Scope scope = resource.scope();
        String reference = scope.accountId() + "/" + scope.region() + "/" + resource.resourceId();
        return (ShortIds.isOwn(resource) ? Stream.of(resource.arn(), reference) : Stream.of(resource.arn()))
                .flatMap(name -> byResource.getOrDefault(name, List.of()).stream())
                .toList();
    }
}
