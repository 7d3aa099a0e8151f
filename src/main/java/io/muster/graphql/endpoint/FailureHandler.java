package io.muster.graphql.endpoint;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.muster.platform.DatabaseRefusal;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Turns the failure of a fetcher into an error with a code; internal messages are logged, not sent. */
final class FailureHandler implements DataFetcherExceptionHandler {

    private static final StructuredLog LOG = StructuredLog.of(FailureHandler.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failure) {
        GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError(failure.getDataFetchingEnvironment());
        GraphQLError answer = refusal(failure.getException())
                .map(refusal -> ErrorCodes.error(refusal, error))
                .orElseGet(() -> {
                    LOG.with("path", failure.getPath())
                            .error("A GraphQL field could not be fetched", failure.getException());
                    return ErrorCodes.error(
                            new MusterException(ErrorCode.INTERNAL, ErrorCodes.INTERNAL_MESSAGE), error);
                });
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(answer).build());
    }

    /** The part of a failure that the caller may read. */
    static Optional<MusterException> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MusterException refusal) {
                return Optional.of(refusal);
            }
        }
        return DatabaseRefusal.of(failure);
    }
}
