package io.muster.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which the embedded PostgreSQL has counted a deadlock. It is registered for every class by
 * {@code META-INF/services}; a class before which no database was started is not looked at.
 */
public final class NoDeadlocks implements AfterAllCallback {

    private static final String DEADLOCKS = "select coalesce(sum(deadlocks), 0) from pg_stat_database";
    private static final String SEEN = "muster.test.deadlocks-seen";

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        Integer port = Integer.getInteger("muster.launch.database-port");
        if (port != null
                && context.getParent().filter(context.getRoot()::equals).isPresent()) {
            check(context.getDisplayName(), deadlocks(port));
        }
    }

    /** Each is told of once. The class that is named is the one that was running or the one before it. */
    private static void check(String testClass, long deadlocks) {
        long seen = Long.getLong(SEEN, 0);
        System.setProperty(SEEN, String.valueOf(deadlocks));
        if (deadlocks > seen) {
            throw new AssertionError((deadlocks - seen) + " deadlocks in PostgreSQL by the end of " + testClass
                    + ": its log names them");
        }
    }

    private static long deadlocks(int port) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DEADLOCKS)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
