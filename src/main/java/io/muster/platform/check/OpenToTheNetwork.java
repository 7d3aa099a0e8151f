package io.muster.platform.check;

import io.muster.platform.AuthConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Authentication is off, and other machines can reach the port. */
@Singleton
class OpenToTheNetwork implements StartUpCheck {

    private final AuthConfig auth;
    private final String host;

    OpenToTheNetwork(AuthConfig auth, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.auth = auth;
        this.host = host;
    }

    @Override
    public String name() {
        return "open-to-the-network";
    }

    @Override
    public Optional<Fault> find() {
        if (auth.enabled() || Hosts.isLoopback(host)) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "authentication is off, and Muster listens on " + host
                        + ": every caller that reaches it may register, scan and purge",
                "set muster.auth.enabled=true, or quarkus.http.host=localhost"));
    }
}
