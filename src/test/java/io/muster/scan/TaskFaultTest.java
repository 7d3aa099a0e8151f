package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States are those of PostgreSQL's documentation, appendix A, "PostgreSQL Error Codes". */
class TaskFaultTest {

    @ParameterizedTest
    @CsvSource({
        "08006, DATABASE_UNAVAILABLE, true",
        "28000, DATABASE_UNAVAILABLE, true",
        "28P01, DATABASE_UNAVAILABLE, true",
        "3D000, DATABASE_UNAVAILABLE, true",
        "53200, DATABASE_UNAVAILABLE, true",
        "53300, DATABASE_UNAVAILABLE, true",
        "57P01, DATABASE_UNAVAILABLE, true",
        "53100, DATABASE_FULL, true",
        "25006, DATABASE_READ_ONLY, true",
        "57014, DATABASE_TIMEOUT, false",
        "23505, INTERNAL, false"
    })
    void theStateTellsTheFault(String state, String code, boolean away) {
        // when
        TaskFault fault = TaskFault.of(new CompletionException(new PgException("refused", "ERROR", state, "")));

        // then
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.ofAway()).isEqualTo(away);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsUnavailable() {
        assertThat(TaskFault.of(new TimeoutException()).code()).isEqualTo("DATABASE_UNAVAILABLE");
    }

    @Test
    void anotherFailureIsMusters() {
        assertThat(TaskFault.of(new IllegalStateException())).isEqualTo(TaskFault.INTERNAL);
    }
}
