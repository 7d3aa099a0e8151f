package io.muster.account;

import io.muster.inventory.event.Notifications;
import io.muster.inventory.event.Topic;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.OrganizationGrant;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes account ids of grants by units and tags. The members of the organization are kept in memory until one of them changes, of
 * which replicas notify each other. Without the connection for these notifications, the members are read for each call.
 */
@ApplicationScoped
public class GrantedAccounts {

    private static final StructuredLog LOG = StructuredLog.of(GrantedAccounts.class);

    /** A connection that broke without a word is found out after some 30 s: changes that it would have told of are seen by then. */
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(5);

    /** A token can hold any number of grants: beyond this number, unknown ones are not logged. */
    private static final int MOST_JUDGED = 1_000;

    private static final String MEMBERS =
            "select account_id, organization_path as path, organization_units as units, cast(organization_tags as jsonb) as tags"
                    + " from account where organization_path is not null and left_organization_at is null";

    private final Database database;
    private final Notifications notifications;
    private final UnknownGrants unknown = new UnknownGrants();
    private final AtomicBoolean hearing = new AtomicBoolean();
    private final AtomicLong generation = new AtomicLong();
    private final AtomicReference<Kept> kept = new AtomicReference<>();

    GrantedAccounts(Database database, Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
    }

    /** A registered account that is of the organization. */
    record Member(
            String accountId,
            String path,
            @Nullable List<String> units,
            @Nullable Map<String, String> tags) {

        boolean isMeant(OrganizationGrant grant) {
            return grant.means(path, units == null ? List.of() : units, tags);
        }
    }

    /**
     * @param since  by {@link System#nanoTime()}
     * @param judged grants that were looked at with these members
     */
    private record Kept(long generation, long since, Uni<List<Member>> members, Set<Set<OrganizationGrant>> judged) {

        boolean isGood(long now) {
            return generation == now && System.nanoTime() - since < LONGEST_KEPT.toNanos();
        }
    }

    /** The caller with the accounts that its grants mean now. */
    public Uni<Caller> admitted(Caller caller) {
        return caller.granted().followOrganization()
                ? scope(caller).map(caller::admittedTo)
                : Uni.createFrom().item(caller);
    }

    /**
     * Emits true once the admitted caller may see other accounts than before, or that can no longer be known; never completes
     * otherwise.
     */
    public Uni<Boolean> changed(Caller caller) {
        if (!caller.granted().followOrganization()) {
            return Uni.createFrom().nothing();
        }
        return notifications
                .of(Topic.ACCOUNT)
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(change -> differs(caller))
                .filter(Boolean::booleanValue)
                .toUni()
                .onFailure()
                .invoke(failure -> LOG.warn("Whether a caller may see other accounts by now cannot be told", failure))
                .onFailure()
                .recoverWithItem(true);
    }

    /** Fails with {@link ErrorCode#FORBIDDEN} where the caller, who was admitted, may see other accounts than then. */
    public Uni<Void> requireSame(Caller caller) {
        return differs(caller)
                .invoke(differs -> {
                    if (differs) {
                        throw new MusterException(
                                ErrorCode.FORBIDDEN, "The accounts that you may see have changed: begin again");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> differs(Caller caller) {
        return admitted(caller).map(now -> !now.accounts().equals(caller.accounts()));
    }

    /** Accounts that this replica changed are read again without waiting for the notification. */
    void changed(@Observes AccountChanged event) {
        generation.incrementAndGet();
    }

    private Uni<AccountScope> scope(Caller caller) {
        hear();
        Kept current = current();
        return current.members.map(members -> {
            Set<OrganizationGrant> grants = caller.granted().organization();
            if (current.judged.size() < MOST_JUDGED && current.judged.add(grants)) {
                unknown.tell(grants, members);
            }
            return AccountScope.of(Stream.concat(
                            caller.granted().named().accountIds().stream(),
                            members.stream()
                                    .filter(member -> grants.stream().anyMatch(member::isMeant))
                                    .map(Member::accountId))
                    .collect(Collectors.toSet()));
        });
    }

    private Kept current() {
        long now = generation.get();
        if (!notifications.isListening()) {
            return begun(now, read());
        }
        return kept.updateAndGet(before -> before != null && before.isGood(now)
                ? before
                : begun(now, read().onFailure().invoke(this::forget).memoize().indefinitely()));
    }

    private static Kept begun(long generation, Uni<List<Member>> members) {
        return new Kept(generation, System.nanoTime(), members, ConcurrentHashMap.newKeySet());
    }

    private void forget() {
        kept.set(null);
    }

    private Uni<List<Member>> read() {
        return database.rows(Sql.of(MEMBERS), Member.class);
    }

    private void hear() {
        if (hearing.compareAndSet(false, true)) {
            Multi<?> changes = notifications.of(Topic.ACCOUNT);
            changes.subscribe().with(change -> generation.incrementAndGet());
        }
    }
}
