package io.muster.graphql.endpoint;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import io.muster.graphql.endpoint.KeptAnswers.Question;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gathers during an execution whether its answer may be kept: each of its root fields has to say that its value depends on the rows alone of
 * whose changes replicas are told, not on the time or on anything else.
 */
public final class Keeping {

    private static final String KEY = Keeping.class.getName();

    private final KeptAnswers answers;
    private final Question question;
    private final long since;
    private final AtomicInteger lasting = new AtomicInteger();
    private volatile Timed timed = nanoseconds -> {};

    Keeping(KeptAnswers answers, Question question, long since) {
        this.answers = answers;
        this.question = question;
        this.since = since;
    }

    void put(Map<String, Object> context) {
        context.put(KEY, this);
    }

    /** The keeping of the execution's answer; empty where the answer cannot be kept. */
    public static Optional<Keeping> of(GraphQLContext context) {
        return context.getOrEmpty(KEY);
    }

    /** Says of one root field that its value stays as it is until a row changes. */
    public void lasts() {
        lasting.incrementAndGet();
    }

    /** Says how answers of this operation are timed. */
    public void timedBy(Timed timer) {
        timed = timer;
    }

    void answered(ExecutionResult result, Buffer text) {
        if (result.getErrors().isEmpty()
                && result.getData() instanceof Map<?, ?> data
                && data.size() == lasting.get()) {
            answers.keep(question, since, text, timed);
        }
    }
}
