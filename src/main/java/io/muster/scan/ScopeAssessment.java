package io.muster.scan;

import io.muster.collect.Collection;
import io.muster.estate.Estate;
import io.muster.finding.Findings;
import io.muster.inventory.CellState;
import io.muster.inventory.Cells;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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

    private static final String REGIONS_WITHOUT_INSTANCES = """
            select 1 from cell
            where account_id = $1 and kind = 'INSTANCE' and state <> 'COMPLETE' and error_code is distinct from 'OUT_OF_SCOPE'
            union all
            select 1 from account, unnest(regions) as named (region)
            where account_id = $1 and not exists (select 1 from cell
                where cell.account_id = $1 and cell.region = named.region and kind = 'INSTANCE')
            limit 1
            """;

    private final Assessment assessment;

    ScopeAssessment(Assessment assessment) {
        this.assessment = assessment;
    }

    /** Judges a region, with the account-wide resources as they are stored. */
    Uni<Void> settleRegion(SqlConnection connection, ScopeWrite write, Map<ResourceKind, Collection<?>> listings) {
        Parts parts = new Parts();
        listings.forEach(parts::add);
        parts.changedAt.putAll(write.since());
        Set<ResourceKind> stored = kinds(kind -> !kind.global());
        stored.removeAll(parts.current);
        Scope scope = write.scope();
        return StoredResources.ofScope(connection, scope, stored)
                .invoke(parts::add)
                .invoke(() -> parts.known(write.before(), stored, listings.keySet()))
                .chain(() -> addAccountWide(connection, scope.global(), parts))
                .chain(() -> settle(connection, write, parts));
    }

    /** Judges what belongs to the account as a whole, with the instances of all its regions. */
    Uni<Void> settleAccount(SqlConnection connection, ScopeWrite write) {
        Parts parts = new Parts();
        String accountId = write.scope().accountId();
        return addAccountWide(connection, write.scope(), parts)
                .chain(() -> StoredResources.ofAccount(connection, accountId, Set.of(ResourceKind.INSTANCE)))
                .invoke(parts::add)
                .chain(() -> connection.preparedQuery(REGIONS_WITHOUT_INSTANCES).execute(Tuple.of(accountId)))
                .invoke(gaps -> {
                    if (gaps.rowCount() == 0) {
                        parts.known.add(ResourceKind.INSTANCE);
                    }
                })
                .chain(() -> settle(connection, write, parts));
    }

    private static Uni<Void> addAccountWide(SqlConnection connection, Scope global, Parts parts) {
        Set<ResourceKind> kinds = kinds(ResourceKind::global);
        return StoredResources.ofScope(connection, global, kinds)
                .invoke(parts::add)
                .chain(() -> Cells.states(connection, global))
                .invoke(states -> parts.known(states, kinds, Set.of()))
                .replaceWithVoid();
    }

    /** Rules take a processor's time: they are judged on a worker, not on the connection's event loop. */
    private Uni<Void> settle(SqlConnection connection, ScopeWrite write, Parts parts) {
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

    /** An estate in the making. */
    private static final class Parts {
        private final List<Resource<?>> resources = new ArrayList<>();
        private final Map<String, Instant> changedAt = new HashMap<>();
        private final Set<ResourceKind> current = EnumSet.noneOf(ResourceKind.class);
        private final Set<ResourceKind> known = EnumSet.noneOf(ResourceKind.class);

        /** A listing counts if it is complete, or if what it brought is certain all the same. */
        void add(ResourceKind kind, Collection<?> listing) {
            boolean complete = listing instanceof Collection.Complete;
            if (complete || !listing.resources().isEmpty()) {
                resources.addAll(listing.resources());
                current.add(kind);
                known.add(kind);
            }
        }

        void add(List<StoredResource> stored) {
            stored.forEach(one -> {
                resources.add(one.resource());
                changedAt.put(one.resource().arn(), one.changedAt());
            });
        }

        /** Of the stored kinds, those count whose last attempt was complete and that did not fail just now. */
        void known(Map<ResourceKind, CellState> states, Set<ResourceKind> stored, Set<ResourceKind> attempted) {
            stored.stream()
                    .filter(kind -> !attempted.contains(kind))
                    .filter(kind -> states.containsKey(kind) && states.get(kind).complete())
                    .forEach(known::add);
        }

        Estate estate(Scope scope, Instant at) {
            return new Estate(scope, at, known, resources, changedAt);
        }
    }
}
