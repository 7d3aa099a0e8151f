package io.muster.finding.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.finding.webhook.Outgoing.Event;
import io.muster.platform.Caller;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes, changes, tests and deletes webhooks, and replays failed deliveries. */
@ApplicationScoped
public class Webhooks {

    /** Limits the work for each event of a finding, which is compared with each webhook. */
    static final int MOST = 100;

    /** The most deliveries that one call replays. */
    public static final int MOST_REPLAYED = 10_000;

    private static final String COUNT = "select count(*) from WebhookEntity";

    private static final String REPLAY = """
            update webhook_delivery
            set state = 'PENDING', attempts = 0, due_at = now(), ended_at = null
            where id in (select id from webhook_delivery
                         where webhook_id = $1 and state = 'DEAD' and ($2::bigint[] is null or id = any($2::bigint[]))
                         order by id limit $3 for update)
            """;

    private static final String TARGET = "select name, format, url, secret from webhook where id = $1";

    private static final String HELLO = "This webhook works. Muster sends what happens to findings here.";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final WebhookReads reads;
    private final Targets targets;
    private final Sender sender;
    private final Clock clock;

    Webhooks(
            Mutiny.SessionFactory sessions,
            Pool pool,
            WebhookReads reads,
            Targets targets,
            Sender sender,
            Clock clock) {
        this.sessions = sessions;
        this.pool = pool;
        this.reads = reads;
        this.targets = targets;
        this.sender = sender;
        this.clock = clock;
    }

    /** Throws a bad request that names every field at fault of a webhook that is made, or replaces another. */
    public void check(WebhookDraft draft, boolean isNew) {
        WebhookForm.check(draft, targets, isNew);
    }

    /** Fails as a bad request that names every field at fault, and as a conflict where there is one of the name, or too many. */
    public Uni<WebhookView> make(WebhookDraft draft, Caller caller) {
        check(draft, true);
        WebhookEntity entity = WebhookEntity.of(stored(draft), caller.name(), clock.instant());
        return sessions.withStatelessTransaction(
                        (session, transaction) -> session.createSelectionQuery(COUNT, Long.class)
                                .getSingleResult()
                                .invoke(Webhooks::requireRoom)
                                .chain(() -> session.insert(entity)))
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> nameTaken())
                .chain(() -> view(entity.id));
    }

    private static void requireRoom(long webhooks) {
        if (webhooks >= MOST) {
            throw new MusterException(ErrorCode.CONFLICT, "There are " + MOST + " webhooks already: delete one first");
        }
    }

    private static MusterException nameTaken() {
        return new MusterException(
                ErrorCode.CONFLICT,
                "name: there is another webhook of this name",
                List.of(new MusterException.Violation("name", "there is another webhook of this name")));
    }

    /**
     * Replaces all but the address and the secret where the draft has none.
     *
     * @param precondition gets the version; its exception is the failure of this call
     */
    public Uni<WebhookView> replace(String id, IntConsumer precondition, WebhookDraft draft) {
        check(draft, false);
        return sessions.withStatelessTransaction((session, transaction) -> locked(session, id)
                        .invoke(entity -> precondition.accept(entity.version))
                        .invoke(entity -> requireSecret(entity, draft))
                        .invoke(entity -> entity.become(stored(draft), clock.instant()))
                        .chain(session::update))
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> nameTaken())
                .chain(() -> view(Long.valueOf(id)));
    }

    private static void requireSecret(WebhookEntity entity, WebhookDraft draft) {
        if (draft.format() == WebhookFormat.JSON && draft.secret() == null && entity.secret == null) {
            throw MusterException.badField("secret", "is missing: the key of the signatures");
        }
    }

    private static WebhookDraft stored(WebhookDraft draft) {
        WebhookFilter filter = draft.filter();
        return new WebhookDraft(
                draft.name(),
                draft.enabled(),
                draft.format(),
                draft.url(),
                draft.secret(),
                draft.digestHour(),
                new WebhookFilter(
                        filter.types(),
                        filter.minimumSeverity(),
                        filter.severities(),
                        filter.areas(),
                        filter.ruleIds(),
                        filter.accountIds(),
                        WebhookForm.unit(filter.ouPath()),
                        filter.tags()));
    }

    /** Deletes it with its deliveries: what was not sent is not sent any more. */
    public Uni<Void> delete(String id, IntConsumer precondition) {
        return sessions.withStatelessTransaction((session, transaction) -> locked(session, id)
                .invoke(entity -> precondition.accept(entity.version))
                .chain(entity -> delete(session, entity))
                .replaceWithVoid());
    }

    /**
     * Deletes by a statement: where entities are deleted at the same time, Hibernate Reactive may never complete one of the calls
     * (issue 1713).
     */
    private static Uni<Integer> delete(Mutiny.StatelessSession session, WebhookEntity entity) {
        return session.createMutationQuery("delete WebhookEntity where id = :id")
                .setParameter("id", entity.id)
                .executeUpdate();
    }

    /**
     * Sends a message at once, beside all deliveries, and tells what came of it.
     *
     * @param message null for one that says that the webhook works
     */
    public Uni<WebhookTrial> test(String id, @Nullable String message) {
        WebhookForm.check(message);
        return pool.preparedQuery(TARGET)
                .execute(Tuple.of(WebhookReads.number(id)))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        throw WebhookReads.notFound(id);
                    }
                    Event event = new Event(UUID.randomUUID(), Payloads.TEST, clock.instant(), 0, message(message));
                    return sender.send(event, Outgoing.target(rows.iterator().next()), 1)
                            .map(outcome ->
                                    new WebhookTrial(outcome.delivered(), outcome.statusCode(), outcome.answer()));
                });
    }

    private static String message(@Nullable String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", message == null ? HELLO : message)
                .toString();
    }

    /**
     * Attempts deliveries again that were given up, as if they had not been attempted; {@link #MOST_REPLAYED} at most.
     *
     * @param deliveries their ids; null for all of them
     * @return how many
     */
    public Uni<Integer> replay(String id, @Nullable List<Long> deliveries) {
        Tuple values = Tuple.of(WebhookReads.number(id))
                .addArrayOfLong(deliveries == null ? null : deliveries.toArray(Long[]::new))
                .addInteger(MOST_REPLAYED);
        return view(WebhookReads.number(id))
                .chain(() -> pool.preparedQuery(REPLAY).execute(values))
                .map(rows -> rows.rowCount());
    }

    private static Uni<WebhookEntity> locked(Mutiny.StatelessSession session, String id) {
        return session.get(WebhookEntity.class, WebhookReads.number(id), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> WebhookReads.notFound(id));
    }

    private Uni<WebhookView> view(long id) {
        return reads.get(Long.toString(id));
    }
}
