package io.muster.scan;

import io.muster.estate.Estate;
import io.muster.inventory.Cells;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.StoredResources;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.inventory.signal.ScopeSignals;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

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

    /**
     * The resources that have the ARN or the short id, two at most, among those that the caller may see; those of the meant kinds first: what
     * Systems Manager, GuardDuty and Amazon Inspector know of an instance has the instance's id.
     */
    public Uni<List<Located>> find(AccountScope accounts, String id, Set<ResourceKind> meant) {
        return database.rows(
                Sql.of(
                                "select arn, kind, account_id, region, resource_id from resource r where deleted_at is null and (arn = ")
                        .text(id)
                        .add(" or resource_id = ")
                        .text(id)
                        .add(") and ")
                        .add(Sql.within(accounts, "account_id"))
                        .add(" order by ")
                        .add(Sql.oneOf("kind", meant.stream().map(Enum::name).toList()))
                        .add(" desc, arn limit 2"),
                Located.class);
    }

    /** All of the region's resources of the kinds are read, and the networks that its VPCs lead to. The estate comes on a worker's thread. */
    public Uni<Estate> withNetworks(String accountId, String region, Set<ResourceKind> kinds) {
        return of(Scope.of(accountId, region), kinds, false, SharedNetworks.Followed.OWN, StoredEstates::nothingMore);
    }

    /**
     * The resources of the kinds are read: regional ones of the scope's region, or of all regions where the scope is
     * account-wide, and account-wide ones. The estate comes on a worker's thread.
     *
     * @param signals whether those of other products are read as well
     */
    public Uni<Estate> of(Scope scope, Set<ResourceKind> kinds, boolean signals) {
        return of(scope, kinds, signals, SharedNetworks.Followed.SHARED, StoredEstates::nothingMore);
    }

    /**
     * The same, with the hosts elsewhere that an attacker may hold, where attack paths can be looked for.
     *
     * @param accounts those that the caller may see: hosts of others are left out
     */
    public Uni<Estate> withHeldHosts(Scope scope, Set<ResourceKind> kinds, boolean signals, AccountScope accounts) {
        return of(
                scope,
                kinds,
                signals,
                SharedNetworks.Followed.SHARED,
                (connection, parts) -> parts.addHeldHosts(connection, accounts));
    }

    private static Uni<Void> nothingMore(SqlConnection connection, EstateParts parts) {
        return Uni.createFrom().voidItem();
    }

    private Uni<Estate> of(
            Scope scope,
            Set<ResourceKind> kinds,
            boolean signals,
            SharedNetworks.Followed followed,
            BiFunction<SqlConnection, EstateParts, Uni<Void>> more) {
        EstateParts parts = new EstateParts(scope, kinds, kinds, new HashMap<>());
        return pool.withTransaction(connection -> addRegional(connection, scope, parts)
                        .chain(() -> addAccountWide(connection, scope, parts))
                        .chain(() -> signals
                                ? ScopeSignals.of(connection, scope).invoke(parts::addSignals)
                                : Uni.createFrom().nullItem())
                        .chain(() -> parts.addTrailHomes(connection))
                        .chain(() -> parts.addNetworks(connection, followed))
                        .chain(() -> parts.addTrustingRoles(connection))
                        .chain(() -> more.apply(connection, parts))
                        .chain(() -> parts.addAccounts(connection)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> parts.estate(clock.instant()));
    }

    private static Uni<Void> addRegional(SqlConnection connection, Scope scope, EstateParts parts) {
        Set<ResourceKind> kinds = parts.regional();
        if (kinds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return RegionalCells.incomplete(connection, scope.accountId(), kinds)
                .invoke(cells -> cells.stream()
                        .filter(cell -> scope.isGlobal() || cell.region().equals(scope.region()))
                        .forEach(cell -> parts.addState(cell.kind(), cell.region(), cell.unread())))
                .chain(() -> scope.isGlobal()
                        ? RegionalCells.oldestListings(connection, scope.accountId(), kinds)
                                .invoke(listings -> listings.forEach(parts::addListedAt))
                        : Uni.createFrom().nullItem())
                .chain(() -> scope.isGlobal()
                        ? StoredResources.ofAccount(connection, scope.accountId(), kinds)
                        : StoredResources.ofScope(connection, scope, kinds))
                .invoke(parts::addStored)
                .replaceWithVoid();
    }

    private static Uni<Void> addAccountWide(SqlConnection connection, Scope scope, EstateParts parts) {
        Set<ResourceKind> kinds = parts.accountWide();
        if (kinds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Scope global = scope.global();
        return Cells.states(connection, global)
                .invoke(states ->
                        kinds.forEach(kind -> parts.addState(kind, Scope.GLOBAL, AccountWide.unread(kind, states))))
                .chain(states -> StoredResources.ofScope(connection, global, AccountWide.counting(kinds, states)))
                .invoke(parts::addStored)
                .replaceWithVoid();
    }

    /** The account-wide resources of an account, of the kinds. The estate comes on a worker's thread. */
    public Uni<Estate> ofAccount(String accountId, Set<ResourceKind> kinds) {
        return pool.withTransaction(connection ->
                ofAccount(connection, Scope.of(accountId, Scope.GLOBAL), kinds, TrustingRoles.NONE, List.of()));
    }

    /** The estate of the account, with the role of that ARN where another registered and enabled account has it. */
    public Uni<Estate> ofAccount(String accountId, Set<ResourceKind> kinds, String roleElsewhere) {
        return pool.withTransaction(connection -> TrustingRoles.named(connection, accountId, roleElsewhere)
                .chain(role -> ofAccount(connection, Scope.of(accountId, Scope.GLOBAL), kinds, role, List.of())));
    }

    /** The estate of the account, with the {@link AskedResource} of that ARN, if it is one. */
    Uni<Estate> ofAccountAnd(String resource, String accountId, Set<ResourceKind> kinds) {
        return pool.withTransaction(connection -> AskedResource.of(connection, accountId, resource)
                .chain(asked ->
                        ofAccount(connection, Scope.of(accountId, Scope.GLOBAL), kinds, TrustingRoles.NONE, asked)));
    }

    /** @param regional resources of kinds of which nothing else is read */
    private Uni<Estate> ofAccount(
            SqlConnection connection,
            Scope scope,
            Set<ResourceKind> kinds,
            TrustingRoles elsewhere,
            List<StoredResource> regional) {
        return Cells.states(connection, scope)
                .chain(states -> StoredResources.ofScope(connection, scope, AccountWide.counting(kinds, states))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(stored -> {
                            Scope home = stored.isEmpty()
                                    ? scope
                                    : stored.get(0).resource().scope();
                            Set<ResourceKind> needed = new HashSet<>(kinds);
                            regional.forEach(one -> needed.add(one.resource().kind()));
                            EstateParts parts = new EstateParts(home, needed, needed, new HashMap<>());
                            kinds.forEach(kind -> parts.addState(kind, Scope.GLOBAL, AccountWide.unread(kind, states)));
                            parts.addStored(stored);
                            regional.forEach(parts::addAlone);
                            parts.addTrusting(elsewhere);
                            return parts.estate(clock.instant());
                        }));
    }
}
