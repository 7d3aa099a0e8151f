package io.muster.rest;

import io.muster.platform.AuditLog;
import io.muster.platform.AuthConfig;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.OidcConfig;
import io.muster.platform.StructuredLog;
import io.muster.platform.identity.RefusedIdentities;
import io.muster.platform.identity.SignIn;
import io.quarkus.oidc.OIDCException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The answers to calls that {@link Admission} does not let in: each says what the caller has to send. */
@ApplicationScoped
class AdmissionRefusals {

    private static final StructuredLog LOG = StructuredLog.of(AdmissionRefusals.class);

    private static final String BEARER = "Bearer ";

    private final AuthConfig auth;
    private final OidcConfig oidc;
    private final AuditLog audit;
    private final RefusedIdentities refused;
    private final SignIn signIn;
    private final SignedInCalls signedIn;
    private final WrittenProblems problems;

    AdmissionRefusals(
            AuthConfig auth,
            OidcConfig oidc,
            AuditLog audit,
            RefusedIdentities refused,
            SignIn signIn,
            SignedInCalls signedIn,
            WrittenProblems problems) {
        this.auth = auth;
        this.oidc = oidc;
        this.audit = audit;
        this.refused = refused;
        this.signIn = signIn;
        this.signedIn = signedIn;
        this.problems = problems;
    }

    /** A call without an identity. */
    void anonymous(RoutingContext call) {
        challenge(call, "No identity: " + ways());
    }

    /** A caller whose identity is proven, and to whom no role is given. */
    void withoutRole(RoutingContext call, Principal principal) {
        String name = principal.getName();
        refused.withoutRole(principal instanceof JsonWebToken token ? token.getIssuer() : null);
        audit.refusedWithoutRole(name, call.request().method().name(), call.normalizedPath());
        send(call, ErrorCode.FORBIDDEN, "No role in Muster has been given to " + name);
    }

    /** An identity that was not proven, or that cannot be checked at the moment. */
    void unproven(RoutingContext call, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MusterException refusal) {
                send(call, refusal.code(), refusal.getMessage());
                return;
            }
            if (cause instanceof OIDCException || cause instanceof IOException || cause instanceof TimeoutException) {
                LOG.warn("Identity cannot be checked", failure);
                send(call, ErrorCode.UNAVAILABLE, "The provider of identities cannot be reached at the moment");
                return;
            }
        }
        // any other failure is of the request that the caller had sent
        LOG.with("reason", failure).debug("Identity not valid");
        String authorization = call.request().getHeader("Authorization");
        if (authorization != null && oidc.issuer().isPresent() && isBearer(authorization)) {
            refused.token(failure, authorization);
        }
        challenge(call, "The identity is not valid, or no longer: " + ways());
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private String ways() {
        if (oidc.issuer().isEmpty()) {
            return "send a user's name and password (HTTP basic authentication)";
        }
        String bearer = "send a bearer token of " + oidc.issuer().get();
        return auth.usersFile().isEmpty() ? bearer : bearer + ", or a user's name and password";
    }

    private void challenge(RoutingContext call, String detail) {
        if (signedIn.isToSignIn(call)) {
            call.response()
                    .setStatusCode(302)
                    .putHeader("Location", signIn.start())
                    .end();
            return;
        }
        if (oidc.issuer().isPresent()) {
            call.response().headers().add("WWW-Authenticate", "Bearer realm=\"muster\"");
        }
        if (auth.usersFile().isPresent()) {
            call.response().headers().add("WWW-Authenticate", signedIn.passwordChallenge(call));
        }
        send(call, ErrorCode.UNAUTHENTICATED, detail);
    }

    void send(RoutingContext call, ErrorCode code, String detail) {
        if (code == ErrorCode.TOO_MANY_REQUESTS) {
            call.response().putHeader("Retry-After", String.valueOf(ErrorCode.RETRY_AFTER_SECONDS));
        }
        problems.send(call, Problem.of(code, detail, call.normalizedPath(), List.of()));
    }
}
