package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.muster.platform.check.Hosts;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** The keys that tokens are verified with come over the network without TLS: a host between the two can replace them. */
@Singleton
class IssuerInTheClear implements StartUpCheck {

    private final AuthConfig auth;
    private final OidcConfig oidc;

    IssuerInTheClear(AuthConfig auth, OidcConfig oidc) {
        this.auth = auth;
        this.oidc = oidc;
    }

    @Override
    public String name() {
        return "issuer-in-the-clear";
    }

    @Override
    public Optional<Fault> find() {
        return oidc.issuer()
                .filter(issuer -> auth.enabled() && issuer.startsWith("http:"))
                .filter(issuer ->
                        !Hosts.isLoopback(String.valueOf(URI.create(issuer).getHost())))
                .map(issuer -> new Fault(
                        "the keys of " + issuer + " come without TLS", "set muster.auth.oidc.issuer to an https URL"));
    }
}
