package io.muster.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** People who sign in to the pages at the OpenID Connect provider, {@code muster.auth.oidc.issuer}. */
@ConfigMapping(prefix = "muster.auth.oidc.sign-in")
public interface OidcSignInConfig {

    /**
     * The client that Muster is to the provider: people sign in by the authorization code flow with PKCE. None for no
     * sign-in at the provider. Its redirect URI is {@code /sign-in/done}.
     */
    Optional<String> clientId();

    /** The client's secret; none for a public client, which PKCE alone protects. */
    Optional<String> clientSecret();

    /** The scopes that are asked for, besides {@code openid}. The ID token must hold the claims with the roles and accounts. */
    @WithDefault("profile")
    List<String> scopes();

    /**
     * How long a session lasts until the provider is asked again, which goes unnoticed while the person is signed in there.
     * A role that is taken away there is lost here after that time at the latest.
     */
    @WithDefault("1h")
    Duration lifetime();
}
