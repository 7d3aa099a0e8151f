package io.muster.endtoend;

import static io.restassured.RestAssured.given;

import io.muster.aws.AwsStandIn;
import io.muster.launch.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts moto (or LocalStack) behind a {@link PassThrough}, and a database of the suite's own. System properties tell
 * where they are: test resources live in another class loader than tests, and beside a packaged application.
 */
public final class AnotherAws implements QuarkusTestResourceLifecycleManager {

    private static final String ENDPOINT = "muster.endtoend.aws";
    private static final String DATABASE = "muster.endtoend.database";

    private PassThrough door;

    @Override
    public Map<String, String> start() {
        String name = "endtoend_" + System.nanoTime();
        createDatabase(name);
        System.setProperty(DATABASE, url(name));
        door = PassThrough.before(AwsStandIn.endpoint());
        System.setProperty(ENDPOINT, door.address().toString());
        Map<String, String> settings = new HashMap<>();
        settings.put("muster.database.host", "localhost");
        settings.put("muster.database.port", Integer.toString(TestDatabase.port()));
        settings.put("muster.database.name", name);
        settings.put("muster.database.username", TestDatabase.USER);
        settings.put("muster.database.password", TestDatabase.USER);
        settings.put("muster.aws.endpoint", door.address().toString());
        return settings;
    }

    @Override
    public void stop() {
        System.clearProperty(ENDPOINT);
        if (door != null) {
            door.close();
        }
    }

    /** The address of the AWS that the service under test uses. */
    static URI endpoint() {
        return URI.create(System.getProperty(ENDPOINT));
    }

    /** To {@link PassThrough}: begins a request for one of its orders. */
    static RequestSpecification orders() {
        return given().baseUri(endpoint().toString()).port(endpoint().getPort());
    }

    /** A connection to the database of the service under test. */
    static Connection database() throws SQLException {
        return connect(databaseUrl());
    }

    static String databaseUrl() {
        return System.getProperty(DATABASE);
    }

    private static void createDatabase(String name) {
        try (Connection connection = connect(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, TestDatabase.USER, TestDatabase.USER);
    }

    private static String url(String database) {
        return "jdbc:postgresql://localhost:" + TestDatabase.port() + "/" + database;
    }
}
