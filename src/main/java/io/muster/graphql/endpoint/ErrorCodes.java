package io.muster.graphql.endpoint;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.introspection.GoodFaithIntrospection;
import graphql.parser.InvalidSyntaxException;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.RequestId;
import io.muster.platform.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives every error of an answer its {@code extensions.code}. */
final class ErrorCodes {

    static final String INTERNAL_MESSAGE = "Something went wrong inside Muster";

    private static final String CODE = "code";
    private static final int LONGEST_MESSAGE = 500;

    private ErrorCodes() {}

    /** A refusal that is about the request as a whole. */
    static GraphQLError error(MusterException refusal) {
        return error(refusal, GraphqlErrorBuilder.newError());
    }

    static GraphQLError error(MusterException refusal, GraphqlErrorBuilder<?> error) {
        return build(refusal, error).build();
    }

    private static GraphqlErrorBuilder<?> build(MusterException refusal, GraphqlErrorBuilder<?> error) {
        Map<String, Object> extensions = extensions(refusal.code());
        if (!refusal.violations().isEmpty()) {
            extensions.put("violations", violations(refusal));
        }
        error.message("%s", refusal.getMessage())
                .errorType(classification(refusal.code()))
                .extensions(extensions);
        return error;
    }

    /** The names that graphql-java gives to the classes of errors are of no use to callers. */
    private static ErrorClassification classification(ErrorCode code) {
        return ErrorClassification.errorClassification(code.name());
    }

    static Map<String, Object> extensions(ErrorCode code) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, code.name());
        extensions.put("retryable", code.retryable());
        RequestId.current().ifPresent(id -> extensions.put("requestId", id));
        return extensions;
    }

    private static Object violations(MusterException refusal) {
        return refusal.violations().stream()
                .map(violation -> Map.of("field", violation.field(), "message", violation.message()))
                .toList();
    }

    /** The code of the first error of an answer whose errors have codes. */
    static ErrorCode first(ExecutionResult result) {
        return ErrorCode.valueOf(
                (String) result.getErrors().get(0).getExtensions().get(CODE));
    }

    /**
     * The result with a code on every error: errors raised by graphql-java or SmallRye have none.
     *
     * @param document the document of the request
     * @param wording  words the errors in it
     */
    static ExecutionResult complete(ExecutionResult result, String document, Wording wording) {
        if (result.getErrors().stream().allMatch(ErrorCodes::hasCode)) {
            return result;
        }
        List<GraphQLError> errors = EntryLeftOut.withoutRepeats(result.getErrors()).stream()
                .map(error -> syntax(error, document, wording).orElse(error))
                .map(error -> withCode(error, document, wording))
                .toList();
        return result.transform(builder -> builder.errors(errors));
    }

    /** SmallRye says only that the document cannot be read, not where. */
    private static Optional<GraphQLError> syntax(GraphQLError error, String document, Wording wording) {
        if (!"Unparseable input document".equals(error.getMessage())) {
            return Optional.empty();
        }
        try {
            ParsedDocument.of(document);
            return Optional.empty();
        } catch (InvalidSyntaxException e) {
            GraphQLError found = e.toInvalidSyntaxError();
            return Optional.of(coded(found, ParsedDocument.code(e), document, wording));
        }
    }

    private static boolean hasCode(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey(CODE);
    }

    private static GraphQLError withCode(GraphQLError error, String document, Wording wording) {
        return hasCode(error) ? error : coded(error, code(error), document, wording);
    }

    private static GraphQLError coded(GraphQLError error, ErrorCode code, String document, Wording wording) {
        GraphqlErrorBuilder<?> builder = code == ErrorCode.BAD_REQUEST
                ? badRequest(wording.of(error, document))
                : GraphqlErrorBuilder.newError()
                        .message("%s", code == ErrorCode.INTERNAL ? internal(error) : abridged(error.getMessage()))
                        .errorType(classification(code))
                        .extensions(extensions(code));
        if (error.getPath() != null) {
            builder.path(error.getPath());
        }
        if (error.getLocations() != null) {
            builder.locations(error.getLocations());
        }
        return builder.build();
    }

    private static String internal(GraphQLError error) {
        return EntryLeftOut.missesValue(error)
                ? "A field that is never null has no value: "
                        + error.getPath().stream().map(Object::toString).collect(Collectors.joining("."))
                : INTERNAL_MESSAGE;
    }

    /** @param faults one without a field is alone */
    private static GraphqlErrorBuilder<?> badRequest(List<Violation> faults) {
        List<Violation> abridged = faults.stream()
                .map(fault -> new Violation(fault.field(), abridged(fault.message())))
                .toList();
        MusterException refusal = abridged.get(0).field().isEmpty()
                ? new MusterException(ErrorCode.BAD_REQUEST, abridged.get(0).message())
                : MusterException.badFields(abridged);
        return build(refusal, GraphqlErrorBuilder.newError());
    }

    /** A message may quote a part of the request, which may be long. */
    private static String abridged(String message) {
        return Texts.cut(message, LONGEST_MESSAGE);
    }

    /** Fetchers' own failures have a code already: the rest is about the document, unless a value was missing. */
    private static ErrorCode code(GraphQLError error) {
        if (error.getErrorType() == ErrorType.NullValueInNonNullableField) {
            return ErrorCode.INTERNAL;
        }
        return error instanceof GoodFaithIntrospection.BadFaithIntrospectionError
                ? ErrorCode.TOO_COMPLEX
                : ErrorCode.BAD_REQUEST;
    }
}
