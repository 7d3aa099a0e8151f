package io.muster.account;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/** The registry of accounts. */
@ApplicationScoped
public class Accounts {

    private static final String LOCK = "select cast(1 as integer) from"
            + " (select pg_advisory_xact_lock(hashtextextended('account/' || cast(:id as text), 0))) locked";

    private final Mutiny.SessionFactory sessions;
    private final Clock clock;
    private final Event<AccountChanged> changed;

    Accounts(Mutiny.SessionFactory sessions, Clock clock, Event<AccountChanged> changed) {
        this.sessions = sessions;
        this.clock = clock;
        this.changed = changed;
    }

    /** The outcome of a registration. */
    public record Registration(Account account, boolean created) {}

    /** Registers an account, or replaces the registration under its id. */
    public Uni<Registration> register(Account account) {
        return register(account, Precondition.NONE);
    }

    /**
     * Registers an account, or replaces what was registered under its id.
     *
     * @return fails with {@link ErrorCode#BAD_REQUEST} that names every field at fault, with {@link ErrorCode#CONFLICT}
     *     while the account is being purged, and with what the precondition throws
     */
    public Uni<Registration> register(Account account, Precondition precondition) {
        return Uni.createFrom()
                .item(() -> AccountForm.requireValid(account))
                .chain(valid -> sessions.withStatelessTransaction(
                        (session, transaction) -> register(session, valid, precondition)))
                .invoke(() -> changed.fire(new AccountChanged(account.accountId())));
    }

    private Uni<Registration> register(Mutiny.StatelessSession session, Account account, Precondition precondition) {
        return locked(session, account.accountId())
                .call(existing -> refuseWhilePurged(session, account.accountId()))
                .chain(existing -> {
                    check(precondition, existing);
                    return store(session, placed(account, existing), existing);
                });
    }

    /**
     * Changes a registration.
     *
     * @param change computes the new account from the registered one; its exception is the failure of this call
     * @return fails with {@link ErrorCode#NOT_FOUND} where none is registered, and as
     * {@link #register(Account, Precondition)} does
     */
    public Uni<Account> change(String accountId, Precondition precondition, UnaryOperator<Account> change) {
        return sessions.withStatelessTransaction((session, transaction) -> locked(session, accountId)
                        .chain(existing -> {
                            check(precondition, existing);
                            if (existing == null) {
                                throw MusterException.notFound("Account " + accountId);
                            }
                            Account wanted = AccountForm.requireValid(change.apply(existing.toAccount()));
                            return store(session, placed(wanted, existing), existing)
                                    .map(Registration::account);
                        }))
                .invoke(() -> changed.fire(new AccountChanged(accountId)));
    }

    /** The account at its known place in the organization, of which people and settings say nothing. */
    private static Account placed(Account account, @Nullable AccountEntity existing) {
        return existing == null ? account : account.at(existing.toAccount().membership());
    }

    private Uni<Registration> store(
            Mutiny.StatelessSession session, Account account, @Nullable AccountEntity existing) {
        Instant now = clock.instant();
        Instant since = existing == null ? now : existing.registeredAt;
        AccountEntity entity = AccountEntity.of(account, since, nextScan(existing, account, now));
        return session.upsert(entity).replaceWith(() -> new Registration(entity.toAccount(), existing == null));
    }

    /**
     * When the account is scanned next. A change that leaves the schedule as it is does not move that time: accounts of the settings are
     * registered again at each start.
     */
    private static @Nullable Instant nextScan(@Nullable AccountEntity existing, Account wanted, Instant now) {
        return existing != null
                        && existing.nextScanAt != null
                        && existing.enabled == wanted.enabled()
                        && Objects.equals(existing.schedule, wanted.schedule())
                ? existing.nextScanAt
                : nextScan(wanted, now);
    }

    /**
     * Brings one registration in step with the organization.
     *
     * @param change computes the new registration from the current one; empty for none
     * @return whether anything changed; fails as {@link #register(Account, Precondition)} does
     */
    Uni<Boolean> follow(String accountId, UnaryOperator<Optional<Account>> change) {
        return sessions.withStatelessTransaction((session, transaction) ->
                        locked(session, accountId).chain(existing -> follow(session, existing, change)))
                .invoke(altered -> {
                    if (altered) {
                        changed.fire(new AccountChanged(accountId));
                    }
                });
    }

