package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application on a PostgreSQL that takes nothing but TLS, over both of its drivers. */
@Tag("native")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTlsIT {

    private TlsPostgres postgres;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        postgres = TlsPostgres.start(directory);
    }

    @AfterAll
    void end() throws Exception {
        postgres.close();
    }

    @Test
    void isReadyOnAServerThatItKnows() {
        // when
        Replica replica = Replica.start("tls", settings("localhost"));

        // then the schema was migrated over JDBC, and the reactive pool answers
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(replica.runs()).as("target/cluster/tls.log").isTrue();
                return Client.of(replica).isUp(replica.readiness());
            });
        } finally {
            replica.kill();
        }
    }

    @Test
    void doesNotStartOnOneThatGoesByAnotherName() {
        // when
        Replica replica = Replica.start("tls-other-name", settings("127.0.0.1"));

        // then
        try {
            replica.join();
            assertThat(replica.log()).contains("hostname 127.0.0.1 could not be verified");
        } finally {
            replica.kill();
        }
    }

    private Map<String, String> settings(String host) {
        return Map.of(
                "MUSTER_DATABASE_HOST", host,
                "MUSTER_DATABASE_PORT", String.valueOf(postgres.port()),
                "MUSTER_DATABASE_NAME", "postgres",
                "MUSTER_DATABASE_USERNAME", "postgres",
                "MUSTER_DATABASE_SSL_MODE", "verify-full",
                "MUSTER_DATABASE_SSL_ROOT_CERTIFICATE",
                        postgres.rootCertificate().toString(),
                "MUSTER_AUTH_ENABLED", "false");
    }
}
