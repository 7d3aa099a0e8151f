package io.muster.graphql.endpoint;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;

/** The one answer to a request: the result of its execution with codes, or the refusal for a timeout. */
final class Answer implements ExecutionResponseWriter {

    static final String KEY = Answer.class.getName();

    private static final StructuredLog LOG = StructuredLog.of(Answer.class);

    private final String document;
    private final Wording wording;
    private final Pace pace;
    private final ExecutionResponseWriter writer;
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile Runnable stopClock = () -> {};
    private volatile Runnable whenGiven = () -> {};
    private volatile boolean late;

    Answer(String document, Wording wording, Pace pace, ExecutionResponseWriter writer) {
        this.document = document;
        this.wording = wording;
        this.pace = pace;
        this.writer = writer;
    }

    /** Runs the action once, with the answer. */
    void whenGiven(Runnable action) {
        whenGiven = action;
    }

    /** Ends the execution after the time limit. */
    void due(Vertx vertx, Duration time) {
        long timer = vertx.setTimer(Math.max(1, time.toMillis()), expired -> {
            late = true;
            give(failed(new MusterException(
                    ErrorCode.TIMEOUT, "The answer took longer than " + time.toMillis() + " ms: ask for less")));
        });
        stopClock = () -> vertx.cancelTimer(timer);
    }

    /** Whether the execution took too long: its further results are dropped. */
    boolean isLate() {
        return late;
    }

    @Override
    public void write(ExecutionResponse response) {
        ExecutionResult result = response.getExecutionResult();
        ExecutionResult complete = ErrorCodes.complete(result, document, wording);
        if (complete.isDataPresent() && complete.getData() instanceof Publisher<?> events) {
            complete = EventAnswers.of(complete, events, wording, pace);
        }
        if (pace != Pace.ANY) {
            complete = AnswerText.plain(complete); // SmallRye writes the messages of websockets
        }
        give(complete == result ? response : new ExecutionResponse(complete));
    }

    @Override
    public void fail(Throwable failure) {
        MusterException refusal = FailureHandler.refusal(failure).orElse(null);
        if (refusal == null) {
            LOG.error("A GraphQL request failed", failure);
            refusal = new MusterException(ErrorCode.INTERNAL, ErrorCodes.INTERNAL_MESSAGE);
        }
        give(failed(refusal));
    }

    static ExecutionResponse failed(MusterException refusal) {
        return new ExecutionResponse(ExecutionResultImpl.newExecutionResult()
                .addError(ErrorCodes.error(refusal))
                .build());
    }

    private void give(ExecutionResponse response) {
        if (given.compareAndSet(false, true)) {
            stopClock.run();
            whenGiven.run();
            writer.write(response);
        }
    }
}
