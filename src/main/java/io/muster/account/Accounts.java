package io.muster.account;

import io.muster.aws.AwsRegions;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.smallrye.mutiny.Uni;
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

    private final Mutiny.SessionFactory sessions;
    private final Clock clock;

    Accounts(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What became of a registration. */
    public record Registration(Account account, boolean created) {}

    /**
     * Registers an account, or replaces what was registered under its id.
     *
     * @return fails with {@link ErrorCode#BAD_REQUEST} that names every field at fault
     */
    public Uni<Registration> register(Account account) {
        List<Violation> violations = violations(account);
        if (!violations.isEmpty()) {
            return Uni.createFrom().failure(refused(violations));
        }
        Instant now = clock.instant();
        return sessions.withStatelessTransaction((session, transaction) -> session.get(
                        AccountEntity.class, account.accountId())
                .chain(existing -> {
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
    public Uni<Boolean> remove(String accountId) {
        return sessions.withStatelessTransaction((session, transaction) -> session.createMutationQuery(
                                "delete from AccountEntity where accountId = :id")
                        .setParameter("id", accountId)
                        .executeUpdate())
                .map(removed -> removed > 0);
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
