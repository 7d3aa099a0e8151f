package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PersistentEndTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OFTEN = 3 * PersistentEnd.MOST_FAILURES;

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void anEndThatCannotBeWrittenThoughTheDatabaseIsThereIsAPlainOne() {
        // when
        String end = written(new IllegalStateException("no such kind"), Integer.MAX_VALUE);

        // then
        assertThat(end).isEqualTo("plain");
        assertThat(attempts).hasValue(PersistentEnd.MOST_FAILURES);
    }

    @Test
    void anEndIsWrittenInFullHoweverLongTheDatabaseTakesNoWrites() {
        // when
        String end = written(new PgException("read-only", "ERROR", "25006", null), OFTEN);

        // then
        assertThat(end).isEqualTo("full");
        assertThat(attempts).hasValue(OFTEN + 1);
    }

    @Test
    void aTaskOfAnotherReplicaIsNotEnded() {
        assertThatThrownBy(() -> written(new LostTask(), 1)).isInstanceOf(LostTask.class);
    }

    private String written(Throwable failure, int failures) {
        return new PersistentEnd<>(
                        () -> attempts.incrementAndGet() <= failures
                                ? Uni.createFrom().<String>failure(failure)
                                : Uni.createFrom().item("full"),
                        () -> Uni.createFrom().item("plain"),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        again -> {})
                .written()
                .await()
                .atMost(LIMIT);
    }
}
