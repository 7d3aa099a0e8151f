package io.muster.platform.check;

import io.muster.platform.DatabaseConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** The database is reachable over the network, and has one of the passwords that attackers try first. */
@Singleton
class DefaultDatabasePassword implements StartUpCheck {

    private static final Set<String> TRIED_FIRST = Set.of("muster", "postgres", "password", "admin", "changeme");

    private final DatabaseConfig database;

    DefaultDatabasePassword(DatabaseConfig database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "default-database-password";
    }

    @Override
    public boolean ofServing() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        if (Hosts.isLoopback(database.host()) || !TRIED_FIRST.contains(database.password())) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "the password of the database on " + database.host() + " is the default or one as well known",
                "set muster.database.password"));
    }
}
