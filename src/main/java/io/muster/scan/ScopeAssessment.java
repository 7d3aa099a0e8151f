package io.muster.scan;

import io.muster.collect.Collection;
import io.muster.estate.Estate;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.estate.exposure.Exposures;
import io.muster.estate.privilege.Privileges;
import io.muster.finding.Findings;
import io.muster.finding.Settlement;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.StoredResources;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.signal.ScopeSignals;
import io.muster.rule.AnswerDisputed;
import io.muster.rule.Assessment;
import io.muster.rule.CollectionGap;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Builds a scope's estate from the listings of the scan, or from the store where there is none, judges it by the rules and
 * settles the findings.
 */
@ApplicationScoped
class ScopeAssessment {

    private final Assessment assessment;
    private final CollectionGaps gaps;
    private final AccountWideResources accountWide;

    ScopeAssessment(Assessment assessment, CollectionGaps gaps, AccountWideResources accountWide) {
        this.assessment = assessment;
        this.gaps = gaps;
        this.accountWide = accountWide;
    }

    /**
     * Judges a region, with the account-wide resources as they are stored.
     *
     * @param rules the rules to judge by; null for all
     */
    Uni<Void> settleRegion(
            SqlConnection connection,
            ScopeWrite write,
            Map<ResourceKind, Collection<?>> listings,
            @Nullable Set<String> rules) {
        EstateParts parts = parts(write, rules);
        Set<ResourceKind> stored = EnumSet.noneOf(ResourceKind.class);
        for (ResourceKind kind : parts.regional()) {
            Collection<?> listing = wholeOrNull(listings.get(kind));
            if (listing == null) {
                parts.addCell(kind, write.before().get(kind));
            } else {
                parts.addListing(kind, listing);
            }
            if (listing == null || !listing.unread().isNothing()) {
                stored.add(kind);
            }
        }
        return inputs(connection, write)
                .chain(before -> unlessNone(
                                stored,
                                () -> StoredResources.ofScope(connection, write.scope(), stored)
                                        .invoke(parts::addStored))
                        .chain(() -> addAccountWide(connection, write.scope().global(), parts))
                        .chain(() -> estate(connection, write, parts, rules))
                        .call(estate -> exposures(connection, write, estate, rules, before.exposures()))
                        .call(estate -> attackPaths(connection, write, estate, rules, before.attackPaths()))
                        .chain(estate -> settle(connection, write, estate, rules)));
    }

    /** The fingerprints of a region before its estate was loaded. */
    private record Inputs(String exposures, String attackPaths) {}

    private static Uni<Inputs> inputs(SqlConnection connection, ScopeWrite write) {
        return Exposures.fingerprint(connection, write.scope(), write.at())
                .chain(exposures -> StoredAttackPaths.fingerprint(connection, write.scope(), write.at())
                        .map(attackPaths -> new Inputs(exposures, attackPaths)));
    }

    /** Judges a region as it is stored, by the rules that read trails. */
    Uni<Void> settleTrails(SqlConnection connection, ScopeWrite write) {
        return settleRegion(connection, write, Map.of(), assessment.readers(write.scope(), Set.of(ResourceKind.TRAIL)));
    }

    /** The listing, or null for one of single resources, which are already stored with the others. */
    private static @Nullable Collection<?> wholeOrNull(@Nullable Collection<?> listing) {
        return listing instanceof Collection.Named ? null : listing;
    }

    /** Updates exposures, unless no rule reads the kinds that they need. */
    private Uni<Void> exposures(
            SqlConnection connection,
            ScopeWrite write,
            Estate estate,
            @Nullable Set<String> rules,
            String fingerprint) {
        return assessment.kinds(write.scope(), rules).containsAll(Exposures.kinds())
                ? Exposures.record(connection, write.at(), estate, fingerprint)
                : Uni.createFrom().voidItem();
    }

    /** Updates attack paths, unless no rule reads the kinds that they need. */
    private Uni<Void> attackPaths(
            SqlConnection connection,
            ScopeWrite write,
            Estate estate,
            @Nullable Set<String> rules,
            String fingerprint) {
        return assessment.kinds(write.scope(), rules).containsAll(StoredAttackPaths.kinds())
                ? StoredAttackPaths.record(connection, write.at(), estate, fingerprint)
                : Uni.createFrom().voidItem();
    }

    /** Updates privileges, unless no rule reads the kinds that they need. */
    private Uni<Void> privileges(
            SqlConnection connection,
            ScopeWrite write,
            Estate estate,
            @Nullable Set<String> rules,
            String fingerprint) {
        return assessment.kinds(write.scope(), rules).containsAll(Privileges.kinds())
                ? Privileges.record(connection, write.scope(), write.at(), estate, fingerprint)
                : Uni.createFrom().voidItem();
    }

