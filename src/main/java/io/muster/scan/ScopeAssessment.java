package io.muster.scan;

import io.muster.collect.Collection;
import io.muster.finding.Findings;
import io.muster.inventory.CellState;
import io.muster.inventory.Cells;
import io.muster.inventory.KindModel;
import io.muster.inventory.StoredResources;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts a scope's estate together (what was just listed, and from the store what was not), lets the rules judge it and
 * settles the findings.
 */
@ApplicationScoped
class ScopeAssessment {

    /** What is not known of an account's instances: the ARNs by cell, null for a cell of which nothing is known. */
    private static final String UNREAD_INSTANCES = """
            select unread from cell
            where account_id = $1 and kind = 'INSTANCE' and state <> 'COMPLETE' and error_code is distinct from 'OUT_OF_SCOPE'
            union all
            select null from account, unnest(regions) as named (region)
            where account_id = $1 and not exists (select 1 from cell
                where cell.account_id = $1 and cell.region = named.region and kind = 'INSTANCE')
            """;

    private final Assessment assessment;

    ScopeAssessment(Assessment assessment) {
        this.assessment = assessment;
    }

    /** Judges a region, with the account-wide resources as they are stored. */
    Uni<Void> settleRegion(SqlConnection connection, ScopeWrite write, Map<ResourceKind, Collection<?>> listings) {
        EstateParts parts = new EstateParts(write.since());
        listings.forEach(parts::addListing);
        Map<ResourceKind, Unread> stored = new EnumMap<>(ResourceKind.class);
        kinds(kind -> !kind.global()).forEach(kind -> stored.put(kind, unreadBefore(kind, write.before())));
        stored.keySet().removeAll(listings.keySet());
        parts.addStates(stored);
        listings.forEach((kind, listing) -> {
            if (!listing.unread().isNothing()) {
                stored.put(kind, listing.unread());
            }
        });
        return StoredResources.ofScope(connection, write.scope(), stored.keySet())
                .invoke(parts::addStored)
                .chain(() -> addAccountWide(connection, write.scope().global(), parts))
                .chain(() -> settle(connection, write, parts));
    }

    /** Judges what belongs to the account as a whole, with the instances of all its regions. */
    Uni<Void> settleAccount(SqlConnection connection, ScopeWrite write) {
        EstateParts parts = new EstateParts(Map.of());
        String accountId = write.scope().accountId();
        return addAccountWide(connection, write.scope(), parts)
                .chain(() -> StoredResources.ofAccount(connection, accountId, Set.of(ResourceKind.INSTANCE)))
                .invoke(parts::addStored)
                .chain(() -> connection.preparedQuery(UNREAD_INSTANCES).execute(Tuple.of(accountId)))
                .invoke(cells -> parts.addStates(Map.of(ResourceKind.INSTANCE, unread(cells))))
                .chain(() -> settle(connection, write, parts));
    }

    private static Uni<Void> addAccountWide(SqlConnection connection, Scope global, EstateParts parts) {
        Set<ResourceKind> kinds = kinds(ResourceKind::global);
        return StoredResources.ofScope(connection, global, kinds)
                .invoke(parts::addStored)
                .chain(() -> Cells.states(connection, global))
                .invoke(states -> kinds.forEach(kind -> parts.addStates(Map.of(kind, unreadBefore(kind, states)))))
                .replaceWithVoid();
    }

    /** Of a cell that was never attempted, nothing is known. */
    private static Unread unreadBefore(ResourceKind kind, Map<ResourceKind, CellState> states) {
        CellState state = states.get(kind);
        return state == null ? Unread.everythingElse() : state.unread();
    }

    private static Unread unread(RowSet<Row> cells) {
        Unread unread = Unread.nothing();
        for (Row cell : cells) {
            String[] arns = cell.getArrayOfStrings("unread");
            unread = unread.and(arns == null ? Unread.everythingElse() : Unread.only(List.of(arns)));
        }
        return unread;
    }

    /** Rules take a processor's time: they are judged on a worker, not on the connection's event loop. */
    private Uni<Void> settle(SqlConnection connection, ScopeWrite write, EstateParts parts) {
        return Uni.createFrom()
                .item(() -> parts.estate(write.scope(), write.at()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(estate -> Findings.settle(
                        connection, write.scope(), write.at(), write.before(), assessment.assess(estate)))
                .invoke(write::settled)
                .replaceWithVoid();
    }

    private static Set<ResourceKind> kinds(Predicate<ResourceKind> which) {
        return KindModel.all().stream()
                .map(KindModel::kind)
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResourceKind.class)));
    }
}
