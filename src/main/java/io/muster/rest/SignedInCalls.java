package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.identity.CallerIdentity;
import io.muster.platform.identity.Session;
import io.muster.platform.identity.Sessions;
import io.muster.platform.identity.SignIn;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Calls of browsers whose users signed in to the pages, or are to. */
@ApplicationScoped
class SignedInCalls {

    private static final String BASIC = "Basic realm=\"muster\", charset=\"UTF-8\"";

    /** A browser that is asked for basic credentials asks in a window of its own, and keeps them past every sign-out. */
    private static final String COOKIE = "Cookie realm=\"muster\"";

    private final SignIn signIn;
    private final Sessions sessions;

    SignedInCalls(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /**
     * The identity of the person whose browser makes the call; empty without a session that is good, and where the call
     * brings an identity of its own.
     *
     * @throws MusterException {@code FORBIDDEN} for a call that acts, and that the pages have not sent
     */
    Optional<SecurityIdentity> identity(RoutingContext call) {
        if (!signIn.isOffered() || call.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        Optional<Session> session = sessions.of(call);
        if (session.isEmpty()) {
            if (sessions.isClaimed(call)) {
                sessions.end(call);
            }
            return Optional.empty();
        }
        requirePages(call);
        SecurityIdentity identity = CallerIdentity.of(session.get());
        QuarkusHttpUser.setIdentity(identity, call);
        return Optional.of(identity);
    }

    /** The origin of a call was looked at before, by {@link CrossSite}, as far as there was one. */
    private void requirePages(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!CrossSite.acts(request)) {
            return;
        }
        if (request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            if (!request.headers().contains(HttpHeaders.ORIGIN)) {
                throw new MusterException(ErrorCode.FORBIDDEN, "A websocket of a session must name its Origin");
            }
        } else if (!sessions.isOfPages(call)) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "A call of a session that acts must repeat the cookie muster-csrf in the header "
                            + Sessions.TOKEN_HEADER);
        }
    }

    /** Whether a person is on the way to the pages, and is to sign in first. Programs are told of it by a 401. */
    boolean isToSignIn(RoutingContext call) {
        HttpServerRequest request = call.request();
        String mode = request.getHeader("Sec-Fetch-Mode");
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return signIn.isOffered()
                && request.method().equals(HttpMethod.GET)
                && call.normalizedPath().equals("/")
                && (mode == null || mode.equals("navigate"))
                && accepted != null
                && accepted.contains("text/html");
    }

    /** How static users are asked for their passwords: in the pages, where there are pages and a browser to show them. */
    String passwordChallenge(RoutingContext call) {
        return signIn.isOffered() && call.request().headers().contains("Sec-Fetch-Site") ? COOKIE : BASIC;
    }
}