    /** Judges what belongs to the account as a whole, with the resources of all its regions. */
    Uni<Void> settleAccount(SqlConnection connection, ScopeWrite write, @Nullable Set<String> rules) {
        EstateParts parts = parts(write, rules);
        String accountId = write.scope().accountId();
        return Privileges.fingerprint(connection, write.scope(), write.at())
                .chain(fingerprint -> addAccountWide(connection, write.scope(), parts)
                        .chain(() -> unlessNone(parts.regional(), () -> addRegional(connection, accountId, parts)))
                        .chain(() -> estate(connection, write, parts, rules))
                        .call(estate -> privileges(connection, write, estate, rules, fingerprint))
                        .chain(estate -> settle(connection, write, estate, rules)))
                .onTermination()
                .invoke(() -> accountWide.forget(accountId));
    }

    /** The kinds of whose resources rules about the scope ask since when they have been as they are. */
    Set<ResourceKind> agedKinds(Scope scope) {
        return assessment.agedKinds(scope, null);
    }

    private EstateParts parts(ScopeWrite write, @Nullable Set<String> rules) {
        Scope scope = write.scope();
        return new EstateParts(
                scope, assessment.kinds(scope, rules), assessment.agedKinds(scope, rules), write.since());
    }

    private Uni<Void> addAccountWide(SqlConnection connection, Scope global, EstateParts parts) {
        Set<ResourceKind> kinds = parts.accountWide();
        return unlessNone(
                kinds,
                () -> accountWide.of(connection, global).invoke(found -> {
                    parts.addStored(found.resources());
                    kinds.forEach(kind -> parts.addState(kind, Scope.GLOBAL, found.unread(kind)));
                }));
    }

    /** Reads the cells first: if a scan ends in between, the estate assumes less knowledge than it has, never more. */
    private static Uni<Void> addRegional(SqlConnection connection, String accountId, EstateParts parts) {
        return RegionalCells.incomplete(connection, accountId, parts.regional())
                .invoke(cells -> cells.forEach(cell -> parts.addState(cell.kind(), cell.region(), cell.unread())))
                .chain(() -> RegionalCells.oldestListings(connection, accountId, parts.regional()))
                .invoke(listings -> listings.forEach(parts::addListedAt))
                .chain(() -> StoredResources.ofAccount(connection, accountId, parts.regional()))
                .invoke(parts::addStored)
                .replaceWithVoid();
    }

    /** The work, unless there are no kinds to do it for. */
    private static Uni<Void> unlessNone(Set<ResourceKind> kinds, Supplier<Uni<?>> work) {
        return kinds.isEmpty() ? Uni.createFrom().voidItem() : work.get().replaceWithVoid();
    }

    private List<Stream<Assessment.Result>> judgements(
            Estate estate, @Nullable Set<String> rules, Assessment.Result gap, List<Assessment.Result> disputed) {
        List<Stream<Assessment.Result>> all = new ArrayList<>(assessment.byRule(estate, rules));
        if (rules == null || rules.contains(CollectionGap.ID)) {
            all.add(Stream.of(gap));
        }
        all.add(disputed.stream());
        return all;
    }

    private static Uni<List<Assessment.Result>> disputed(
            SqlConnection connection, Scope scope, @Nullable Set<String> rules) {
        return rules == null || rules.contains(AnswerDisputed.ID)
                ? DisputedAnswers.judge(connection, scope)
                : Uni.createFrom().item(List.of());
    }

    private Uni<Void> signals(SqlConnection connection, Scope scope, EstateParts parts, @Nullable Set<String> rules) {
        return assessment.readsSignals(scope, rules)
                ? ScopeSignals.of(connection, scope).invoke(parts::addSignals).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Builds the estate on a worker, because that takes processor time, and not on the connection's event loop. */
    private Uni<Estate> estate(
            SqlConnection connection, ScopeWrite write, EstateParts parts, @Nullable Set<String> rules) {
        return parts.addAccounts(connection)
                .call(() -> signals(connection, write.scope(), parts, rules))
                .call(() -> parts.addTrailHomes(connection))
                .call(() -> parts.addNetworks(connection, SharedNetworks.Followed.SHARED))
                .call(() -> parts.addTrustingRoles(connection))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ids -> parts.estate(write.at()));
    }

    /**
     * Settles the findings. This is the last step of a transaction: the counts that it writes are those of the estate as well, for which the
     * scopes of other accounts wait until the transaction ends.
     */
    private Uni<Void> settle(SqlConnection connection, ScopeWrite write, Estate estate, @Nullable Set<String> rules) {
        Settlement settlement =
                new Settlement(write.scope(), write.at(), write.before(), rules, assessment.versions(write.scope()));
        return gaps.judge(connection, write.scope(), write.at())
                .chain(gap -> disputed(connection, write.scope(), rules)
                        .map(disputed -> judgements(estate, rules, gap, disputed)))
                .chain(judgements -> Findings.settle(connection, settlement, judgements))
                .invoke(write::settled)
                .replaceWithVoid();
    }
}
