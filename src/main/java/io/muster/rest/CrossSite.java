package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Refuses what a page of another origin has a browser do here. A browser sends basic credentials along by itself, and
 * reaches a Muster on its own machine that authenticates no callers. What only reads is left to the browser, which keeps
 * the answer from the page; a websocket's it would not.
 */
@ApplicationScoped
class CrossSite {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Origins origins;
    private final WrittenProblems problems;

    CrossSite(HttpConfig config, WrittenProblems problems) {
        this.origins = new Origins(config.allowedOrigins().orElse(Set.of()));
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, HttpOrder.CROSS_SITE);
    }

    private void check(RoutingContext call) {
        if (!acts(call.request()) || !origins.isForeign(call.request())) {
            call.next();
            return;
        }
        problems.send(
                call,
                Problem.of(
                        ErrorCode.FORBIDDEN,
                        "Pages of other origins may not make this call: muster.http.allowed-origins names those that may",
                        call.normalizedPath(),
                        List.of()));
    }

    /** Whether the call can do more than read: a websocket can say anything later. */
    static boolean acts(HttpServerRequest request) {
        return !READING.contains(request.method())
                || request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }
}
