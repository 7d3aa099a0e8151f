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
 * Runs before the migration of the database, the first step of the start. First it checks the settings, so that a missing setting
 * is reported as such and not as a missing database. Then it tries to connect, so that an unreachable database is reported in one
 * line that names the settings, without a stack trace.
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
