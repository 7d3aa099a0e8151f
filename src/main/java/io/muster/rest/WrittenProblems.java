package io.muster.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers calls with problems where no REST method is reached. */
@ApplicationScoped
class WrittenProblems {

    private final ObjectMapper json;

    WrittenProblems(ObjectMapper json) {
        this.json = json;
    }

    void send(RoutingContext call, Problem problem) {
        if (problem.code().retryable()) {
            call.response().putHeader("Retry-After", String.valueOf(ErrorCode.RETRY_AFTER_SECONDS));
        }
        call.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(write(problem));
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
