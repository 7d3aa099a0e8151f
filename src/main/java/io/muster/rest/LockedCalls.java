package io.muster.rest;

import io.muster.platform.AuthConfig;
import io.muster.platform.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
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
    private final WrittenProblems problems;

    LockedCalls(AuthConfig auth, WrittenProblems problems) {
        this.auth = auth;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        if (auth.enabled()) {
            filters.register(this::refuse, BEFORE_EVERYTHING);
        }
    }

    private void refuse(RoutingContext call) {
        String path = call.normalizedPath();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            call.next();
            return;
        }
        call.response().putHeader("WWW-Authenticate", "Bearer");
        problems.send(
                call,
                Problem.of(
                        ErrorCode.UNAUTHENTICATED,
                        "No identity is configured: set muster.auth.enabled=false to serve everybody",
                        path,
                        List.of()));
    }
}
