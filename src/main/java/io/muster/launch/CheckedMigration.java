package io.muster.launch;

import io.muster.platform.check.StartUpChecks;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Has the settings checked before the first thing that Muster does at start, which is to reach the database and migrate
 * it: who set too little is to read what to set, and not that there is no database.
 */
@Singleton
class CheckedMigration implements FlywayConfigurationCustomizer {

    private final StartUpChecks checks;

    CheckedMigration(StartUpChecks checks) {
        this.checks = checks;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        checks.run();
    }
}
