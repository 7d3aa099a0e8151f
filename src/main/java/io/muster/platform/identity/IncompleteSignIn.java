package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.muster.platform.OidcSignInConfig;
import io.muster.platform.SignInConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** People could not sign in with these settings, or not safely. */
@Singleton
class IncompleteSignIn implements StartUpCheck {

    private static final int SHORTEST_SECRET = 32;

    private final AuthConfig auth;
    private final OidcConfig oidc;
    private final OidcSignInConfig client;
    private final SignInConfig sessions;

    IncompleteSignIn(AuthConfig auth, OidcConfig oidc, OidcSignInConfig client, SignInConfig sessions) {
        this.auth = auth;
        this.oidc = oidc;
        this.client = client;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "incomplete-sign-in";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        if (!auth.enabled()) {
            return Optional.empty();
        }
        if (client.clientId().isPresent() && oidc.issuer().isEmpty()) {
            return fault(
                    "muster.auth.oidc.sign-in.client-id is set, and it is not known at which provider",
                    "set muster.auth.oidc.issuer");
        }
        if (client.clientSecret().isPresent() && client.clientId().isEmpty()) {
            return fault(
                    "muster.auth.oidc.sign-in.client-secret is set, and it is not known of which client",
                    "set muster.auth.oidc.sign-in.client-id");
        }
        if (sessions.secret()
                .filter(secret -> secret.length() < SHORTEST_SECRET)
                .isPresent()) {
            return fault(
                    "muster.auth.sign-in.secret is short enough to be guessed",
                    "set it to " + SHORTEST_SECRET
                            + " random characters at least, as openssl rand -hex 32 prints them");
        }
        if (sessions.lifetime().toSeconds() < 1 || client.lifetime().toSeconds() < 1) {
            return fault(
                    "sessions of people who sign in end at once",
                    "set muster.auth.sign-in.lifetime and muster.auth.oidc.sign-in.lifetime to a second at least");
        }
        return Optional.empty();
    }

    private static Optional<Fault> fault(String what, String remedy) {
        return Optional.of(new Fault(what, remedy));
    }
}
