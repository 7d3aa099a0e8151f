package io.muster.rest;

import io.muster.platform.AuthConfig;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.check.Hosts;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
    private final boolean servesThisMachineAlone;

    /** @param host the address that calls are taken at */
    CrossSite(
            HttpConfig config,
            AuthConfig auth,
            @ConfigProperty(name = "quarkus.http.host") String host,
            WrittenProblems problems) {
        this.origins = new Origins(config.allowedOrigins().orElse(Set.of()));
        this.problems = problems;
        this.servesThisMachineAlone = !auth.enabled() && Hosts.isLoopback(host);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, HttpOrder.CROSS_SITE);
    }

    private void check(RoutingContext call) {
        if (isRebound(call.request())) {
            refuse(
                    call,
                    "A Muster without access control is called by the name localhost alone, or by that of an origin of"
                            + " muster.http.allowed-origins");
        } else if (acts(call.request()) && origins.isForeign(call.request())) {
            refuse(
                    call,
                    "Pages of other origins may not make this call: muster.http.allowed-origins names those that may");
        } else {
            call.next();
        }
    }

    /**
     * Whether a page may have had its own name resolved to this machine: its origin is the server's then, as far as the browser
     * knows. With access control it has no credentials to send along.
     */
    private boolean isRebound(HttpServerRequest request) {
        HostAndPort called = request.authority();
        return servesThisMachineAlone
                && called != null
                && !Hosts.isLoopback(called.host())
                && !origins.isOfAllowed(called.host());
    }

    private void refuse(RoutingContext call, String reason) {
        problems.send(call, Problem.of(ErrorCode.FORBIDDEN, reason, call.normalizedPath(), List.of()));
    }

    /** Whether the call can do more than read: a websocket can say anything later. */
    static boolean acts(HttpServerRequest request) {
        return !READING.contains(request.method())
                || request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }
}
