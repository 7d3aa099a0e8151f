package io.muster.graphql.endpoint;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.reactivestreams.Publisher;

/**
 * The answers of a subscription, at the pace of its client. A stream that fails ends with an answer that gives the reason:
 * SmallRye's websocket would drop the failure and leave the client waiting.
 */
final class EventAnswers {

    private static final StructuredLog LOG = StructuredLog.of(EventAnswers.class);

    private EventAnswers() {}

    static ExecutionResult of(ExecutionResult subscription, Publisher<?> events, Wording wording, Pace pace) {
        Multi<ExecutionResult> coded = Multi.createFrom()
                .publisher(AdaptersToFlow.publisher(events))
                .map(event -> ErrorCodes.complete((ExecutionResult) event, "", wording))
                .onItem()
                .transformToUniAndConcatenate(answer -> pace.ready().replaceWith(answer))
                .onFailure()
                .recoverWithItem(EventAnswers::last);
        return subscription.transform(result -> result.data(AdaptersToReactiveStreams.publisher(coded)));
    }

    private static ExecutionResult last(Throwable failure) {
        MusterException refusal = FailureHandler.refusal(failure).orElse(null);
        if (refusal == null) {
            LOG.error("A subscription failed", failure);
            refusal = new MusterException(ErrorCode.INTERNAL, ErrorCodes.INTERNAL_MESSAGE);
        }
        return ExecutionResultImpl.newExecutionResult()
                .data(null)
                .addError(ErrorCodes.error(refusal))
                .build();
    }
}
