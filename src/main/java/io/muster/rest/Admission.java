package io.muster.rest;

import io.muster.account.GrantedAccounts;
import io.muster.platform.AuthConfig;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import io.muster.platform.OwnContext;
import io.muster.platform.StructuredLog;
import io.muster.platform.identity.CallerIdentity;
import io.muster.platform.identity.SignIn;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets in callers who have proven who they are and have a role, and refuses all others, before it is known whether they call REST,
 * GraphQL or a path that leads nowhere. Health and metrics are on another port.
 */
@ApplicationScoped
class Admission {

    private static final StructuredLog LOG = StructuredLog.of(Admission.class);

    private static final SecurityIdentity ANYBODY = CallerIdentity.of(Caller.ANYBODY);

    private final AuthConfig auth;
    private final Callers callers;
    private final GrantedAccounts granted;
    private final SignIn signIn;
    private final SignedInCalls signedIn;
    private final AdmissionRefusals refusals;

    Admission(
            AuthConfig auth,
            Callers callers,
            GrantedAccounts granted,
            SignIn signIn,
            SignedInCalls signedIn,
            AdmissionRefusals refusals) {
        this.auth = auth;
        this.callers = callers;
        this.granted = granted;
        this.signIn = signIn;
        this.signedIn = signedIn;
        this.refusals = refusals;
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
            refusals.send(call, refusal.code(), refusal.getMessage());
        }
    }

    private void identifyByHeader(RoutingContext call) {
        // a cookie that is named as Quarkus names its own must not choose how a token is looked at
        call.put(OidcUtils.TENANT_ID_ATTRIBUTE, OidcUtils.DEFAULT_TENANT_ID);
        call.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER); // whose answers have no words
        OwnContext.back(QuarkusHttpUser.getSecurityIdentity(call, null))
                .subscribe()
                .with(identity -> admit(call, identity), failure -> refusals.unproven(call, failure));
    }

    private void admit(RoutingContext call, SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            refusals.anonymous(call);
            return;
        }
        CallerIdentity.caller(identity)
                .ifPresentOrElse(
                        caller -> admit(call, caller), () -> refusals.withoutRole(call, identity.getPrincipal()));
    }

    /** From here on the caller has account ids alone, whatever they were granted by. */
    private void admit(RoutingContext call, Caller caller) {
        if (!caller.granted().followOrganization()) {
            enter(call, caller);
            return;
        }
        OwnContext.back(granted.admitted(caller)).subscribe().with(admitted -> enter(call, admitted), failure -> {
            LOG.warn("The accounts that are granted to a caller cannot be read", failure);
            refusals.send(call, ErrorCode.UNAVAILABLE, "The accounts that you may see cannot be read at the moment");
        });
    }

    private void enter(RoutingContext call, Caller caller) {
        callers.enter(caller);
        call.next();
    }
}