    private Uni<Boolean> follow(
            Mutiny.StatelessSession session,
            @Nullable AccountEntity existing,
            UnaryOperator<Optional<Account>> change) {
        Optional<Account> before = Optional.ofNullable(existing).map(AccountEntity::toAccount);
        Optional<Account> wanted = change.apply(before);
        if (wanted.isEmpty() || wanted.equals(before)) {
            return Uni.createFrom().item(false);
        }
        Account valid = AccountForm.requireValid(wanted.get());
        return refuseWhilePurged(session, valid.accountId())
                .chain(() -> store(session, valid, existing))
                .replaceWith(true);
    }

    public Uni<Optional<Account>> find(String accountId) {
        return sessions.withStatelessSession(session -> session.get(AccountEntity.class, accountId))
                .map(found -> Optional.ofNullable(found).map(AccountEntity::toAccount));
    }

    /** All that are known to be of the organization, or to have been, by id. */
    Uni<List<Account>> members() {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(
                                "from AccountEntity where organizationPath is not null order by accountId",
                                AccountEntity.class)
                        .getResultList())
                .map(found -> found.stream().map(AccountEntity::toAccount).toList());
    }

    /** Deletes the registration; the collected resources stay. */
    public Uni<Boolean> remove(String accountId, Precondition precondition) {
        return sessions.withStatelessTransaction((session, transaction) -> remove(session, accountId, precondition))
                .invoke(() -> changed.fire(new AccountChanged(accountId)));
    }

    /**
     * Deletes the registration, and notes that the collected data is to be purged. Until that is done, the account cannot be
     * registered again. No {@link AccountChanged} is fired: its observers would mark as out of scope what is about to be deleted, and
     * tell of findings that are. Grants follow the database's notification, as in the other replicas.
     *
     * @return whether it was registered
     */
    public Uni<Boolean> removeToPurge(String accountId, Precondition precondition) {
        return sessions.withStatelessTransaction((session, transaction) -> remove(session, accountId, precondition)
                .call(() -> session.createNativeQuery("insert into account_purge (account_id, requested_at)"
                                + " values (:id, now()) on conflict do nothing")
                        .setParameter("id", accountId)
                        .executeUpdate()));
    }

    private static Uni<Boolean> remove(Mutiny.StatelessSession session, String accountId, Precondition precondition) {
        return locked(session, accountId).chain(existing -> {
            check(precondition, existing);
            return existing == null
                    ? Uni.createFrom().item(false)
                    : delete(session, accountId).replaceWith(true);
        });
    }

    /**
     * Deletes by a statement: where entities are deleted at the same time, Hibernate Reactive may never complete one of the calls
     * (issue 1713).
     */
    private static Uni<Integer> delete(Mutiny.StatelessSession session, String accountId) {
        return session.createMutationQuery("delete AccountEntity where accountId = :id")
                .setParameter("id", accountId)
                .executeUpdate();
    }

    /**
     * The registration of the id. Another transaction that asks waits for this one's end, even if nothing is registered, and
     * {@link DueAccounts} leaves the account to a later tick, for its next time would be overwritten else.
     */
    private static Uni<AccountEntity> locked(Mutiny.StatelessSession session, String accountId) {
        return session.createNativeQuery(LOCK, Integer.class)
                .setParameter("id", accountId)
                .getSingleResult()
                .chain(() -> session.get(AccountEntity.class, accountId, LockModeType.PESSIMISTIC_WRITE));
    }

    private static void check(Precondition precondition, @Nullable AccountEntity existing) {
        precondition.check(Optional.ofNullable(existing).map(AccountEntity::toAccount));
    }

    private static Uni<Void> refuseWhilePurged(Mutiny.StatelessSession session, String accountId) {
        return session.createNativeQuery(
                        "select cast(count(*) as integer) from account_purge where account_id = :id", Integer.class)
                .setParameter("id", accountId)
                .getSingleResult()
                .invoke(purges -> {
                    if (purges > 0) {
                        throw new MusterException(
                                ErrorCode.CONFLICT, "Account " + accountId + " is being purged: try again later");
                    }
                })
                .replaceWithVoid();
    }

    private static @Nullable Instant nextScan(Account account, Instant now) {
        return account.schedule() == null
                ? null
                : Schedule.parse(account.schedule()).next(now).orElse(null);
    }
}
