package io.muster.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.AuthConfig;
import io.muster.platform.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Refuses every call, to REST and GraphQL alike, as long as callers must prove who they are and cannot: nobody is served
 * by mistake. Health checks are answered.
 */
@ApplicationScoped
class LockedCalls {

    private static final int BEFORE_EVERYTHING = 1_000;
    private static final String HEALTH = "/q/health";

    private final AuthConfig auth;
    private final ObjectMapper json;

    LockedCalls(AuthConfig auth, ObjectMapper json) {
        this.auth = auth;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        if (auth.enabled()) {
            filters.register(this::refuse, BEFORE_EVERYTHING);
        }
    }

    private void refuse(RoutingContext call) {
        if (call.normalizedPath().startsWith(HEALTH)) {
            call.next();
            return;
        }
        HttpServerResponse response = call.response();
        response.setStatusCode(ErrorCode.UNAUTHENTICATED.httpStatus())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("WWW-Authenticate", "Bearer")
                .end(body(call.normalizedPath()));
    }

    private String body(String path) {
        try {
            return json.writeValueAsString(Problem.of(
                    ErrorCode.UNAUTHENTICATED,
                    "No identity is configured: set muster.auth.enabled=false to serve everybody",
                    path,
                    List.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
