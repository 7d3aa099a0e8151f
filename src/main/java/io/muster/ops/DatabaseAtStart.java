package io.muster.ops;

import io.muster.platform.DatabaseConfig;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.PreventFurtherStepsException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Tries the database before anything else is done with it, for whoever starts Muster against one that is not there: a
 * line that says what to set, and no trace.
 */
@Singleton
class DatabaseAtStart implements FlywayConfigurationCustomizer {

    private final DatabaseConfig database;

    DatabaseAtStart(DatabaseConfig database) {
        this.database = database;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        try (Connection connection = flyway.getDataSource().getConnection()) {
            connection.isReadOnly();
        } catch (SQLException e) {
            // the start ends with this message alone, whatever wraps it
            throw new PreventFurtherStepsException(message(e), 1);
        }
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
