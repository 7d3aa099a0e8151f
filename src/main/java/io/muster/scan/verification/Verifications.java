package io.muster.scan.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.aws.AwsAccess;
import io.muster.aws.AwsClients;
import io.muster.aws.AwsException;
import io.muster.aws.AwsFailure;
import io.muster.estate.privilege.Decision;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Simulated;
import io.muster.inventory.StorableText;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.muster.rule.AnswerDisputed;
import io.muster.scan.AssessmentRequest;
import io.muster.scan.Assessments;
import io.muster.scan.PermissionVerdict;
import io.muster.scan.Permissions;
import io.muster.scan.ScanTrigger;
import io.muster.scan.StoredEstates.Located;
import io.muster.scan.verification.SimulatorQuestions.SimulatorAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks AWS questions that Muster has answered, and stores both answers. The question is stored before AWS is asked; if the
 * replica is lost in between, the verification is shown as failed.
 */
@ApplicationScoped
public class Verifications {

    private static final StructuredLog LOG = StructuredLog.of(Verifications.class);

    private static final String ASK = """
            insert into verification (account_id, role_arn, action, resource, verdict, compared, evidence, requested_by, requester_name,
                                      asked_at)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10) returning id
            """;

    private static final String ANSWER = """
            update verification set outcome = $2, decision = $3, reason = $4, error_code = $5, evidence = $6::text::jsonb, answered_at = $7
            where id = $1 and outcome is null
            """;

    /** Finds an unresolved finding about answers on the role. */
    private static final String STANDS = "select 1 from finding where rule_id = '" + AnswerDisputed.ID
            + "' and resource_arn = $1 and status <> 'RESOLVED'";

    private final Permissions permissions;
    private final Accounts accounts;
    private final AwsClients aws;
    private final Assessments assessments;
    private final VerificationMetrics metrics;
    private final VerificationConfig config;
    private final Pool pool;
    private final Clock clock;
    private final Semaphore slots;

    Verifications(
            Permissions permissions,
            Accounts accounts,
            AwsClients aws,
            Assessments assessments,
            VerificationMetrics metrics,
            VerificationConfig config,
            Pool pool,
            Clock clock) {
        this.permissions = permissions;
        this.accounts = accounts;
        this.aws = aws;
        this.assessments = assessments;
        this.metrics = metrics;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        slots = new Semaphore(config.concurrency());
    }

    /** A question with Muster's answer. */
    private record Asked(
            VerificationQuestion question, String accountId, Decision decision, Simulated own, ObjectNode evidence) {}

    /** The part of AWS's answer that is stored. */
    private record Answered(
            VerificationOutcome outcome,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String errorCode) {}

    /** A verification that has begun. */
    public record Begun(String id, String accountId, String roleArn) {}

    /**
     * Begins a verification.
     *
     * @return fails where the role is not in the inventory, where its account is not registered, and where too many are under way
     */
    public Uni<Begun> request(Caller caller, AccountScope scope, VerificationQuestion question) {
        return Uni.createFrom().deferred(() -> {
            if (!slots.tryAcquire()) {
                throw new MusterException(
                        ErrorCode.TOO_MANY_REQUESTS, "There are too many verifications under way: try later");
            }
            return inSlot(caller, scope, question);
        });
    }

    private Uni<Begun> inSlot(Caller caller, AccountScope scope, VerificationQuestion question) {
        // the slot is given back once: here, or where the work has ended
        AtomicBoolean over = new AtomicBoolean();
        return Uni.createFrom()
                .deferred(() -> permissions.find(scope, question.role()))
                .map(found -> found.orElseThrow(() -> MusterException.notFound("The role " + question.role())))
                .chain(role -> account(role)
                        .chain(account -> answer(scope, role, question)
                                .chain(asked -> store(caller, asked)
                                        .invoke(id -> {
                                            if (over.compareAndSet(false, true)) {
                                                work(id, account, asked);
                                            }
                                        })
                                        .map(id -> new Begun(String.valueOf(id), asked.accountId(), role.arn())))))
                .onTermination()
                .invoke(() -> {
                    if (over.compareAndSet(false, true)) {
                        slots.release();
                    }
                });
    }

    private Uni<Account> account(Located role) {
        return accounts.find(role.accountId())
                .map(found -> found.orElseThrow(() -> new MusterException(
                        ErrorCode.CONFLICT,
                        "Account " + role.accountId() + " is not registered: AWS cannot be asked about its roles")));
    }

    /** Muster's answer is that of {@code can} to the caller: by the trust policy of a role of another account as well. */
    private Uni<Asked> answer(AccountScope scope, Located role, VerificationQuestion question) {
        return permissions
                .of(role, question.resource(), scope)
                .map(found -> found.orElseThrow(() -> MusterException.notFound("The role " + question.role())))
                .map(privileges -> asked(role, question.of(role.arn()), privileges));
    }

