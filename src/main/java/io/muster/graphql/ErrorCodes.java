package io.muster.graphql;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.muster.platform.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives every error of an answer its {@code extensions.code}. */
final class ErrorCodes {

    static final String INTERNAL_MESSAGE = "Something went wrong inside Muster";

    private static final String CODE = "code";

    private ErrorCodes() {}

    static Map<String, Object> extensions(ErrorCode code) {
        return Map.of(CODE, code.name(), "retryable", code.retryable());
    }

    /**
     * The result with a code on every error: what graphql-java or SmallRye refused by themselves had none.
     *
     * @param document what was asked
     */
    static ExecutionResult complete(ExecutionResult result, String document) {
        if (result.getErrors().stream().allMatch(ErrorCodes::hasCode)) {
            return result;
        }
        List<GraphQLError> errors = result.getErrors().stream()
                .map(error -> syntax(error, document).orElse(error))
                .map(ErrorCodes::withCode)
                .toList();
        return result.transform(builder -> builder.errors(errors));
    }

    /** SmallRye says only that the document cannot be read, not where. */
    private static Optional<GraphQLError> syntax(GraphQLError error, String document) {
        if (!"Unparseable input document".equals(error.getMessage())) {
            return Optional.empty();
        }
        try {
            Parser.parse(document);
            return Optional.empty();
        } catch (InvalidSyntaxException e) {
            return Optional.of(e.toInvalidSyntaxError());
        }
    }

    private static boolean hasCode(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey(CODE);
    }

    private static GraphQLError withCode(GraphQLError error) {
        if (hasCode(error)) {
            return error;
        }
        ErrorCode code = code(error);
        String message = code == ErrorCode.INTERNAL ? INTERNAL_MESSAGE : error.getMessage();
        GraphqlErrorBuilder<?> builder =
                GraphqlErrorBuilder.newError().message("%s", message).extensions(extensions(code));
        if (error.getPath() != null) {
            builder.path(error.getPath());
        }
        if (error.getLocations() != null) {
            builder.locations(error.getLocations());
        }
        return builder.build();
    }

    /** Fetchers' own failures have a code already: the rest is about the document, unless a value was missing. */
    private static ErrorCode code(GraphQLError error) {
        if (error.getErrorType() == ErrorType.NullValueInNonNullableField) {
            return ErrorCode.INTERNAL;
        }
        return error.getErrorType() == ErrorType.ExecutionAborted ? ErrorCode.TOO_COMPLEX : ErrorCode.BAD_REQUEST;
    }
}
