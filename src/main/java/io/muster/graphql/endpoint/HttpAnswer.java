package io.muster.graphql.endpoint;

import graphql.ExecutionResult;
import io.muster.platform.AcceptedTypes;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * Writes an answer over HTTP. A body that is no GraphQL request has a status of its own. So has an operation that was
 * not executed, for clients that accept {@code application/graphql-response+json}; clients of plain JSON get 200 for it.
 */
final class HttpAnswer implements ExecutionResponseWriter {

    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final RoutingContext call;
    private String type = GRAPHQL;
    private @Nullable Keeping keeping;
    private boolean tagged;

    HttpAnswer(RoutingContext call) {
        this.call = call;
    }

    /** Settles the type of the answer. */
    void negotiate() {
        type = AcceptedTypes.of(call)
                .best(List.of(GRAPHQL, JSON))
                .orElseThrow(
                        () -> new MusterException(ErrorCode.NOT_ACCEPTABLE, "An answer is " + GRAPHQL + " or " + JSON));
    }

    /** Gives an answer without errors a tag, by which the client and its caches ask whether it has changed (RFC 9110, section 13). */
    void tag() {
        tagged = true;
    }

    /** Offers the answer of an execution to be kept. */
    void keepBy(Keeping keeping) {
        this.keeping = keeping;
    }

    @Override
    public void write(ExecutionResponse response) {
        ExecutionResult result = response.getExecutionResult();
        if (result.isDataPresent() && result.getData() instanceof Publisher<?>) {
            refuse(new MusterException(ErrorCode.BAD_REQUEST, "Subscriptions are answered over graphql-transport-ws"));
            return;
        }
        boolean executed = result.isDataPresent();
        ErrorCode code = executed || result.getErrors().isEmpty() ? null : ErrorCodes.first(result);
        Buffer text = AnswerText.of(response);
        if (keeping != null) {
            keeping.answered(result, text);
        }
        send(status(code), text, result.getErrors().isEmpty());
    }

    /** Gives an answer that was kept. */
    void give(Buffer text) {
        send(OK, text, true);
    }

    /** Proxies and clients that hold back when there is too much go by the status alone. */
    private int status(@Nullable ErrorCode code) {
        if (code == ErrorCode.TOO_MANY_REQUESTS) {
            call.response().putHeader("Retry-After", String.valueOf(ErrorCode.RETRY_AFTER_SECONDS));
            return code.httpStatus();
        }
        return code == null || (type.equals(JSON) && code != ErrorCode.INTERNAL) ? OK : code.httpStatus();
    }

    @Override
    public void fail(Throwable failure) {
        call.fail(failure);
    }

    void refuse(MusterException refusal) {
        send(refusal.code().httpStatus(), AnswerText.of(Answer.failed(refusal)), false);
    }

    private void send(int status, Buffer text, boolean whole) {
        HttpServerResponse http = call.response();
        if (!http.ended() && !http.closed()) {
            if (tagged && AnswerTag.put(call.request(), http, whole ? text : null)) {
                http.setStatusCode(NOT_MODIFIED).end();
                return;
            }
            if (status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE) {
                http.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(ErrorCode.RETRY_AFTER_SECONDS));
            }
            http.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
                    .end(text);
        }
    }
}
