package io.muster.platform.identity;

import io.muster.platform.check.Hosts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way in which requests reach Muster: by TLS, from this machine alone, or in the clear. */
@Singleton
class Transport {

    static final String REMEDY =
            "set quarkus.tls.* and quarkus.http.insecure-requests=disabled, or, behind a proxy that ends"
                    + " TLS, quarkus.http.proxy.proxy-address-forwarding=true and quarkus.http.proxy.trusted-proxies";

    private final String host;
    private final Optional<String> insecureRequests;
    private final boolean behindProxy;

    Transport(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> insecureRequests,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
        this.host = host;
        this.insecureRequests = insecureRequests;
        this.behindProxy = forwarding && trusted.isPresent();
    }

    String host() {
        return host;
    }

    boolean isInTheClear() {
        // a redirect to TLS comes too late: the secret has been sent by then
        boolean tlsAlone = insecureRequests.filter("disabled"::equalsIgnoreCase).isPresent();
        return !Hosts.isLoopback(host) && !tlsAlone && !behindProxy;
    }
}