    private static Asked asked(Located role, VerificationQuestion question, RolePrivileges privileges) {
        Decision decision = privileges.decide(question.action(), question.resource());
        return new Asked(
                question,
                role.accountId(),
                decision,
                Simulated.of(privileges, question.action(), question.resource()),
                VerificationEvidence.of(decision));
    }

    private Uni<Long> store(Caller caller, Asked asked) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.tuple()
                        .addString(asked.accountId())
                        .addString(asked.question().role())
                        .addString(asked.question().action())
                        .addString(asked.question().resource())
                        .addString(
                                PermissionVerdict.of(asked.decision().verdict()).name())
                        .addString(PermissionVerdict.of(asked.own().verdict()).name())
                        .addString(asked.evidence().toString())
                        .addString(StorableText.of(caller.id().key()))
                        .addString(StorableText.of(caller.name()))
                        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /** Asks AWS in the background: no caller waits for the answer. */
    private void work(long id, Account account, Asked asked) {
        AwsAccess access = new AwsAccess(account.accountId(), account.roleArn(), account.externalId());
        Uni.createFrom()
                .deferred(() -> SimulatorQuestions.ask(aws.session(access), asked.question(), asked.own()))
                .ifNoItem()
                .after(config.timeLimit())
                .fail()
                .map(answer -> compare(asked, answer))
                .onFailure()
                .recoverWithItem(Verifications::failed)
                .chain(answered -> keep(id, asked, answered))
                .onTermination()
                .invoke(() -> slots.release())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.with("verificationId", id).warn("AWS's answer could not be stored", failure));
    }

    private static Answered compare(Asked asked, SimulatorAnswer answer) {
        VerificationEvidence.with(asked.evidence(), answer);
        Comparison comparison = Comparison.of(asked.own(), answer.simulation(), answer.context());
        return new Answered(comparison.outcome(), answer.simulation().decision(), comparison.reason(), null);
    }

    private static Answered failed(Throwable failure) {
        if (failure instanceof AwsException refused) {
            AwsFailure told = refused.failure();
            return failed(told.operation() + ": " + told.message(), told.errorCode());
        }
        if (failure instanceof TimeoutException) {
            return failed("AWS did not answer within muster.verification.time-limit", AwsFailure.TIMEOUT);
        }
        LOG.error("AWS's answer could not be compared", failure);
        return failed("Muster failed to handle the answer; its log tells more", AwsFailure.INTERNAL);
    }

    private static Answered failed(String reason, String errorCode) {
        return new Answered(VerificationOutcome.FAILED, null, reason, errorCode);
    }

    private Uni<Void> keep(long id, Asked asked, Answered answered) {
        return pool.preparedQuery(ANSWER)
                .execute(Tuple.tuple()
                        .addLong(id)
                        .addString(answered.outcome().name())
                        .addString(answered.decision())
                        .addString(StorableText.of(answered.reason()))
                        .addString(answered.errorCode())
                        .addString(asked.evidence().toString())
                        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(() -> metrics.count(answered.outcome()))
                .invoke(() -> log(id, asked, answered))
                .chain(() -> settle(id, asked, answered));
    }

    private static void log(long id, Asked asked, Answered answered) {
        if (answered.outcome() == VerificationOutcome.DISAGREES) {
            LOG.with("verificationId", id)
                    .with("roleArn", asked.question().role())
                    .with("awsAction", asked.question().action())
                    .with("reason", answered.reason())
                    .warn("AWS contradicts Muster about a role's rights");
        }
    }

    /** Requests an assessment that updates the finding; if that fails, the next scan updates it. */
    private Uni<Void> settle(long id, Asked asked, Answered answered) {
        if (answered.outcome() == VerificationOutcome.FAILED) {
            return Uni.createFrom().voidItem();
        }
        Uni<Boolean> concerns = answered.outcome() == VerificationOutcome.DISAGREES
                ? Uni.createFrom().item(true)
                : pool.preparedQuery(STANDS)
                        .execute(Tuple.of(asked.question().role()))
                        .map(rows -> rows.rowCount() > 0);
        return concerns.chain(asks ->
                        asks ? assess(id, asked.accountId()) : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.with("verificationId", id).warn("A finding waits for the next scan", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> assess(long id, String accountId) {
        return assessments
                .request(
                        AccountScope.EVERY_ACCOUNT,
                        new AssessmentRequest(
                                List.of(accountId),
                                null,
                                List.of(AnswerDisputed.ID),
                                ScanTrigger.REQUEST,
                                "verification " + id,
                                null))
                .replaceWithVoid();
    }
}
