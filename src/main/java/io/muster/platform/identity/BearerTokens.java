package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Disables bearer tokens where no issuer is configured, because Quarkus would not start without one. */
@Singleton
class BearerTokens {

    private final AuthConfig auth;
    private final OidcConfig config;

    BearerTokens(AuthConfig auth, OidcConfig config) {
        this.auth = auth;
        this.config = config;
    }

    void configure(@Observes Oidc oidc) {
        if (!auth.enabled() || config.issuer().isEmpty()) {
            oidc.create(OidcTenantConfig.builder().tenantEnabled(false).build());
        }
    }
}
