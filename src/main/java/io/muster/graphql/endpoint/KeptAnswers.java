package io.muster.graphql.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.inventory.event.Notifications;
import io.muster.inventory.event.Topic;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps whole answers for as long as no row changes that they are made of, so that the same question is answered without an
 * execution. An answer is given only after this replica has heard of every change that had been committed when the question came: it is never older
 * than what the database would have answered.
 *
 * <p>An answer is kept from the second execution of its question on. Answers that nobody asks for again would end those that are asked for, and
 * memory that is held for a moment costs the garbage collector more than memory that is given back at once.
 */
@ApplicationScoped
class KeptAnswers {

    /** @param accounts the accounts that the caller may see: answers differ by them alone */
    record Question(String body, AccountScope accounts) {

        private long weight() {
            int ids = accounts.accountIds() == null ? 0 : accounts.accountIds().size();
            return 2L * body.length() + (long) ACCOUNT * ids;
        }
    }

    /** @param generation counts the changes that this replica knew of before the answer was begun */
    private record Kept(long generation, Buffer text, Timed timed) {}

    /** About what an entry and an account's id take in memory, in bytes. */
    private static final int ENTRY = 500;

    private static final int ACCOUNT = 100;

    private final Notifications notifications;
    private final RecentlyUsed<Question, Kept> answers;
    private final Repeats asked = new Repeats();
    private final boolean none;
    private final Counter given;
    private final AtomicLong generation = new AtomicLong();

    KeptAnswers(Notifications notifications, GraphQlConfig config, MeterRegistry registry) {
        this.notifications = notifications;
        long most = config.keptAnswers().asLongValue();
        this.none = most == 0;
        this.answers = new RecentlyUsed<>(
                most,
                (question, kept) -> ENTRY + question.weight() + kept.text().length());
        this.given = Counter.builder("muster.graphql.kept.answers")
                .description("GraphQL answers that were given from memory, as nothing had changed")
                .register(registry);
    }

    void listen(@Observes StartupEvent started) {
        if (!none) {
            notifications.of(Topic.CHANGE).subscribe().with(change -> generation.incrementAndGet());
        }
    }

    /** The execution of a question, whose answer may be kept. */
    Keeping begin(Question question) {
        return new Keeping(this, question, generation.get());
    }

    /** Empty where the question is to be executed. */
    Uni<Optional<Buffer>> find(Question question) {
        long begun = System.nanoTime();
        Kept kept = answers.find(question);
        if (kept == null || kept.generation() != generation.get()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return notifications
                .caughtUp()
                .map(heard ->
                        kept.generation() == generation.get() ? Optional.of(kept.text()) : Optional.<Buffer>empty())
                .onFailure()
                .recoverWithItem(Optional.empty())
                .invoke(found -> found.ifPresent(text -> {
                    given.increment();
                    kept.timed().record(System.nanoTime() - begun);
                }));
    }

    void keep(Question question, long since, Buffer text, Timed timed) {
        if (!none && asked.note(question) && since == generation.get()) {
            Buffer exact = text.copy(); // a buffer that grew has room left, which no weight counts
            answers.keep(question, new Kept(since, exact, timed));
        }
    }
}
