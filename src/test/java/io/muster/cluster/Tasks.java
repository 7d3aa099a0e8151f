package io.muster.cluster;

import io.muster.launch.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The cluster's one database, and what its tasks say of who did them. */
final class Tasks {

    private final String database;

    private Tasks(String database) {
        this.database = database;
    }

    /**
     * One task as its row stands.
     *
     * @param owner whoever has or had it last
     */
    record Task(long id, String scanId, String status, int attempt, String owner) {}

    static Tasks inNewDatabase() {
        Tasks tasks = new Tasks("cluster_" + System.nanoTime());
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + tasks.database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tasks;
    }

    String database() {
        return database;
    }

    List<Task> all() {
        return list("true");
    }

    List<Task> running() {
        return list("status = 'RUNNING'");
    }

    List<Task> of(List<String> scans) {
        return list("scan_id in (" + String.join(", ", scans) + ")");
    }

    private List<Task> list(String condition) {
        List<Task> tasks = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select id, scan_id, status, attempt, owner from scan_task where " + condition)) {
            while (row.next()) {
                tasks.add(
                        new Task(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tasks;
    }

    static Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + TestDatabase.port() + "/" + name,
                TestDatabase.USER,
                TestDatabase.USER);
    }
}
