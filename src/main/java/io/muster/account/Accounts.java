package io.muster.account;

import io.muster.aws.AwsRegions;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** The registry of accounts. */
@ApplicationScoped
public class Accounts {

    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

    /** See the IAM user guide, "IAM identifiers". */
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

    private static final String LOCK = "select cast(1 as integer) from"
            + " (select pg_advisory_xact_lock(hashtextextended('account/' || cast(:id as text), 0))) locked";

    private final Mutiny.SessionFactory sessions;
    private final Clock clock;

    Accounts(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What became of a registration. */
    public record Registration(Account account, boolean created) {}

    /** Registers an account, or replaces what was registered under its id, whatever that was. */
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
        List<Violation> violations = violations(account);
        if (!violations.isEmpty()) {
            return Uni.createFrom().failure(refused(violations));
        }
        Instant now = clock.instant();
        return sessions.withStatelessTransaction((session, transaction) -> locked(session, account.accountId())
                .call(existing -> refuseWhilePurged(session, account.accountId()))
                .chain(existing -> {
                    check(precondition, existing);
                    Instant since = existing == null ? now : existing.registeredAt;
                    AccountEntity entity = AccountEntity.of(account, since, nextScan(account, now));
                    return session.upsert(entity)
                            .replaceWith(() -> new Registration(entity.toAccount(), existing == null));
                }));
    }

    public Uni<Optional<Account>> find(String accountId) {
        return sessions.withStatelessSession(session -> session.get(AccountEntity.class, accountId))
                .map(found -> Optional.ofNullable(found).map(AccountEntity::toAccount));
    }

    /** All that are enabled, by id. */
    public Uni<List<Account>> enabled() {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(
                                "from AccountEntity where enabled order by accountId", AccountEntity.class)
                        .getResultList())
                .map(found -> found.stream().map(AccountEntity::toAccount).toList());
    }

    /**
     * The accounts whose scheduled time has come, each moved on to its next time in the same transaction: asked from
     * any number of replicas, an account comes up once.
     */
    public Uni<List<Account>> takeDue() {
        Instant now = clock.instant();
        return sessions.withStatelessTransaction((session, transaction) -> session.createSelectionQuery(
                        "from AccountEntity where enabled and nextScanAt <= :now order by nextScanAt",
                        AccountEntity.class)
                .setParameter("now", now)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .call(due -> session.updateAll(due.stream()
                        .peek(entity -> entity.nextScanAt = nextScan(entity.toAccount(), now))
                        .toArray()))
                .map(due -> due.stream().map(AccountEntity::toAccount).toList()));
    }

    /** Forgets the registration; what was collected stays. */
    public Uni<Boolean> remove(String accountId, Precondition precondition) {
        return sessions.withStatelessTransaction((session, transaction) -> remove(session, accountId, precondition));
    }

    /**
     * Forgets the registration, and notes that what was collected is to go, too. Until that is done the account cannot be
     * registered again.
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
                    : session.delete(existing).replaceWith(true);
        });
    }

    /** What is registered under the id. Whoever asks next waits for the transaction's end, even if nothing is. */
    private static Uni<AccountEntity> locked(Mutiny.StatelessSession session, String accountId) {
        return session.createNativeQuery(LOCK, Integer.class)
                .setParameter("id", accountId)
                .getSingleResult()
                .chain(() -> session.get(AccountEntity.class, accountId));
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

    private static Instant nextScan(Account account, Instant now) {
        return account.schedule() == null
                ? null
                : Schedule.parse(account.schedule()).next(now).orElse(null);
    }

    private static MusterException refused(List<Violation> violations) {
        String detail = String.join(
                "; ",
                violations.stream().map(v -> v.field() + ": " + v.message()).toList());
        return new MusterException(ErrorCode.BAD_REQUEST, detail, violations);
    }

    private static List<Violation> violations(Account account) {
        List<Violation> violations = new ArrayList<>();
        if (!ACCOUNT_ID.matcher(account.accountId()).matches()) {
            violations.add(new Violation("accountId", "an AWS account id has twelve digits"));
        }
        if (account.roleArn() != null && !ROLE_ARN.matcher(account.roleArn()).matches()) {
            violations.add(new Violation("roleArn", "not the ARN of an IAM role"));
        }
        checkRegions(account.regions(), violations);
        checkSchedule(account.schedule(), violations);
        return violations;
    }

    private static void checkRegions(List<String> regions, List<Violation> violations) {
        if (regions == null) {
            return;
        }
        if (regions.isEmpty()) {
            violations.add(new Violation("regions", "an empty list scans nothing; leave it out for every region"));
        }
        for (int i = 0; i < regions.size(); i++) {
            if (!AwsRegions.known(regions.get(i))) {
                violations.add(new Violation("regions[" + i + "]", "\"" + regions.get(i) + "\" is not an AWS region"));
            }
        }
    }

    private static void checkSchedule(String schedule, List<Violation> violations) {
        if (schedule == null) {
            return;
        }
        try {
            Schedule.parse(schedule);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("schedule", e.getMessage()));
        }
    }
}
