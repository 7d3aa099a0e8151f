package io.muster.rest;

import io.muster.account.GrantedAccounts;
import io.muster.platform.AuditLog;
import io.muster.platform.AuthConfig;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import io.muster.platform.OidcConfig;
import io.muster.platform.StructuredLog;
import io.muster.platform.identity.CallerIdentity;
import io.muster.platform.identity.RefusedIdentities;
import io.muster.platform.identity.SignIn;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Lets in whoever has proven who they are and has a role, and answers everybody else, whatever they called: REST, GraphQL
 * or a path that leads nowhere. Health and metrics are on another port.
 */
@ApplicationScoped
class Admission {

    private static final StructuredLog LOG = StructuredLog.of(Admission.class);

    private static final String BEARER = "Bearer ";

    private static final SecurityIdentity ANYBODY = CallerIdentity.of(Caller.ANYBODY);

    private final AuthConfig auth;
    private final OidcConfig oidc;
    private final Callers callers;
    private final GrantedAccounts granted;
    private final AuditLog audit;
    private final RefusedIdentities refused;
    private final SignIn signIn;
    private final SignedInCalls signedIn;
    private final WrittenProblems problems;

    Admission(
            AuthConfig auth,
            OidcConfig oidc,
            Callers callers,
            GrantedAccounts granted,
            AuditLog audit,
            RefusedIdentities refused,
            SignIn signIn,
            SignedInCalls signedIn,
            WrittenProblems problems) {
        this.auth = auth;
        this.oidc = oidc;
        this.callers = callers;
        this.granted = granted;
        this.audit = audit;
        this.refused = refused;
        this.signIn = signIn;
        this.signedIn = signedIn;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::identify, HttpOrder.ADMISSION);
    }

    private void identify(RoutingContext call) {
        if (!auth.enabled()) {
            QuarkusHttpUser.setIdentity(ANYBODY, call);
            admit(call, ANYBODY);
            return;
        }
        if (signIn.isForEverybody(call.request().path())) {
            call.next();
            return;
        }
        try {
            signedIn.identity(call).ifPresentOrElse(identity -> admit(call, identity), () -> identifyByHeader(call));
        } catch (MusterException refusal) {
            send(call, refusal.code(), refusal.getMessage());
        }
    }

    private void identifyByHeader(RoutingContext call) {
        // a cookie that is named as Quarkus names its own must not choose how a token is looked at
        call.put(OidcUtils.TENANT_ID_ATTRIBUTE, OidcUtils.DEFAULT_TENANT_ID);
        Context context = Vertx.currentContext();
        call.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER); // whose answers have no words
        QuarkusHttpUser.getSecurityIdentity(call, null)
                .emitOn(command -> context.runOnContext(ready -> command.run()))
                .subscribe()
                .with(identity -> admit(call, identity), failure -> refuse(call, failure));
    }

    private void admit(RoutingContext call, SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            challenge(call, "No identity: " + ways());
            return;
        }
        CallerIdentity.caller(identity)
                .ifPresentOrElse(caller -> admit(call, caller), () -> forbid(call, identity.getPrincipal()));
    }

    /** From here on the caller has account ids alone, whatever they were granted by. */
    private void admit(RoutingContext call, Caller caller) {
        if (!caller.granted().followOrganization()) {
            enter(call, caller);
            return;
        }
        Context context = Vertx.currentContext();
        granted.admitted(caller)
                .emitOn(command -> context.runOnContext(ready -> command.run()))
                .subscribe()
                .with(admitted -> enter(call, admitted), failure -> {
                    LOG.warn("The accounts that are granted to a caller cannot be read", failure);
                    send(call, ErrorCode.UNAVAILABLE, "The accounts that you may see cannot be read at the moment");
                });
    }

    private void enter(RoutingContext call, Caller caller) {
        callers.enter(caller);
        call.next();
    }

    private void forbid(RoutingContext call, Principal principal) {
        String name = principal.getName();
        refused.withoutRole(principal instanceof JsonWebToken token ? token.getIssuer() : null);
        audit.refusedWithoutRole(name, call.request().method().name(), call.normalizedPath());
        send(call, ErrorCode.FORBIDDEN, "No role in Muster has been given to " + name);
    }

    private void refuse(RoutingContext call, Throwable failure) {
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

    private void send(RoutingContext call, ErrorCode code, String detail) {
        if (code == ErrorCode.TOO_MANY_REQUESTS) {
            call.response().putHeader("Retry-After", String.valueOf(ErrorCode.RETRY_AFTER_SECONDS));
        }
        problems.send(call, Problem.of(code, detail, call.normalizedPath(), List.of()));
    }
}
