package io.muster.platform.identity;

import io.muster.platform.OidcConfig;
import io.muster.platform.OidcSignInConfig;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes Quarkus use the authorization code flow for calls that sign a user in, and for no others: all other calls accept bearer
 * tokens only, and are never redirected.
 */
@ApplicationScoped
class SignInTenant implements TenantConfigResolver {

    private static final String SIGNING_IN = SignInTenant.class.getName();

    private final Optional<OidcTenantConfig> tenant;

    SignInTenant(
            SignIn signIn,
            OidcConfig oidc,
            OidcSignInConfig client,
            SessionKeys keys,
            @ConfigProperty(name = "quarkus.oidc.tls.tls-configuration-name") Optional<String> tls) {
        this.tenant = signIn.byProvider() ? Optional.of(tenant(oidc, client, keys, tls)) : Optional.empty();
    }

    /** Marks the call as one that signs a user in. */
    static void choose(RoutingContext call) {
        call.put(SIGNING_IN, true);
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext call, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom().item(call.get(SIGNING_IN) == null ? null : tenant.orElse(null));
    }

    private static OidcTenantConfig tenant(
            OidcConfig oidc, OidcSignInConfig client, SessionKeys keys, Optional<String> tls) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.builder()
                .tenantId("sign-in")
                .applicationType(ApplicationType.WEB_APP)
                .authServerUrl(oidc.issuer().orElseThrow())
                .clientId(client.clientId().orElseThrow());
        client.clientSecret().ifPresent(tenant::credentials);
        tls.ifPresent(tenant::tlsConfigurationName);
        return tenant.authentication()
                .scopes(client.scopes())
                .redirectPath(SignIn.DONE)
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .pkceRequired()
                .nonceRequired()
                .failOnMissingStateParam()
                .stateSecret(secret(keys, "state"))
                .cookiePath(SignIn.PAGE)
                .cookieSameSite(CookieSameSite.LAX)
                .stateCookieSameSite(CookieSameSite.LAX)
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_TOKEN)
                .encryptionSecret(secret(keys, "tokens"))
                .end()
                .build();
    }

    private static String secret(SessionKeys keys, String purpose) {
        return HexFormat.of().formatHex(keys.key(purpose));
    }
}
