package io.muster.platform.identity;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.OidcSignInConfig;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Signs people in at the OpenID Connect provider, by the authorization code flow with PKCE, a state and a nonce. Who they
 * are is said by the ID token; their rights follow from its claims as from a bearer token's.
 */
@ApplicationScoped
public class ProviderSignIn {

    private static final String SESSION_OF_QUARKUS = "q_session";

    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;
    private final TenantConfigBean tenants;
    private final OidcSignInConfig client;
    private final RefusedIdentities refused;

    ProviderSignIn(
            OidcAuthenticationMechanism mechanism,
            IdentityProviderManager identities,
            TenantConfigBean tenants,
            OidcSignInConfig client,
            RefusedIdentities refused) {
        this.mechanism = mechanism;
        this.identities = identities;
        this.tenants = tenants;
        this.client = client;
        this.refused = refused;
    }

    /** Where the browser is to be sent; {@code UNAVAILABLE} where the provider cannot be reached. */
    public Uni<String> begin(RoutingContext call) {
        SignInTenant.choose(call);
        return mechanism
                .getChallenge(call)
                .map(ProviderSignIn::location)
                .onFailure()
                .transform(this::known);
    }

    /**
     * The person whom the provider has sent back. It fails with {@code UNAUTHENTICATED} where that is no answer to a question
     * of this browser, or a worthless one, and with {@code UNAVAILABLE} where the provider cannot be reached.
     */
    public Uni<SecurityIdentity> complete(RoutingContext call) {
        SignInTenant.choose(call);
        return mechanism
                .authenticate(call, identities)
                .onItem()
                .ifNull()
                .failWith(() -> new AuthenticationFailedException("There is no cookie for the state"))
                .invoke(() -> forgetTokens(call))
                .onFailure()
                .transform(this::known);
    }

    /** Where a browser signs out at the provider, too; empty where the provider has no such place, or is not known yet. */
    public Optional<String> end(String back) {
        return Optional.ofNullable(tenants.getDefaultTenant().getOidcMetadata())
                .map(OidcConfigurationMetadata::getEndSessionUri)
                .map(uri -> uri + (uri.contains("?") ? "&" : "?") + "client_id="
                        + encoded(client.clientId().orElse("")) + "&post_logout_redirect_uri=" + encoded(back));
    }

    private static String location(ChallengeData challenge) {
        return challenge.getHeaders().entrySet().stream()
                .filter(header -> "Location".equalsIgnoreCase(header.getKey().toString()))
                .map(header -> header.getValue())
                .findFirst()
                .orElseThrow(() -> new AuthenticationFailedException("The provider has just refused"));
    }

    /** Quarkus would keep the tokens in a cookie; they are not needed after the sign-in. */
    private static void forgetTokens(RoutingContext call) {
        List<String> names = call.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(SESSION_OF_QUARKUS))
                .toList();
        names.forEach(name -> call.response().removeCookie(name, false));
    }

    private MusterException known(Throwable failure) {
        if (isOutage(failure)) {
            return new MusterException(
                    ErrorCode.UNAVAILABLE, "The provider of identities cannot be reached at the moment");
        }
        refused.signIn(failure);
        return new MusterException(ErrorCode.UNAUTHENTICATED, "The sign-in was not completed");
    }

    /** A provider that answers, and refuses the code, is none: that completes the flow with a failure. */
    private static boolean isOutage(Throwable failure) {
        boolean completed = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            completed |= cause instanceof AuthenticationCompletionException;
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || (cause instanceof OIDCException && !completed)) {
                return true;
            }
        }
        return false;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
