package io.muster.scan;

import io.muster.estate.Estate;
import io.muster.inventory.StoredResources;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The estate of a region as it is stored, for a question that is asked of it outside of a scan. */
@ApplicationScoped
public class StoredEstates {

    /** Where a resource is. */
    @RegisterForReflection
    public record Located(String arn, ResourceKind kind, String accountId, String region, String resourceId) {}

    private final Pool pool;
    private final Database database;
    private final Clock clock;

    StoredEstates(Pool pool, Database database, Clock clock) {
        this.pool = pool;
        this.database = database;
        this.clock = clock;
    }

    /** The resources that have the ARN or the short id, two at most, among those that the caller may see. */
    public Uni<List<Located>> find(AccountScope accounts, String id) {
        return database.rows(
                Sql.of(
                                "select arn, kind, account_id, region, resource_id from resource r where deleted_at is null and (arn = ")
                        .text(id)
                        .add(" or resource_id = ")
                        .text(id)
                        .add(") and ")
                        .add(Sql.within(accounts, "account_id"))
                        .add(" limit 2"),
                Located.class);
    }

    /** All of the region's resources of the kinds are read. The estate comes on a worker's thread. */
    public Uni<Estate> of(String accountId, String region, Set<ResourceKind> kinds) {
        return pool.withConnection(connection -> of(connection, Scope.of(accountId, region), kinds));
    }

    private Uni<Estate> of(SqlConnection connection, Scope scope, Set<ResourceKind> kinds) {
        return RegionalCells.incomplete(connection, scope.accountId(), kinds)
                .chain(cells -> StoredResources.ofScope(connection, scope, kinds)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(stored -> {
                            Scope home = stored.isEmpty()
                                    ? scope
                                    : stored.get(0).resource().scope();
                            EstateParts parts = new EstateParts(home, kinds, Map.of());
                            cells.stream()
                                    .filter(cell -> cell.region().equals(scope.region()))
                                    .forEach(cell -> parts.addState(cell.kind(), cell.region(), cell.unread()));
                            parts.addStored(stored);
                            return parts.estate(clock.instant());
                        }));
    }
}
