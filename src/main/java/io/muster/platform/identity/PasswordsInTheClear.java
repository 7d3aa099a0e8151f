package io.muster.platform.identity;

import io.muster.platform.AuthConfig;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The passwords of static users would go over the network without TLS. */
@Singleton
class PasswordsInTheClear implements StartUpCheck {

    private final AuthConfig auth;
    private final Transport transport;

    PasswordsInTheClear(AuthConfig auth, Transport transport) {
        this.auth = auth;
        this.transport = transport;
    }

    @Override
    public String name() {
        return "passwords-in-the-clear";
    }

    @Override
    public Optional<Fault> find() {
        if (!auth.enabled() || auth.usersFile().isEmpty() || !transport.isInTheClear()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "static users send their passwords to " + transport.host() + " without TLS", Transport.REMEDY));
    }
}
