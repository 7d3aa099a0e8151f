package io.muster.launch;

/** The embedded PostgreSQL, for tests of packaged applications: those do not start one themselves. */
public final class TestDatabase {

    /** The superuser, which is its own password too. */
    public static final String USER = "postgres";

    private TestDatabase() {}

    /** Starts the server, unless it runs already in this JVM. */
    public static int port() {
        return EmbeddedDatabase.port();
    }
}
