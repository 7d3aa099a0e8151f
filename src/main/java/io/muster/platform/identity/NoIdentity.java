package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Authentication is on, and no authentication method is configured. */
@Singleton
class NoIdentity implements StartUpCheck {

    private final AuthConfig auth;
    private final OidcConfig oidc;

    NoIdentity(AuthConfig auth, OidcConfig oidc) {
        this.auth = auth;
        this.oidc = oidc;
    }

    @Override
    public String name() {
        return "no-identity";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        if (!auth.enabled() || oidc.issuer().isPresent() || auth.usersFile().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "authentication is on, and neither an identity provider nor a users file is set",
                "set muster.auth.oidc.issuer and muster.auth.oidc.audience for bearer tokens, or muster.auth.users-file"
                        + " for static users; muster.auth.enabled=false serves everybody on this machine"));
    }
}
