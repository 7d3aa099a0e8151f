package io.muster.launch;

/** The embedded PostgreSQL of the test's JVM, for an application that runs outside of it. */
public final class TestDatabase {

    private TestDatabase() {}

    public static int port() {
        return EmbeddedDatabase.port();
    }
}
