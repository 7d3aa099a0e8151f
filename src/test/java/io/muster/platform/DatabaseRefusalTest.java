package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States are those of PostgreSQL's documentation, appendix A, "PostgreSQL Error Codes". */
class DatabaseRefusalTest {

    @AfterEach
    void forget() {
        DatabaseOutage.over();
    }

    @ParameterizedTest
    @CsvSource({
        "25006, UNAVAILABLE, takes no writes",
        "53100, UNAVAILABLE, no room",
        "53200, UNAVAILABLE, short of resources",
        "53300, UNAVAILABLE, cannot be reached",
        "57P01, UNAVAILABLE, cannot be reached",
        "08006, UNAVAILABLE, cannot be reached",
        "28P01, UNAVAILABLE, cannot be reached",
        "28000, UNAVAILABLE, cannot be reached",
        "3D000, UNAVAILABLE, cannot be reached",
        "40001, UNAVAILABLE, busy",
        "40P01, UNAVAILABLE, busy",
        "55P03, UNAVAILABLE, busy",
        "57014, TIMEOUT, in time"
    })
    void whatIsNotTheCallsFaultMayBeTriedAgain(String state, ErrorCode code, String message) {
        Throwable reactive = new CompletionException(new PgException("refused", "ERROR", state, ""));
        Throwable hibernate = new GenericJDBCException("refused", new SQLException("refused", state));

        for (Throwable failure : new Throwable[] {reactive, hibernate}) {
            assertThat(DatabaseRefusal.of(failure)).hasValueSatisfying(refusal -> {
                assertThat(refusal.code()).isEqualTo(code);
                assertThat(refusal).hasMessageContaining(message);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22021", "XX000"})
    void allElseIsAFault(String state) {
        assertThat(DatabaseRefusal.of(new PgException("refused", "ERROR", state, "")))
                .isEmpty();
    }

    @Test
    void aFailureOfAnotherSortIsNone() {
        assertThat(DatabaseRefusal.of(new IllegalStateException("another"))).isEmpty();
    }

    @Test
    void aLossIsCounted() {
        long before = DatabaseOutage.failures();

        DatabaseRefusal.of(new PgException("the server stops", "FATAL", "57P01", ""));

        assertThat(DatabaseOutage.failures()).isEqualTo(before + 1);
    }
}
