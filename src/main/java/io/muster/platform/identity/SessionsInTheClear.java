package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.OidcSignInConfig;
import io.muster.platform.check.Hosts;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cookies of people who sign in at the provider would go over the network for everybody to take. */
@Singleton
class SessionsInTheClear implements StartUpCheck {

    private final AuthConfig auth;
    private final OidcSignInConfig client;
    private final String host;
    private final Optional<String> insecureRequests;
    private final boolean behindProxy;

    SessionsInTheClear(
            AuthConfig auth,
            OidcSignInConfig client,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> insecureRequests,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        this.auth = auth;
        this.client = client;
        this.host = host;
        this.insecureRequests = insecureRequests;
        this.behindProxy = forwarding && trusted.isPresent();
    }

    @Override
    public String name() {
        return "sessions-in-the-clear";
    }

    @Override
    public Optional<Fault> find() {
        // a redirect to TLS comes too late: the cookie has been sent by then
        boolean tlsAlone = insecureRequests.filter("disabled"::equalsIgnoreCase).isPresent();
        if (!auth.enabled() || client.clientId().isEmpty() || Hosts.isLoopback(host) || tlsAlone || behindProxy) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "people who sign in send their cookies to " + host + " without TLS",
                "set quarkus.tls.* and quarkus.http.insecure-requests=disabled, or, behind a proxy that ends TLS,"
                        + " quarkus.http.proxy.proxy-address-forwarding=true and quarkus.http.proxy.trusted-proxies"));
    }
}
