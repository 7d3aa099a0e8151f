package io.muster.platform.check;

import io.muster.platform.DatabaseConfig;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Passwords and the whole inventory may cross the network to the database unencrypted. */
@Singleton
class DatabaseInTheClear implements StartUpCheck {

    private final DatabaseConfig database;

    DatabaseInTheClear(DatabaseConfig database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database-in-the-clear";
    }

    @Override
    public boolean ofServing() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        if (Hosts.isLoopback(database.host()) || !database.sslMode().mayBeInTheClear()) {
            return Optional.empty();
        }
        return Optional.of(
                new Fault(
                        "the connections to the database on " + database.host() + " may be unencrypted",
                        "set muster.database.ssl-mode to verify-full, with muster.database.ssl-root-certificate, or to require"));
    }
}
