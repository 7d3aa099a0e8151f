package io.muster.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Turns what a fetcher fails with into an error with a code; what was not meant for callers stays inside. */
final class FailureHandler implements DataFetcherExceptionHandler {

    private static final StructuredLog LOG = StructuredLog.of(FailureHandler.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failure) {
        GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError(failure.getDataFetchingEnvironment());
        GraphQLError answer = known(failure.getException(), error);
        if (answer == null) {
            LOG.with("path", failure.getPath()).error("A GraphQL field could not be fetched", failure.getException());
            answer = error.message(ErrorCodes.INTERNAL_MESSAGE)
                    .extensions(ErrorCodes.extensions(ErrorCode.INTERNAL))
                    .build();
        }
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(answer).build());
    }

    private static GraphQLError known(Throwable failure, GraphqlErrorBuilder<?> error) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MusterException refusal) {
                Map<String, Object> extensions = new LinkedHashMap<>(ErrorCodes.extensions(refusal.code()));
                if (!refusal.violations().isEmpty()) {
                    extensions.put("violations", violations(refusal));
                }
                return error.message("%s", refusal.getMessage())
                        .extensions(extensions)
                        .build();
            }
        }
        return null;
    }

    private static Object violations(MusterException refusal) {
        return refusal.violations().stream()
                .map(violation -> Map.of("field", violation.field(), "message", violation.message()))
                .toList();
    }
}
