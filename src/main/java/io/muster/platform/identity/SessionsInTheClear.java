package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcSignInConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The session cookies of users who sign in at the provider would go over the network without TLS. */
@Singleton
class SessionsInTheClear implements StartUpCheck {

    private final AuthConfig auth;
    private final OidcSignInConfig client;
    private final Transport transport;

    SessionsInTheClear(AuthConfig auth, OidcSignInConfig client, Transport transport) {
        this.auth = auth;
        this.client = client;
        this.transport = transport;
    }

    @Override
    public String name() {
        return "sessions-in-the-clear";
    }

    @Override
    public Optional<Fault> find() {
        if (!auth.enabled() || client.clientId().isEmpty() || !transport.isInTheClear()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "people who sign in send their cookies to " + transport.host() + " without TLS", Transport.REMEDY));
    }
}
