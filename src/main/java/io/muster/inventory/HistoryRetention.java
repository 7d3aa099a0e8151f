package io.muster.inventory;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Deletes the history of resources, and of results computed from them, whose retention has ended, in statements of bounded size. */
@ApplicationScoped
public class HistoryRetention {

    /** Scans do not wait for more than that. */
    private static final int ROWS_AT_A_TIME = 2_000;

    private static final String ANY = """
            select 1 where exists (select 1 from resource_version where valid_to < $1)
                        or exists (select 1 from resource_link_version where valid_to < $1)
                        or exists (select 1 from resource_change where at < $1)
                        or exists (select 1 from resource_address where valid_to < $1)
                        or exists (select 1 from attack_path where valid_to < $1)
                        or exists (select 1 from exposure where valid_to < $1)
                        or exists (select 1 from privilege where valid_to < $1)
                        or exists (select 1 from resource where deleted_at < $1)
            """;

    private static final String NOTE = """
            with moved as (update history_kept set kept_from = greatest(kept_from, $1) returning 1)
            insert into history_kept (kept_from) select $1 where not exists (select 1 from moved)
            """;

    /** Leaves rows that a scan has locked for the next time: the scan may restore a deleted resource. */
    private static final String DELETE = """
            delete from %1$s
            where ctid = any (array(select ctid from %1$s where %2$s < $1 order by %2$s limit $2 for update skip locked))
            """;

    /** Rows that belong to a resource are deleted before the resource, so that no deletion cascades. */
    private static final List<String> STATEMENTS = List.of(
            DELETE.formatted("resource_version", "valid_to"),
            DELETE.formatted("resource_link_version", "valid_to"),
            DELETE.formatted("resource_change", "at"),
            DELETE.formatted("resource_address", "valid_to"),
            DELETE.formatted("attack_path", "valid_to"),
            DELETE.formatted("exposure", "valid_to"),
            DELETE.formatted("privilege", "valid_to"),
            DELETE.formatted("resource", "deleted_at"));

    private static final OldRows HISTORY = new OldRows(ANY, NOTE, STATEMENTS);

    private final Pool pool;
    private final InventoryConfig config;
    private final Clock clock;

    HistoryRetention(Pool pool, InventoryConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** Deletes the history that is too old by now. */
    @Scheduled(
            identity = "resource-history",
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> tick() {
        OffsetDateTime end = clock.instant().minus(config.history()).atOffset(ZoneOffset.UTC);
        return Retention.run("states of resources", end, before -> HISTORY.deleteBefore(pool, before, ROWS_AT_A_TIME));
    }
}
