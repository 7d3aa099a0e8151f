package io.muster.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.api.GraphQlSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Subscribers of a replica that did not hear of the others for a while. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class MissedEventsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    DataSource database;

    @Test
    void aSubscriberIsToldThatEventsMayBeMissing() throws SQLException {
        try (GraphQlSocket socket = GraphQlSocket.open()) {
            // given
            socket.subscribe("1", "subscription { findingChanged { type finding { ruleId } } }", Map.of());

            // when
            await().atMost(LIMIT).until(this::breakOff);

            // then
            await().atMost(LIMIT).until(() -> socket.isComplete("1"));
            assertThat(socket.events("1"))
                    .singleElement()
                    .satisfies(last -> assertThat(
                                    last.at("/errors/0/extensions/code").asText())
                            .isEqualTo("SUBSCRIPTION_OVERFLOW"));
        }
    }

    /** Ends the connections by which replicas hear of each other, and tells whether there were any. */
    private boolean breakOff() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen muster%' or query = 'select 1 as listening'");
            return statement.getResultSet().next();
        }
    }
}
