package io.muster.platform.check;

import io.muster.platform.DatabaseConfig;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The database's certificate is to be verified, and there is no root certificate to verify it with. */
@Singleton
class UnusableRootCertificate implements StartUpCheck {

    private static final String REMEDY =
            "give a PEM file of the authorities that may vouch for the server, or another muster.database.ssl-mode";

    private final DatabaseConfig database;

    UnusableRootCertificate(DatabaseConfig database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "unusable-root-certificate";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public boolean ofServing() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        Optional<Path> certificate = database.sslRootCertificate();
        if (certificate.isPresent()) {
            return certificate
                    .filter(file -> !Files.isReadable(file))
                    .map(file -> new Fault("muster.database.ssl-root-certificate " + file + " cannot be read", REMEDY));
        }
        return database.sslMode().verifies()
                ? Optional.of(new Fault("muster.database.ssl-root-certificate is not set", REMEDY))
                : Optional.empty();
    }
}
