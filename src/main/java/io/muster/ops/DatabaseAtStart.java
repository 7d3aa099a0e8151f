package io.muster.ops;

import io.agroal.api.AgroalDataSource;
import io.muster.platform.DatabaseConfig;
import io.muster.platform.check.StartUpChecks;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Goes before the first thing that Muster does at start, which is to reach the database and migrate it. The settings are
 * checked: who set too little is to read what to set, and not that there is no database. Then the database is tried, for
 * the operator who starts Muster against one that is not there: a line that says what to set, and no trace.
 */
@Singleton
class DatabaseAtStart implements FlywayConfigurationCustomizer {

    private final DatabaseConfig database;
    private final StartUpChecks checks;

    DatabaseAtStart(DatabaseConfig database, StartUpChecks checks) {
        this.database = database;
        this.checks = checks;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        checks.run();
        try (Connection connection = flyway.getDataSource().getConnection()) {
            connection.isReadOnly();
        } catch (SQLException e) {
            // the start ends with this message alone, without the exceptions around it
            throw new PreventFurtherStepsException(message(e), 1);
        }
        flyway.dataSource(new MigrationConnections(flyway.getDataSource()));
    }

    /** The migrations' connections, which wait for any time, are not for others. */
    void migrated(@Observes StartupEvent event, AgroalDataSource connections) {
        connections.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }

    private String message(SQLException refused) {
        return "PostgreSQL cannot be used: database %s on %s:%d as user %s: %s. Set MUSTER_DATABASE_HOST, _PORT, _NAME, _USERNAME and _PASSWORD."
                .formatted(database.name(), database.host(), database.port(), database.username(), reason(refused));
    }

    private static String reason(SQLException refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
