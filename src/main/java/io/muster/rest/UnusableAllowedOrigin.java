package io.muster.rest;

import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An allowed origin has no origin's form, and would never be met. */
@Singleton
class UnusableAllowedOrigin implements StartUpCheck {

    private final HttpConfig config;

    UnusableAllowedOrigin(HttpConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "unusable-allowed-origin";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        List<String> wrong = config.allowedOrigins().orElse(Set.of()).stream()
                .filter(origin -> !Origins.isOrigin(origin))
                .sorted()
                .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        "muster.http.allowed-origins: " + String.join(", ", wrong) + " has not the form of an origin",
                        "write scheme and host, and the port unless it is the scheme's own: https://portal.example"));
    }
}
