package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Muster would accept tokens that the issuer issued for other services. */
@Singleton
class TokensOfAnyAudience implements StartUpCheck {

    private final AuthConfig auth;
    private final OidcConfig oidc;

    TokensOfAnyAudience(AuthConfig auth, OidcConfig oidc) {
        this.auth = auth;
        this.oidc = oidc;
    }

    @Override
    public String name() {
        return "tokens-of-any-audience";
    }

    @Override
    public Optional<Fault> find() {
        if (!auth.enabled() || oidc.issuer().isEmpty() || oidc.audience().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "a token that " + oidc.issuer().get() + " made out to another service is as good as one for Muster",
                "set muster.auth.oidc.audience"));
    }
}
